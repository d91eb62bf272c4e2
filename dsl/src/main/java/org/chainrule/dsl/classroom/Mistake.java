package org.chainrule.dsl.classroom;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.chainrule.dsl.graph.Node;

/**
 * A usual mistake: a name, and the wrong gradients that come out where it is made in the
 * derivation.
 *
 * <p>It is named to a student only if one of them gives the student's numbers in every trial, to
 * rounding. The gradients must come in the same order for every trial.
 *
 * @param name its name, as it continues a sentence: {@code forgot 1/n}
 * @param made the wrong gradients, one for each place where it can be made
 */
public record Mistake(String name, Function<Walk, List<Wrong>> made) {

    /**
     * A wrong gradient.
     *
     * @param explanation what went wrong, and why it is wrong, in a sentence or two
     * @param gradient the gradient; where its graph does not fit together, it may throw
     */
    public record Wrong(String explanation, Supplier<Node> gradient) {}

    /** A mistake that is made in one way only. */
    static Mistake once(String name, String explanation, Function<Walk, Node> wrong) {
        return new Mistake(name, walk -> List.of(new Wrong(explanation, () -> wrong.apply(walk))));
    }
}
