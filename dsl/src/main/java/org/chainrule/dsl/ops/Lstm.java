package org.chainrule.dsl.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.JointOp;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Scan;

/**
 * A long short-term memory along time: hₜ, cₜ = cell(hₜ₋₁, cₜ₋₁, zₜ, W), with z = x·Wₓᵀ + bₓ for
 * all steps at once. See {@link LstmCell}.
 *
 * <p>Backpropagation through time: the cell's gradient runs from the last step to the first, with
 * dhₜ what the output and step t + 1 say of hₜ, and gives daₜ; then dW = Σ daₜᵀ·hₜ₋₁, dWₓ = Σ
 * daₜᵀ·xₜ, db = dbₓ = Σ daₜ, dx = da·Wₓ. Shapes: x (time, batch, in), Wₓ (4H, in), W (4H, H), bₓ
 * and b (4H) or both absent, h₀ and c₀ (1, batch, H); y (time, batch, H), the last h and c (1,
 * batch, H); by-products: c, i, f, g, o after each step, h and c before it. Source: Hochreiter and
 * Schmidhuber, "Long Short-Term Memory", 1997.
 *
 * @param isReversed whether time runs from the last step to the first
 */
@Teaches(
        meaning = "long short-term memory along time",
        formula = "hₜ, cₜ = cell(hₜ₋₁, cₜ₋₁, x·Wₓᵀ + bₓ, W)")
public record Lstm(boolean isReversed) implements JointOp {
    private static final int RESULTS = 3; // y, the last h, the last c
    private static final int MODE = 2; // libtorch's number for this kind of cell
    private static final int GATES = 4;

    private Scan scan() {
        return new Scan(new LstmCell(), 2, 1, GATES, isReversed);
    }

    @Override
    public List<Node> forward(List<Node> in) {
        boolean hasBias = in.size() == 7;
        Scan scan = scan();
        Scan.Outputs made = scan.outputs(Call.of(scan, steps(in, hasBias)).outputs());
        List<Node> outputs = new ArrayList<>();
        outputs.add(made.after().get(0));
        made.last().forEach(state -> outputs.add(state.unsqueeze(0)));
        outputs.add(made.after().get(1));
        outputs.addAll(made.kept());
        outputs.addAll(made.before());
        return outputs;
    }

    /** What the scan takes: h₀, c₀, z, W and perhaps b. */
    private static List<Node> steps(List<Node> in, boolean hasBias) {
        int weights = hasBias ? 5 : 3;
        Node x = in.get(0);
        Node wx = in.get(1);
        Node z = hasBias ? new Linear().apply(x, wx, in.get(3)) : new Linear().apply(x, wx);
        List<Node> steps = new ArrayList<>();
        steps.add(in.get(weights).sum(0));
        steps.add(in.get(weights + 1).sum(0));
        steps.add(z);
        steps.add(in.get(2));
        if (hasBias) {
            steps.add(in.get(4));
        }
        return steps;
    }

    @Override
    public List<Node> vjp(Call call, List<Node> dys) {
        if (dys.subList(RESULTS, dys.size()).stream().anyMatch(dy -> !dy.isZero())) {
            return Reverse.through(call, dys); // of by-products, in second derivatives
        }
        boolean hasBias = call.inputs().size() == 7;
        List<Node> inputs = new ArrayList<>();
        for (int i = 0; i < RESULTS; i++) {
            inputs.add(Gates.orZeros(dys.get(i), call.output(i)));
        }
        inputs.addAll(call.inputs());
        inputs.addAll(call.outputs());
        return Call.of(new Gradient(isReversed, hasBias), inputs).outputs();
    }

    @Override
    public List<Kernel> kernels(Call call) {
        List<Node> in = call.inputs();
        boolean hasBias = in.size() == 7;
        Node w = in.get(2);
        List<Object> arguments = new ArrayList<>(dense(weights(in, hasBias)));
        arguments.addAll(dense(in.subList(in.size() - 2, in.size())));
        arguments.addAll(List.of(isReversed, Kernel.NO_NUMBERS, MODE, w.shape().dim(1).fixed()));
        arguments.addAll(List.of(1, hasBias, false, false, true));
        return List.of(
                Kernel.of("mkldnn_rnn_layer", arguments.toArray())
                        .yielding(RESULTS)
                        .withExtras(1)
                        .onlyOnCpu()
                        .limited(Kernel.Limit.SINGLE)
                        .limited(Kernel.Limit.AUTOGRAD));
    }

    /** oneDNN takes each array to be one piece of memory: sequences with time second are not. */
    private static List<Kernel.Contiguous> dense(List<Node> nodes) {
        return nodes.stream().map(node -> new Kernel.Contiguous(node, false)).toList();
    }

