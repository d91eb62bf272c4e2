package org.chainrule.dsl.symbolic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * An op of each element, given by an expression: its gradient is the symbolic derivative, dx =
 * dy·∂f/∂x.
 *
 * <p>It takes an input for each variable, and broadcasts. For example
 *
 * <pre>{@code
 * import org.chainrule.dsl.symbolic.Symbolic;
 *
 * var net = Net.features(4).dense(8).activation(Symbolic.of("x*sigmoid(x)")).logits(2);
 * }</pre>
 *
 * @param expression the expression
 * @param variables its variables, in the order of the inputs
 */
@Teaches(meaning = "a function of each element, given as an expression")
public record Symbolic(Expression expression, List<String> variables) implements Op {

    /**
     * An op of these variables.
     *
     * @throws ChainruleException if the expression has other variables, or none of these
     */
    public Symbolic {
        variables = List.copyOf(variables);
        List<String> found = List.copyOf(expression.variables());
        if (found.isEmpty() || !variables.containsAll(found)) {
            throw new ChainruleException(
                    "expression",
                    "an op must be of " + String.join(" and ", variables),
                    "but "
                            + expression.text()
                            + " is of "
                            + (found.isEmpty() ? "no variable" : String.join(" and ", found)),
                    "Name the inputs of the op, in order.");
        }
    }

    /**
     * The op of an expression.
     *
     * @param text the expression
     * @param variables its variables in the order of the inputs; in alphabetical order by default
     * @throws ChainruleException if the expression can't be read
     */
    public static Symbolic of(String text, String... variables) {
        Expression expression = Expression.parse(text);
        return new Symbolic(
                expression,
                variables.length > 0
                        ? List.of(variables)
                        : List.copyOf(
                                expression.variables().isEmpty()
                                        ? List.of("x")
                                        : expression.variables()));
    }

    /** The variables, where none has the name of the result. */
    @Override
    public List<String> inputSymbols() {
        return variables.contains("y") ? List.of() : variables;
    }

    @Override
    public List<Node> forward(List<Node> inputs) {
        return List.of(new Lowering(named(inputs)).node(expression));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Lowering lowering = new Lowering(named(call.inputs()));
        return variables.stream()
                .map(name -> expression.derivative(name))
                .map(df -> df.is(0) ? Node.zero() : dy.times(lowering.node(df)))
                .toList();
    }

    private Map<String, Node> named(List<Node> inputs) {
        if (inputs.size() != variables.size()) {
            throw new IllegalArgumentException(
                    expression.text() + " needs an input for each of " + variables);
        }
        Map<String, Node> named = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            named.put(variables.get(i), inputs.get(i));
        }
        return named;
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        Stream.of(
                        "x*sigmoid(x)",
                        "x^2 sin(3x) + e^-x",
                        "softplus(x)",
                        "1/(1 + x^2)",
                        "tanh x",
                        "2x")
                .forEach(text -> examples.add(Example.of(of(text), Example.reals(3, 4))));
        Stream.of("ln x", "sqrt x + x^(2/3)", "x^x", "1/x^3", "log(x, 2)")
                .forEach(text -> examples.add(Example.of(of(text), Example.between(0.3, 3, 5))));
        Stream.of(
                        "asin x",
                        "acos x",
                        "atan x",
                        "tan x",
                        "sec x",
                        "relu(x + 2)",
                        "leaky_relu(x, 0.1)")
                .forEach(text -> examples.add(Example.of(of(text), Example.between(0.1, 0.9, 4))));
        examples.add(
                Example.of(of("(y - t)^2", "y", "t"), Example.reals(2, 3), Example.reals(1, 3)));
        examples.add(
                Example.of(of("max(x, y)"), Example.between(-2, -1, 3), Example.between(1, 2, 3)));
        examples.add(Example.of(of("x^y"), Example.between(0.5, 2, 3), Example.reals(3)));
        return examples;
    }
}
