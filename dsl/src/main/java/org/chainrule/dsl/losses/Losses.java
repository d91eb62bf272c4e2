package org.chainrule.dsl.losses;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;

/** The losses. */
public final class Losses {
    private Losses() {}

    /**
     * Cross-entropy between class scores (…, V) and the right classes (…), averaged over the
     * targets; a target of −100 does not count. See {@link org.chainrule.dsl.ops.CrossEntropy}.
     */
    public static CrossEntropy crossEntropy() {
        return new CrossEntropy(-100);
    }

    /**
     * Cross-entropy from class scores.
     *
     * @param ignoredIndex the target that does not count
     */
    @Teaches(
            meaning = "mean cross-entropy from class scores",
            formula = "−1/n·Σ ln softmax(x)[target]")
    public record CrossEntropy(long ignoredIndex) implements Loss {

        /** The same with another target that does not count. */
        public CrossEntropy withIgnoredIndex(long index) {
            return new CrossEntropy(index);
        }

        @Override
        public Type target(Shape output) {
            return new Type(output.without(-1), DType.INT);
        }

        @Override
        public Node apply(Node output, Node target) {
            return new org.chainrule.dsl.ops.CrossEntropy(ignoredIndex).apply(output, target);
        }

        /** The examples that are checked. */
        public static List<LossExample> examples() {
            return List.of(
                    new LossExample(crossEntropy(), Example.reals(4, 5), Example.below(5, 4)),
                    new LossExample(
                            crossEntropy().withIgnoredIndex(2),
                            Example.reals(2, 3, 4),
                            Example.below(4, 2, 3)));
        }
    }
}
