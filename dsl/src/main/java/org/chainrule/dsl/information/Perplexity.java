package org.chainrule.dsl.information;

import java.util.Arrays;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Perplexity, e^H: among how many equally probable outcomes one is as uncertain.
 *
 * <p>A language model's is e to the power of its validation loss, the mean of −ln q(token) in nats:
 * a loss of 1.88 over characters is a perplexity of 6.55, as if each next character were one of
 * between six and seven. By words or byte pairs it is another number, since tokens are others.
 */
@Teaches(
        meaning = "perplexity of a distribution, and of a model's losses",
        formula = "e^H",
        rows = "K4")
public final class Perplexity {
    private Perplexity() {}

    /** Of a distribution. */
    public static double of(double... p) {
        return Math.exp(Entropy.of(p));
    }

    /** Of a distribution p to who believes in q: e^H(p, q). */
    public static double of(double[] p, double[] q) {
        return Math.exp(CrossEntropy.of(p, q));
    }

    /** Of a mean loss in nats, such as a language model's validation loss. */
    public static double ofLoss(double loss) {
        if (!(loss >= 0)) {
            throw new ChainruleException(
                    "Perplexity",
                    "a loss must be a number of 0 or more",
                    "but found " + loss,
                    "Give the mean of −ln q in nats.");
        }
        return Math.exp(loss);
    }

    /**
     * Of the losses of single tokens, −ln q(token) in nats each.
     *
     * @throws ChainruleException if there are none, or one is negative
     */
    public static double ofLosses(double... losses) {
        Arrays.stream(losses).forEach(Perplexity::ofLoss);
        return ofLoss(Arrays.stream(losses).average().orElse(Double.NaN));
    }

    /** The loss in bits of a perplexity: log₂, the questions that remain. */
    public static double bits(double perplexity) {
        return Unit.BITS.of(Math.log(perplexity));
    }
}
