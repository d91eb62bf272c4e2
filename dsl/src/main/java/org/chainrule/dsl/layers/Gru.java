package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Scan;
import org.chainrule.dsl.ops.GruCell;
import org.chainrule.dsl.ops.ResetFirstGruCell;

/**
 * A gated recurrent unit: in each step the reset gate r, the update gate u and the candidate n make
 * h′ = (1 − u) ⊙ n + u ⊙ h. See {@link GruCell}.
 *
 * <p>Shapes: x (batch, time, in), y (batch, time, H), or (batch, time, 2H) if bidirectional: the
 * hidden state of the last layer in each step. The parameters have PyTorch's names and order: see
 * {@link Stacking}; the gates are r, u (PyTorch's z), n, in this order. The first state is 0; a
 * network that decodes goes on with the last one. Source: Cho et al., "Learning Phrase
 * Representations using RNN Encoder-Decoder", 2014.
 *
 * @param width H, the size of the hidden state
 * @param stacking layers, dropout, directions and biases
 * @param resetsFirst whether the reset gate is applied to the state before the product, as in the
 *     first paper, not to the product, as in PyTorch; see {@link ResetFirstGruCell}
 */
@Teaches(meaning = "gated recurrent unit", formula = "h′ = (1 − u) ⊙ n + u ⊙ h", rows = "F8")
public record Gru(long width, Stacking stacking, boolean resetsFirst) implements Layer {

    /** One layer in one direction, with biases. */
    public Gru(long width) {
        this(width, Stacking.SINGLE, false);
    }

    /** The same with this many layers, one on the hidden states of the other. */
    public Gru withLayers(int count) {
        return new Gru(width, stacking.withLayers(count), resetsFirst);
    }

    /** The same with dropout between the layers. */
    public Gru withDropout(double p) {
        return new Gru(width, stacking.withDropout(p), resetsFirst);
    }

    /** The same in both directions of time, whose hidden states stand side by side. */
    public Gru bidirectional() {
        return new Gru(width, stacking.bidirectional(), resetsFirst);
    }

    /** The same without biases. */
    public Gru withoutBias() {
        return new Gru(width, stacking.withoutBias(), resetsFirst);
    }

    /** The same as textbooks have it: the state is reset before the product, not the product. */
    public Gru resettingFirst() {
        return new Gru(width, stacking, true);
    }

    @Override
    public Node apply(Scope scope, Node x) {
        return stacking.apply(scope, x, width, 3, this::run);
    }

    private Node run(Scope scope, Node x, Stacking.Weights weights, boolean isReversed) {
        Op cell = resetsFirst ? new ResetFirstGruCell() : new GruCell();
        int kept = resetsFirst ? 3 : 4;
        return Stacking.along(
                scope, x, weights, new Scan(cell, 1, 1, kept, isReversed), this::ofState);
    }

    /** What the cell takes of the state's weights: all, or the gates' and the candidate's. */
    private List<Node> ofState(Node weight) {
        Node gates = Node.integer(2 * width);
        return resetsFirst
                ? List.of(
                        weight.slice(0, Node.integer(0), gates, Dim.of("gates", 2 * width)),
                        weight.slice(0, gates, Node.integer(width), Dim.of("gates", width)))
                : List.of(weight);
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new Gru(2), Example.reals(2, 3, 3)),
                LayerExample.of(new Gru(3).withoutBias(), Example.reals(1, 1, 1)),
                LayerExample.of(
                        new Gru(2).withLayers(2).withDropout(0.3).bidirectional(),
                        Example.reals(2, 3, 2)),
                LayerExample.of(new Gru(2).resettingFirst(), Example.reals(2, 3, 2)),
                LayerExample.of(new Gru(1).resettingFirst().withoutBias(), Example.reals(1, 2, 2)));
    }
}
