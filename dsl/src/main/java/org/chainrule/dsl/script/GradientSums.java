package org.chainrule.dsl.script;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.graph.Variable.Role;

/**
 * Sums of gradients over the parts of a step's batch, as states of a method: Σ nᵢ·gᵢ, where nᵢ is
 * the weight of part i.
 *
 * @param places the sum of each weight's gradients, such as {@code sum dense.weight}
 */
public record GradientSums(List<Variable> places) {
    private static final String PART = "weight of the part";
    private static final String ALL = "weight of all parts";
    private static final String BEGINS = "part begins a step";

    /** A copy of the list. */
    public GradientSums {
        places = List.copyOf(places);
    }

    /** The sums of these weights' gradients. */
    static GradientSums of(List<Variable> weights) {
        return new GradientSums(
                weights.stream()
                        .map(
                                w ->
                                        new Variable(
                                                "sum " + w.name(),
                                                new Type(w.type().shape(), DType.FLOAT),
                                                Role.STATE))
                        .toList());
    }

    /** The names of the numbers that a method needs for them. */
    static List<String> names() {
        return List.of(PART, ALL, BEGINS);
    }

    /**
     * The numbers that a method needs, by name.
     *
     * @param part the weight of the part
     * @param all the weight of this part and of all before it
     * @param begins whether it is the first
     */
    public static Map<String, Double> values(double part, double all, boolean begins) {
        return Map.of(PART, part, ALL, all, BEGINS, begins ? 1.0 : 0.0);
    }

    /** Writes that the gradients of a part are added; before the first, the sums become 0. */
    void add(Emitter emitter, Function<Variable, Term> terms, List<String> gradients) {
        emitter.line("if torch.gt(" + number(emitter, BEGINS) + ", 0.0):");
        places.forEach(sum -> emitter.line("  _ = torch.zero_(" + terms.apply(sum) + ")"));
        emitter.line("else:");
        emitter.line("  pass");
        String part = number(emitter, PART);
        for (int i = 0; i < places.size(); i++) {
            Term sum = terms.apply(places.get(i));
            emitter.line(
                    "_ = torch.add_(" + sum + ", " + gradients.get(i) + ", alpha=" + part + ")");
        }
    }

    /** Writes that the sums become means: Σ nᵢ·gᵢ / Σ nᵢ. */
    void divide(Emitter emitter, Function<Variable, Term> terms) {
        String all = number(emitter, ALL);
        places.forEach(
                sum -> emitter.line("_ = torch.div_(" + terms.apply(sum) + ", " + all + ")"));
    }

    private static String number(Emitter emitter, String name) {
        Node scalar = Variable.scalar(name, DType.FLOAT);
        return emitter.emit(scalar);
    }
}