    /** x, Wₓ, W, bₓ and b; zeros for biases that are not there. */
    private static List<Node> weights(List<Node> in, boolean hasBias) {
        Node zeros = Node.constant(0).expandLike(in.get(2).sum(1));
        List<Node> weights = new ArrayList<>(in.subList(0, 3));
        weights.addAll(hasBias ? in.subList(3, 5) : List.of(zeros, zeros));
        return weights;
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("x", "Wₓ", "W", "bₓ", "b", "h₀", "c₀");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("h", "hT", "cT", "c", "i", "f", "g", "o", "hₜ₋₁", "cₜ₋₁");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        Example.Domain state = Example.reals(1, 2, 2);
        Example.Domain b = Example.reals(8);
        Example.Domain w = Example.reals(8, 2);
        Example.Domain one = Example.reals(1, 1, 1);
        return List.of(
                Example.of(
                        new Lstm(false),
                        Example.reals(3, 2, 3),
                        Example.reals(8, 3),
                        w,
                        b,
                        b,
                        state,
                        state),
                Example.of(
                        new Lstm(true), one, Example.reals(4, 1), Example.reals(4, 1), one, one));
    }

    /**
     * The gradients of all inputs of a long short-term memory, from those of its results, its
     * inputs and its outputs.
     *
     * @param isReversed whether time runs from the last step to the first
     * @param hasBias whether biases are among the inputs
     */
    public record Gradient(boolean isReversed, boolean hasBias) implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            int count = hasBias ? 7 : 5;
            List<Node> inputs = in.subList(RESULTS, RESULTS + count);
            List<Node> outputs = in.subList(RESULTS + count, in.size());
            List<Node> made = new ArrayList<>(List.of(outputs.get(0)));
            made.addAll(outputs.subList(RESULTS, RESULTS + 1 + GATES));
            made.add(outputs.get(1).sum(0));
            made.add(outputs.get(2).sum(0));
            made.addAll(outputs.subList(RESULTS + 1 + GATES, outputs.size()));
            List<Node> dys = new ArrayList<>(List.of(in.get(0)));
            dys.addAll(Collections.nCopies(1 + GATES, Node.zero()));
            dys.add(in.get(1).sum(0));
            dys.add(in.get(2).sum(0));
            dys.addAll(Collections.nCopies(2, Node.zero()));
            List<Node> found =
                    new Lstm(isReversed).scan().gradients(steps(inputs, hasBias), made, dys);
            Node x = inputs.get(0);
            Node da = found.get(2);
            List<Node> dxs = new ArrayList<>();
            dxs.add(da.matmul(inputs.get(1)));
            dxs.add(da.rows().transpose().matmul(x.rows()));
            dxs.add(found.get(3));
            if (hasBias) {
                dxs.add(da.rows().sum(0));
                dxs.add(found.get(4));
            }
            dxs.add(found.get(0).unsqueeze(0));
            dxs.add(found.get(1).unsqueeze(0));
            return dxs;
        }

        @Override
        public List<Kernel> kernels(Call call) {
            int count = hasBias ? 7 : 5;
            List<Node> dys = call.inputs().subList(0, RESULTS);
            List<Node> in = call.inputs().subList(RESULTS, RESULTS + count);
            List<Node> out = call.inputs().subList(RESULTS + count, call.inputs().size());
            Node y = out.get(0);
            if (!(y.call().op() instanceof Lstm) || !y.call().outputs().equals(out)) {
                return List.of(); // whose kernel left something behind
            }
            List<Object> arguments = new ArrayList<>(dense(weights(in, hasBias)));
            arguments.addAll(dense(in.subList(in.size() - 2, in.size())));
            arguments.addAll(out.subList(0, RESULTS));
            arguments.addAll(dense(dys));
            arguments.addAll(List.of(isReversed, MODE, in.get(2).shape().dim(1).fixed(), 1));
            arguments.addAll(List.of(hasBias, true, false, Kernel.NO_NUMBERS, false));
            arguments.add(new Kernel.Extra(y, 0));
            int yields = hasBias ? 7 : 3; // without biases the states' gradients are elsewhere
            return List.of(
                    Kernel.of("mkldnn_rnn_layer_backward", arguments.toArray())
                            .yielding(yields)
                            .withExtras(7 - yields)
                            .onlyOnCpu()
                            .limited(Kernel.Limit.SINGLE));
        }

        /** The examples of the op contract: the gradient's inputs as a forward pass gives them. */
        public static List<Example> examples() {
            return Lstm.examples().stream()
                    .map(
                            example -> {
                                List<Example.Domain> domains = new ArrayList<>(example.domains());
                                for (Node y : example.call().outputs().subList(0, RESULTS)) {
                                    domains.add(Example.reals(y.shape().sizes()));
                                }
                                Op op = example.call().op();
                                return Example.calling(
                                        in -> of((Lstm) op, in),
                                        domains.toArray(Example.Domain[]::new));
                            })
                    .toList();
        }

        private static Call of(Lstm lstm, List<Node> in) {
            int count = in.size() - RESULTS;
            Call call = Call.of(lstm, in.subList(0, count));
            List<Node> dys = new ArrayList<>(in.subList(count, in.size()));
            dys.addAll(Collections.nCopies(call.outputs().size() - RESULTS, Node.zero()));
            return lstm.vjp(call, dys).get(0).call();
        }
    }
}
