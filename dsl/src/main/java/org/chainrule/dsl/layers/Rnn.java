package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Scan;
import org.chainrule.dsl.ops.RnnCell;

/**
 * A plain recurrent network: in each step h′ = f(x·Wₓᵀ + bₓ + h·Wᵀ + b). See {@link RnnCell}.
 *
 * <p>Shapes: x (batch, time, in), y (batch, time, H), or (batch, time, 2H) if bidirectional: the
 * hidden state of the last layer in each step. The parameters have PyTorch's names and order: see
 * {@link Stacking}. The first state is 0; a network that decodes goes on with the last one. Source:
 * Elman, "Finding Structure in Time", 1990.
 *
 * @param width H, the size of the hidden state
 * @param stacking layers, dropout, directions and biases
 * @param f tanh, the default, or ReLU
 */
@Teaches(meaning = "plain recurrent network", formula = "f(x·Wₓᵀ + bₓ + h·Wᵀ + b)", rows = "F6")
public record Rnn(long width, Stacking stacking, RnnCell.Nonlinearity f) implements Layer {

    /** One layer in one direction, with biases. */
    public Rnn(long width) {
        this(width, Stacking.SINGLE, RnnCell.Nonlinearity.TANH);
    }

    /** The same with this many layers, one on the hidden states of the other. */
    public Rnn withLayers(int count) {
        return new Rnn(width, stacking.withLayers(count), f);
    }

    /** The same with dropout between the layers. */
    public Rnn withDropout(double p) {
        return new Rnn(width, stacking.withDropout(p), f);
    }

    /** The same in both directions of time, whose hidden states stand side by side. */
    public Rnn bidirectional() {
        return new Rnn(width, stacking.bidirectional(), f);
    }

    /** The same without biases. */
    public Rnn withoutBias() {
        return new Rnn(width, stacking.withoutBias(), f);
    }

    /** The same with max(x, 0) for tanh. */
    public Rnn withRelu() {
        return new Rnn(width, stacking, RnnCell.Nonlinearity.RELU);
    }

    @Override
    public Node apply(Scope scope, Node x) {
        return stacking.apply(scope, x, width, 1, this::run);
    }

    private Node run(Scope scope, Node x, Stacking.Weights weights, boolean isReversed) {
        Scan scan = new Scan(new RnnCell(f), 1, 1, 0, isReversed);
        return Stacking.along(scope, x, weights, scan, List::of);
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new Rnn(2), Example.reals(2, 3, 3)),
                LayerExample.of(new Rnn(3).withoutBias(), Example.reals(1, 1, 1)),
                LayerExample.of(
                        new Rnn(2).withLayers(2).withDropout(0.3).bidirectional(),
                        Example.reals(2, 3, 2)),
                LayerExample.of(new Rnn(2).withRelu(), Example.reals(2, 3, 2)));
    }
}
