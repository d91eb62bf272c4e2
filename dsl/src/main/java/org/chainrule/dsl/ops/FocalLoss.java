package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;

/**
 * Binary cross-entropy from scores that counts what is already right less: with z = x for yes (t =
 * 1) and −x for no (t = 0), e = −a·(1 − σ(z))^γ·ln σ(z), where a is α for yes and 1 − α for no.
 *
 * <p>For the mean, dx = ±a·(1 − σ(z))^γ·(γ·σ(z)·ln σ(z) + σ(z) − 1)/n·dL, with + for yes and − for
 * no. With γ = 0 and a = 1 it is the binary cross-entropy. Shapes: x and t of one shape, t 0 or 1;
 * L a number, or of that shape without a reduction. Source: Lin et al., "Focal Loss for Dense
 * Object Detection", 2017.
 *
 * @param gamma γ, how much less; at least 0
 * @param alpha α, the weight of yes between 0 and 1; not a number for a weight of 1 for both
 * @param reduction what becomes of the losses of the elements
 */
@Teaches(meaning = "focal loss from scores", formula = "−1/n·Σ a·(1 − p)^γ·ln p")
public record FocalLoss(double gamma, double alpha, Reduction reduction) implements ElementLoss {

    @Override
    public Node element(Node x, Node t) {
        Node z = z(x, t);
        return weighted(missing(z).times(logarithm(z, "p")), t).negate();
    }

    private static Node isYes(Node t) {
        return t.greaterThan(Node.constant(0.5));
    }

    private static Node z(Node x, Node t) {
        return isYes(t).choose(x, x.negate()).as("z");
    }

    /** ln p = ln σ(z). */
    private static Node logarithm(Node z, String p) {
        return new LogSigmoid().apply(z).as("ln " + p);
    }

    /** q^γ = (1 − p)^γ = e^(γ·ln σ(−z)), whose last bits are right, too, where p is almost 1. */
    private Node missing(Node z) {
        return logarithm(z.negate(), "q").times(gamma).exp();
    }

    private Node weighted(Node e, Node t) {
        if (Double.isNaN(alpha)) {
            return e;
        }
        Node yes = Node.constant(alpha).expandLike(e);
        Node no = Node.constant(1 - alpha).expandLike(e);
        return isYes(t).choose(yes, no).as("a").times(e);
    }

    @Override
    public Node slope(Node x, Node t) {
        Node z = z(x, t);
        Node p = new Sigmoid().apply(z).as("p");
        Node q = new Sigmoid().apply(z.negate()).as("q");
        Node byZ = missing(z).times(p.times(logarithm(z, "p")).times(gamma).minus(q)).as("g");
        return weighted(isYes(t).choose(byZ, byZ.negate()), t);
    }

    @Override
    public Node targetSlope(Node x, Node t) {
        return Node.zero(); // a target is 0 or 1; it counts as that to which it is nearer
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                example(new FocalLoss(2, 0.25, Reduction.MEAN), 2, 3, 5),
                example(new FocalLoss(0, Double.NaN, Reduction.SUM), 4),
                example(new FocalLoss(0.5, 0.75, Reduction.NONE), 1, 3),
                example(new FocalLoss(2, 0.25, Reduction.BATCH_MEAN), 2, 3),
                Example.of(
                        new FocalLoss(2, 0.25, Reduction.MEAN),
                        Example.between(-1e4, 1e4, 4, 2),
                        Example.between(0, 1, 4, 2)));
    }

    private static Example example(FocalLoss loss, long... sizes) {
        return Example.of(loss, Example.reals(sizes), Example.between(0, 1, sizes));
    }
}
