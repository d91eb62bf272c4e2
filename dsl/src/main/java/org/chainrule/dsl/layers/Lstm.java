package org.chainrule.dsl.layers;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;

/**
 * A long short-term memory: in each step the input gate i, the forget gate f, the candidate g and
 * the output gate o make c′ = f ⊙ c + i ⊙ g and h′ = o ⊙ tanh c′. See {@link
 * org.chainrule.dsl.ops.LstmCell}.
 *
 * <p>Shapes: x (batch, time, in), y (batch, time, H), or (batch, time, 2H) if bidirectional: the
 * hidden state of the last layer in each step. The parameters have PyTorch's names and order: see
 * {@link Stacking}; the gates are i, f, g, o, in this order. The first state is 0; a network that
 * decodes goes on with the last one. Source: Hochreiter and Schmidhuber, "Long Short-Term Memory",
 * 1997.
 *
 * @param width H, the size of the hidden state
 * @param stacking layers, dropout, directions and biases
 */
@Teaches(
        meaning = "long short-term memory",
        formula = "c′ = f ⊙ c + i ⊙ g, h′ = o ⊙ tanh c′",
        rows = "F7")
public record Lstm(long width, Stacking stacking) implements Layer {

    /** One layer in one direction, with biases. */
    public Lstm(long width) {
        this(width, Stacking.SINGLE);
    }

    /** The same with this many layers, one on the hidden states of the other. */
    public Lstm withLayers(int count) {
        return new Lstm(width, stacking.withLayers(count));
    }

    /** The same with dropout between the layers. */
    public Lstm withDropout(double p) {
        return new Lstm(width, stacking.withDropout(p));
    }

    /** The same in both directions of time, whose hidden states stand side by side. */
    public Lstm bidirectional() {
        return new Lstm(width, stacking.bidirectional());
    }

    /** The same without biases. */
    public Lstm withoutBias() {
        return new Lstm(width, stacking.withoutBias());
    }

    @Override
    public Node apply(Scope scope, Node x) {
        return stacking.apply(scope, x, width, 4, Lstm::run);
    }

    private static Node run(Scope scope, Node x, Stacking.Weights weights, boolean isReversed) {
        Node h = scope.recall(Stacking.zeros(x, weights));
        Node c = scope.recall(Stacking.zeros(x, weights));
        List<Node> inputs = new ArrayList<>(List.of(x, weights.ofInput(), weights.ofState()));
        inputs.addAll(weights.biases());
        inputs.addAll(List.of(h, c));
        Call call = Call.of(new org.chainrule.dsl.ops.Lstm(isReversed), inputs);
        scope.keep(h, call.output(1));
        scope.keep(c, call.output(2));
        return call.output(0);
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new Lstm(2), Example.reals(2, 3, 3)),
                LayerExample.of(new Lstm(3).withoutBias(), Example.reals(1, 1, 1)),
                LayerExample.of(
                        new Lstm(2).withLayers(2).withDropout(0.3).bidirectional(),
                        Example.reals(2, 3, 2)));
    }
}
