package org.chainrule.dsl.optimizers;

import java.util.function.Predicate;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Variable;

/** The optimizers. */
public final class Optimizers {
    private Optimizers() {}

    /** AdamW with betas 0.9 and 0.999, ε 1e-8 and weight decay 0.01, as in PyTorch. */
    public static AdamW adamW(double rate) {
        return new AdamW(rate, 0.9, 0.999, 1e-8, 0.01, w -> true);
    }

    /** Gradient descent without momentum or weight decay. */
    public static Sgd sgd(double rate) {
        return new Sgd(rate, 0, false, 0, w -> true);
    }

    /** The weights with two axes or more: matrices and tables, but not biases and gains. */
    public static Predicate<Variable> matrices() {
        return w -> w.type().shape().rank() >= 2;
    }

    static void check(String where, String name, double value, double low, double high) {
        if (!(value >= low && value < high)) {
            throw new ChainruleException(
                    where,
                    name + " must be at least " + low + " and less than " + high,
                    "but found " + value,
                    "Choose a value in that range.");
        }
    }
}
