package org.chainrule.dsl.losses;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.ops.PairwiseDistance;
import org.chainrule.dsl.ops.Reduction;
import org.chainrule.dsl.ops.Relu;

/**
 * The triplet loss: an anchor a must lie nearer to a positive p than to a negative n, by a margin
 * m, max(0, ‖a − p‖ − ‖a − n‖ + m). See {@link org.chainrule.dsl.ops.PairwiseDistance}.
 *
 * <p>The output (3B, …, C) holds all anchors, then all positives, then all negatives; there is no
 * target. Source: Schroff et al., "FaceNet", 2015; the swap: Balntas et al., "Learning Local
 * Feature Descriptors with Triplets", 2016.
 *
 * @param margin m; 1 by default
 * @param power of which norm the distances are; 2 by default, at least 1, or infinite
 * @param epsilon what is added to each difference; 1e-6 by default
 * @param hasSwap whether the negative counts as far only as it is from the nearer one of anchor and
 *     positive; by default not
 * @param reduction what becomes of the losses of the triplets; by default their mean
 */
@Teaches(meaning = "triplet loss", formula = "1/n·Σ max(0, ‖a − p‖ − ‖a − n‖ + m)", rows = "C11")
public record TripletMargin(
        double margin, double power, double epsilon, boolean hasSwap, Reduction reduction)
        implements Reducible<TripletMargin>, SelfSupervised {
    private static final String NAME = "tripletMargin";

    /** Refuses a margin that is not more than 0, and a power less than 1. */
    public TripletMargin {
        Bounds.positive(NAME, "margin", margin);
        Bounds.require(power >= 1, NAME, "power", "1 or more", power);
        Bounds.notNegative(NAME, "epsilon", epsilon);
    }

    /** The same with another margin. */
    public TripletMargin withMargin(double other) {
        return new TripletMargin(other, power, epsilon, hasSwap, reduction);
    }

    /** The same with distances of another norm. */
    public TripletMargin withPower(double other) {
        return new TripletMargin(margin, other, epsilon, hasSwap, reduction);
    }

    /** The same with something else added to each difference. */
    public TripletMargin withEpsilon(double other) {
        return new TripletMargin(margin, power, other, hasSwap, reduction);
    }

    /** The same, where the negative counts as far as it is from the nearer of the other two. */
    public TripletMargin swap() {
        return new TripletMargin(margin, power, epsilon, true, reduction);
    }

    @Override
    public TripletMargin with(Reduction other) {
        return new TripletMargin(margin, power, epsilon, hasSwap, other);
    }

    @Override
    public int views() {
        return 3;
    }

    @Override
    public Node apply(Node output) {
        List<Node> views = output.chunk(0, views());
        PairwiseDistance distance = new PairwiseDistance(power, epsilon);
        Node near = distance.apply(views.get(0), views.get(1));
        Node far = distance.apply(views.get(0), views.get(2));
        if (hasSwap) {
            far = far.min(distance.apply(views.get(1), views.get(2)));
        }
        return reduction.of(new Relu().apply(near.minus(far).plus(margin)));
    }

    /** The examples that are checked. */
    public static List<LossExample> examples() {
        return List.of(
                new LossExample(Losses.tripletMargin(), Example.reals(9, 4)),
                new LossExample(
                        Losses.tripletMargin().withPower(1).withMargin(0.5).swap().sum(),
                        Example.reals(3, 2)),
                new LossExample(Losses.tripletMargin().withPower(3).none(), Example.reals(6, 3)));
    }
}
