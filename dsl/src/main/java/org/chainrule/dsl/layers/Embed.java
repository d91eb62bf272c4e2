package org.chainrule.dsl.layers;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.initializers.Initializer;
import org.chainrule.dsl.initializers.Initializers;

/**
 * An embedding: each token becomes its row of a table. It equals a one-hot vector times the table;
 * the gradient adds each dy to the row of its token.
 *
 * <p>Shapes: tokens (batch, time), y (batch, time, width); parameter {@code weight} (vocabulary,
 * width), which begins as the standard normal by default, as in PyTorch. By default no token is
 * padding; one that is becomes 0, and its row of the table begins at 0 and gets no gradient.
 *
 * @param vocabulary how many tokens there are
 * @param width how long a row is
 * @param weights how the table begins
 * @param padding the token that fills sequences up to one length, if one does
 */
@Teaches(
        meaning = "each token becomes its row of a table",
        formula = "onehot(token)·E",
        rows = "F2")
public record Embed(long vocabulary, long width, Initializer weights, OptionalLong padding)
        implements Layer {

    /** A table that begins as the standard normal. */
    public Embed(long vocabulary, long width) {
        this(vocabulary, width, Initializers.normal(1), OptionalLong.empty());
    }

    /** The same with a table that begins in another way. */
    public Embed withWeights(Initializer initializer) {
        return new Embed(vocabulary, width, initializer, padding);
    }

    /** The same with a token that is padding. */
    public Embed withPadding(long token) {
        return new Embed(vocabulary, width, weights, OptionalLong.of(token));
    }

    @Override
    public Node apply(Scope scope, Node x) {
        if (x.dtype() != DType.INT) {
            throw scope.error(
                    "the input must be tokens", "but found real numbers", "Begin with Net.tokens.");
        }
        if (vocabulary < 1 || width < 1) {
            throw scope.error(
                    "the vocabulary and the width must be 1 or more",
                    "but found " + vocabulary + " and " + width,
                    "Common widths are 128 and 384.");
        }
        Dim rows = Dim.of("vocabulary", vocabulary);
        Dim columns = Dim.of("width", width);
        if (padding.isEmpty()) {
            return scope.parameter("weight", weights, rows, columns).lookUp(x);
        }
        long none = padding.getAsLong();
        if (none < 0 || none >= vocabulary) {
            throw scope.error(
                    "the padding must be a token of the vocabulary",
                    "but found " + none,
                    "Use one from 0 to " + (vocabulary - 1) + ".");
        }
        Node table = scope.parameter("weight", this::withoutPadding, rows, columns);
        Node isPadding = x.equalTo(Node.integer(none)).unsqueeze(-1);
        return isPadding.choose(Node.constant(0), table.lookUp(x));
    }

    /** The table as it begins, with zeros for the padding. */
    private DoubleStream withoutPadding(Shape shape, RandomGenerator random) {
        double[] values = weights.values(shape, random).toArray();
        int start = Math.toIntExact(padding.getAsLong() * width);
        Arrays.fill(values, start, start + Math.toIntExact(width), 0);
        return Arrays.stream(values);
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new Embed(5, 3), Example.below(5, 2, 4)),
                LayerExample.of(new Embed(3, 2).withPadding(1), Example.below(3, 4, 5)));
    }
}
