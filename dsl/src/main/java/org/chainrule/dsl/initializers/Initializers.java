package org.chainrule.dsl.initializers;

import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;

/** The initializers. */
@Teaches(meaning = "how a parameter begins", rows = "H3")
public final class Initializers {
    private Initializers() {}

    /** Zeros. */
    public static Constant zeros() {
        return constant(0);
    }

    /** Ones. */
    public static Constant ones() {
        return constant(1);
    }

    /** One number everywhere. */
    public static Constant constant(double value) {
        return new Constant(value);
    }

    /** The normal distribution with mean 0 and this standard deviation. */
    public static Normal normal(double deviation) {
        return new Normal(deviation);
    }

    /** The same without what lies beyond two deviations; see {@link TruncatedNormal#bound}. */
    public static TruncatedNormal truncatedNormal(double deviation) {
        return new TruncatedNormal(deviation, 2);
    }

    /** Uniform between −bound and bound. */
    public static Uniform uniform(double bound) {
        return new Uniform(bound);
    }

    /**
     * Uniform between ±1/√n, where n is the number of inputs of the layer: what PyTorch gives the
     * weights and biases of its linear layers.
     */
    public static Uniform uniformByInputs(long inputs) {
        return uniform(1 / Math.sqrt(inputs));
    }

    /** Xavier's, uniform, with gain 1. */
    public static Xavier xavierUniform() {
        return new Xavier(Distribution.UNIFORM, 1);
    }

    /** Xavier's, normal, with gain 1. */
    public static Xavier xavierNormal() {
        return new Xavier(Distribution.NORMAL, 1);
    }

    /** He's, uniform, by inputs, with the gain √2 of relu. */
    public static He heUniform() {
        return new He(Distribution.UNIFORM, Math.sqrt(2), false);
    }

    /** He's, normal, by inputs, with the gain √2 of relu. */
    public static He heNormal() {
        return new He(Distribution.NORMAL, Math.sqrt(2), false);
    }

    /** An orthogonal matrix. */
    public static Orthogonal orthogonal() {
        return new Orthogonal(1);
    }

    static void requireDeviation(String where, double value) {
        require(
                value >= 0 && value < Double.POSITIVE_INFINITY,
                where,
                "the scale must be 0 or more",
                value,
                "0.02 is common for transformers, a gain of 1 elsewhere.");
    }

    static void require(boolean holds, String where, String must, double found, String mend) {
        if (!holds) {
            throw new ChainruleException(where, must, "but found " + found, mend);
        }
    }
}
