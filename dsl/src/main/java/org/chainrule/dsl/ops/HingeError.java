package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;

/**
 * How far a score x falls short of a margin m on its side of 0, which the target t = ±1 says: e =
 * max(0, m − t·x), or the square of that.
 *
 * <p>For the mean, dx = −t/n·dL where t·x &lt; m, elsewhere 0; squared, −2t·max(0, m − t·x)/n·dL.
 * Shapes: x and t of one shape, L a number, or of that shape without a reduction. Source: Cortes
 * and Vapnik, "Support-Vector Networks", 1995.
 *
 * @param margin m, more than 0
 * @param squared whether it is squared
 * @param reduction what becomes of the elements
 */
@Teaches(meaning = "hinge", formula = "1/n·Σ max(0, m − t·x)")
public record HingeError(double margin, boolean squared, Reduction reduction)
        implements ElementLoss {

    @Override
    public Node element(Node x, Node t) {
        Node h = lack(x, t);
        return squared ? h.square() : h;
    }

    private Node lack(Node x, Node t) {
        return new Relu().apply(t.times(x).subtractedFrom(margin)).as("h");
    }

    @Override
    public Node slope(Node x, Node t) {
        if (squared) {
            return lack(x, t).times(t).times(-2);
        }
        return t.times(x).lessThan(Node.constant(margin)).times(t).negate();
    }

    @Override
    public Node targetSlope(Node x, Node t) {
        return Node.zero(); // targets are 1 or −1
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                example(new HingeError(1, false, Reduction.MEAN), 3, 5),
                example(new HingeError(0.5, true, Reduction.SUM), 4),
                example(new HingeError(2, false, Reduction.NONE), 1, 3),
                example(new HingeError(1, true, Reduction.BATCH_MEAN), 2, 3));
    }

    private static Example example(HingeError op, long... sizes) {
        return Example.of(op, Example.reals(sizes), Example.signs(sizes));
    }
}
