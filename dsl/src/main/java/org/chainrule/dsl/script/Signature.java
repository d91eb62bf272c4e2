package org.chainrule.dsl.script;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Variable;

/**
 * What a method takes: lists of tensors named {@code x}, {@code p} and {@code s}, and a vector of
 * numbers {@code h}. A list that would be empty is left out.
 *
 * @param inputs what x holds
 * @param parameters what p holds, parameters and buffers
 * @param states what s holds
 * @param scalars what h holds
 */
public record Signature(
        List<Variable> inputs,
        List<Variable> parameters,
        List<Variable> states,
        List<Variable> scalars) {

    /** Copies of the lists. */
    public Signature {
        inputs = List.copyOf(inputs);
        parameters = List.copyOf(parameters);
        states = List.copyOf(states);
        scalars = List.copyOf(scalars);
    }

    /** The line that begins the method. */
    String header(String name) {
        List<String> takes = new ArrayList<>(List.of("self"));
        add(takes, inputs, "x: List[Tensor]");
        add(takes, parameters, "p: List[Tensor]");
        add(takes, states, "s: List[Tensor]");
        add(takes, scalars, "h: Tensor");
        return "def " + name + "(" + String.join(", ", takes) + ") -> List[Tensor]:";
    }

    private static void add(List<String> takes, List<Variable> variables, String argument) {
        if (!variables.isEmpty()) {
            takes.add(argument);
        }
    }

    /** An expression for a variable. */
    Term term(Variable variable) {
        return switch (variable.role()) {
            case INPUT -> item("x", inputs, variable);
            case PARAMETER, BUFFER -> item("p", parameters, variable);
            case STATE -> item("s", states, variable);
            case SCALAR ->
                    Term.host(
                            (variable.type().dtype() == DType.INT ? "int" : "float")
                                    + "(torch.select(h, 0, "
                                    + place(scalars, variable)
                                    + "))");
        };
    }

    private static Term item(String list, List<Variable> variables, Variable variable) {
        return Term.tensor(list + "[" + place(variables, variable) + "]");
    }

    private static int place(List<Variable> variables, Variable variable) {
        int place = variables.indexOf(variable);
        if (place < 0) {
            throw new IllegalStateException("the method is not given " + variable.name());
        }
        return place;
    }
}
