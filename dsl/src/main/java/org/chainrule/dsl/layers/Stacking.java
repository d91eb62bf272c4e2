package org.chainrule.dsl.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Scan;
import org.chainrule.dsl.initializers.Initializer;
import org.chainrule.dsl.initializers.Initializers;
import org.chainrule.dsl.ops.Linear;

/**
 * How recurrent layers are stacked: each runs over the hidden states of the one before, and where
 * they run both ways in time, over both directions' states side by side.
 *
 * <p>The parameters of layer k have PyTorch's names: {@code weight_ih_lk} (gates·H, in), {@code
 * weight_hh_lk} (gates·H, H), {@code bias_ih_lk} and {@code bias_hh_lk} (gates·H), with {@code
 * _reverse} behind them for the other direction. All begin uniform in ±1/√H.
 *
 * @param layers how many; 1 by default
 * @param dropout the probability that a hidden state between two layers is set to 0 in training; 0
 *     by default
 * @param isBidirectional whether each layer also runs from the last step to the first
 * @param hasBias whether biases are added
 */
public record Stacking(int layers, double dropout, boolean isBidirectional, boolean hasBias) {
    /** One layer in one direction, with biases. */
    public static final Stacking SINGLE = new Stacking(1, 0, false, true);

    /** A layer in one direction, from sequences with time first to hidden states. */
    interface Run {
        Node apply(Scope scope, Node x, Weights weights, boolean isReversed);
    }

    /** The parameters of a layer in one direction; biases are both there or both absent. */
    record Weights(Node ofInput, Node ofState, List<Node> biases) {}

    Stacking withLayers(int count) {
        return new Stacking(count, dropout, isBidirectional, hasBias);
    }

    Stacking withDropout(double p) {
        return new Stacking(layers, p, isBidirectional, hasBias);
    }

    Stacking bidirectional() {
        return new Stacking(layers, dropout, true, hasBias);
    }

    Stacking withoutBias() {
        return new Stacking(layers, dropout, isBidirectional, false);
    }

    /** Declares the layers. */
    Node apply(Scope scope, Node x, long width, int gates, Run run) {
        check(scope, x, width);
        Node y = x.transpose(0, 1); // (T, B, C)
        for (int k = 0; k < layers; k++) {
            Node in = k > 0 && dropout > 0 ? scope.run(new Between(dropout), y) : y;
            y = run.apply(scope, in, weights(scope, in, width, gates, "_l" + k), false);
            if (isBidirectional) {
                Weights back = weights(scope, in, width, gates, "_l" + k + "_reverse");
                y = Node.concat(-1, List.of(y, run.apply(scope, in, back, true)));
            }
        }
        return y.transpose(0, 1);
    }

    /** Dropout between two layers, which leaves no trace in paths. */
    private record Between(double p) implements Layer {
        @Override
        public String name() {
            return "";
        }

        @Override
        public Node apply(Scope scope, Node x) {
            return new Dropout(p).apply(scope, x);
        }
    }

    private Weights weights(Scope scope, Node x, long width, int gates, String suffix) {
        Initializer initializer = Initializers.uniformByInputs(width);
        Dim gate = Dim.of("gates", gates * width);
        Dim state = Dim.of("width", width);
        Node ofInput = scope.parameter("weight_ih" + suffix, initializer, gate, x.shape().dim(-1));
        Node ofState = scope.parameter("weight_hh" + suffix, initializer, gate, state);
        List<Node> biases = new ArrayList<>();
        if (hasBias) {
            biases.add(scope.parameter("bias_ih" + suffix, initializer, gate));
            biases.add(scope.parameter("bias_hh" + suffix, initializer, gate));
        }
        return new Weights(ofInput, ofState, biases);
    }

    /** Zeros for a state, (1, batch, width), beside a sequence with time first. */
    static Node zeros(Node x, Weights weights) {
        Dim one = Dim.of("", 1);
        Node step = x.slice(0, Node.integer(0), Node.integer(1), one).sumKept(-1); // (1, B, 1)
        Node row = weights.ofState().slice(0, Node.integer(0), Node.integer(1), one); // (1, H)
        return Node.constant(0).expandLike(step.plus(row));
    }

    /** Runs a cell with one state along time. */
    static Node along(
            Scope scope, Node x, Weights weights, Scan scan, Function<Node, List<Node>> ofState) {
        Node h = scope.recall(zeros(x, weights));
        List<Node> biases = weights.biases();
        Node z =
                biases.isEmpty()
                        ? new Linear().apply(x, weights.ofInput())
                        : new Linear().apply(x, weights.ofInput(), biases.get(0));
        List<Node> inputs = new ArrayList<>(List.of(h.sum(0), z));
        inputs.addAll(ofState.apply(weights.ofState()));
        if (!biases.isEmpty()) {
            inputs.addAll(ofState.apply(biases.get(1)));
        }
        Scan.Outputs made = scan.outputs(Call.of(scan, inputs).outputs());
        scope.keep(h, made.last().get(0).unsqueeze(0));
        return made.after().get(0);
    }

    private void check(Scope scope, Node x, long width) {
        if (x.shape().rank() != 3 || x.shape().dim(-1).isOpen()) {
            throw scope.error(
                    "the input must be sequences of vectors (batch, time, width)",
                    "but found " + x.shape(),
                    "Embed tokens first, or begin with Net.sequence.");
        }
        if (width < 1) {
            throw scope.error(
                    "the width must be 1 or more", "but found " + width, "128 is common.");
        }
        if (layers < 1) {
            throw scope.error(
                    "there must be one layer or more", "but found " + layers, "Use 1 or 2.");
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw scope.error(
                    "the probability of dropout must be at least 0 and less than 1",
                    "but found " + dropout,
                    "Common values are 0.1 and 0.2.");
        }
        if (isBidirectional && scope.isDecoding()) {
            throw scope.error(
                    "a network that goes on step by step can't see later steps",
                    "but the layer is bidirectional",
                    "Generate without a cache, or use one direction.");
        }
    }
}
