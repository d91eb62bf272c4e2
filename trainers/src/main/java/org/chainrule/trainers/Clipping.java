package org.chainrule.trainers;

import static java.lang.Double.POSITIVE_INFINITY;

import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;

/**
 * What gradients are held to before the weights change, as by PyTorch's {@code clip_grad_value_}
 * and {@code clip_grad_norm_}: by value, each number g is min(max(g, −c), c); by norm, where n =
 * ‖all gradients together‖ is greater than c, each is multiplied by c/(n + 10⁻⁶). By value comes
 * first.
 *
 * <p>Source: Pascanu, Mikolov and Bengio, "On the Difficulty of Training Recurrent Neural
 * Networks", 2013.
 *
 * @param value the greatest magnitude of a number; infinite for any
 * @param norm the greatest norm; infinite for any
 */
@Teaches(
        meaning = "gradients held to a magnitude, number by number or all together",
        formula = "min(max(g, −c), c); g·c/‖g‖ where ‖g‖ > c",
        rows = "G7")
public record Clipping(double value, double norm) {
    /** Gradients as they are. */
    public static final Clipping NONE = new Clipping(POSITIVE_INFINITY, POSITIVE_INFINITY);

    /** Checks that both are positive. */
    public Clipping {
        check("clipValue", value);
        check("clipNorm", norm);
    }

    /** The same with another greatest magnitude. */
    public Clipping value(double greatest) {
        return new Clipping(greatest, norm);
    }

    /** The same with another greatest norm. */
    public Clipping norm(double greatest) {
        return new Clipping(value, greatest);
    }

    private static void check(String where, double greatest) {
        if (!(greatest > 0)) {
            throw new ChainruleException(
                    where, "must be more than 0", "but found " + greatest, "Use 1 or more.");
        }
    }
}
