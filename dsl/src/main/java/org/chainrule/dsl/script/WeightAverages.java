package org.chainrule.dsl.script;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.graph.Variable.Role;

/**
 * Moving averages of the weights, as states of a method: w̄ + s·(w − w̄), where s is the share of
 * the new weights.
 *
 * @param places the average of each weight, such as {@code average dense.weight}
 */
public record WeightAverages(List<Variable> places) {
    private static final String SHARE = "share of the new weights";

    /** A copy of the list. */
    public WeightAverages {
        places = List.copyOf(places);
    }

    /** The averages of these weights. */
    static WeightAverages of(List<Variable> weights) {
        return new WeightAverages(
                weights.stream()
                        .map(
                                w ->
                                        new Variable(
                                                "average " + w.name(),
                                                new Type(w.type().shape(), DType.FLOAT),
                                                Role.STATE))
                        .toList());
    }

    /** The names of the numbers that a method needs for them. */
    static List<String> names() {
        return List.of(SHARE);
    }

    /** The numbers that a method needs, by name. */
    public static Map<String, Double> values(double share) {
        return Map.of(SHARE, share);
    }

    /** Writes that the averages take in the weights. */
    void write(Emitter emitter, Function<Variable, Term> terms, List<Variable> weights) {
        String share = emitter.emit(Variable.scalar(SHARE, DType.FLOAT));
        for (int i = 0; i < places.size(); i++) {
            Term average = terms.apply(places.get(i));
            Term weight = terms.apply(weights.get(i));
            emitter.line("_ = torch.lerp_(" + average + ", " + weight + ", " + share + ")");
        }
    }
}
