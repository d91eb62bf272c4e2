package org.chainrule.dsl.layers;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.initializers.Initializers;

/**
 * Group normalization: y = γ ⊙ (x − μ)/√(σ² + ε) + β, with the mean and the variance of each group
 * of channels of each example, over all its pixels or steps. See {@link
 * org.chainrule.dsl.ops.GroupNorm}.
 *
 * <p>Shapes: x and y (batch, C, height, width), (batch, time, C) or (batch, C), where PyTorch wants
 * (N, C, L) for sequences; parameters {@code weight} γ (C), which begins at 1, and {@code bias} β
 * (C), which begins at 0. By default as in PyTorch: γ and β are there and ε is 1e-5. With as many
 * groups as channels it is instance normalization.
 *
 * @param groups how many groups; must divide C. 0 for one for each channel
 * @param isAffine whether γ and β are there
 * @param epsilon ε, which keeps the root from 0
 */
@Teaches(
        meaning = "normalization of groups of channels; of each channel as instance norm",
        formula = "γ ⊙ (x − μ)/√(σ² + ε) + β",
        rows = "E4")
public record GroupNorm(long groups, boolean isAffine, double epsilon) implements Layer {
    private static final long ALL = 0;

    /** A layer with γ and β and ε = 1e-5. */
    public GroupNorm(long groups) {
        this(groups, true, 1e-5);
    }

    /** Instance normalization: a group for each channel, without γ and β, as in PyTorch. */
    public static GroupNorm ofInstances() {
        return new GroupNorm(ALL, false, 1e-5);
    }

    /** The same with γ and β. */
    public GroupNorm withAffine() {
        return new GroupNorm(groups, true, epsilon);
    }

    /** The same without γ and β. */
    public GroupNorm withoutAffine() {
        return new GroupNorm(groups, false, epsilon);
    }

    /** The same with another ε. */
    public GroupNorm withEpsilon(double other) {
        return new GroupNorm(groups, isAffine, other);
    }

    @Override
    public String name() {
        return groups == ALL ? "instanceNorm" : "groupNorm";
    }

    @Override
    public Node apply(Scope scope, Node x) {
        requireEpsilon(scope, epsilon);
        if (x.shape().rank() == 3) {
            Geometry.requireWhole(scope, "a mean over all steps");
        }
        Node first = Geometry.channelsFirst(x);
        Dim channels = first.shape().dim(1);
        long count = groups == ALL ? channels.fixed() : groups;
        if (count < 1 || channels.fixed() % count != 0) {
            throw scope.error(
                    "groups must divide the channels",
                    "but " + count + " does not divide " + channels.size(),
                    "Change the groups or the channels.");
        }
        List<Node> given = new ArrayList<>(List.of(first));
        if (isAffine) {
            given.add(scope.parameter("weight", Initializers.ones(), channels));
            given.add(scope.parameter("bias", Initializers.zeros(), channels));
        }
        Node y =
                new org.chainrule.dsl.ops.GroupNorm(count, epsilon)
                        .apply(given.toArray(Node[]::new));
        return x.shape().rank() == 3 ? y.transpose(1, 2) : y;
    }

    static void requireEpsilon(Scope scope, double epsilon) {
        if (!(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw scope.error("epsilon must be 0 or more", "but found " + epsilon, "Use 1e-5.");
        }
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new GroupNorm(2), Example.reals(2, 4, 3, 2)),
                LayerExample.of(new GroupNorm(1).withoutAffine(), Example.reals(3, 4)),
                LayerExample.of(GroupNorm.ofInstances().withAffine(), Example.reals(2, 5, 3)));
    }
}
