package org.chainrule.dsl.losses;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Sizes;
import org.chainrule.dsl.graph.Type;

/**
 * What an output is compared with.
 *
 * @param type its shape and kind of number
 * @param values the numbers that it may hold
 */
public record Target(Type type, TargetValues values) {
    private static final String WHERE = "target";

    /** Any real numbers in the shape of an output. */
    public static Target reals(Shape shape) {
        return new Target(new Type(shape, DType.FLOAT), new TargetValues.Reals());
    }

    /** A probability for each number of an output. */
    public static Target probabilities(Shape shape) {
        return new Target(new Type(shape, DType.FLOAT), new TargetValues.Between(0, 1));
    }

    /** A class for each vector of scores, (…) for an output (…, V). */
    public static Target classes(Shape scores) {
        return classes(scores, Long.MIN_VALUE);
    }

    /** The same with one more number, which says that there is none. */
    public static Target classes(Shape scores, long ignored) {
        long bound = scores.dim(-1).size();
        return new Target(
                new Type(scores.without(-1), DType.INT), new TargetValues.Classes(bound, ignored));
    }

    /** 1 or −1 for each number of an output. */
    public static Target signs(Shape shape) {
        return new Target(new Type(shape, DType.INT), new TargetValues.Signs());
    }

    /**
     * Refuses a target of other sizes than the batch asks for.
     *
     * @param sizes the sizes of the batch
     * @param found those of the target
     * @throws ChainruleException where they differ
     */
    public void checkSizes(Sizes sizes, long... found) {
        long[] wanted = sizes.of(type.shape());
        if (!Arrays.equals(wanted, found)) {
            throw new ChainruleException(
                    WHERE,
                    "must have the shape " + type.shape() + ", here " + Arrays.toString(wanted),
                    "but found " + Arrays.toString(found),
                    "Give one target for each output.");
        }
    }

    /**
     * Refuses numbers that the loss can't take.
     *
     * @throws ChainruleException where there is one
     */
    public void checkValues(NumericArray target) {
        values.complaint(target)
                .ifPresent(
                        found -> {
                            throw new ChainruleException(
                                    WHERE, values.mustHold(), found, values.mend());
                        });
    }

    /** Numbers that it may hold, drawn at random. */
    public NumericArray draw(SplittableRandom random, long... sizes) {
        return values.draw(random, sizes);
    }
}
