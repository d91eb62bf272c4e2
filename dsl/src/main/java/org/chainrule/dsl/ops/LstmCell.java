package org.chainrule.dsl.ops;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.JointOp;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Reverse;

/**
 * One step of a long short-term memory: with a = z + h·Wᵀ + b in four parts, the input gate i =
 * σ(a₁), the forget gate f = σ(a₂), the candidate g = tanh a₃ and the output gate o = σ(a₄), the
 * memory becomes c′ = f ⊙ c + i ⊙ g, and the hidden state h′ = o ⊙ tanh c′. The input's share z =
 * x·Wₓᵀ + bₓ needs no earlier step.
 *
 * <p>With s = dc′ + dh′ ⊙ o ⊙ (1 − tanh² c′), all that is known of the memory: di = s ⊙ g, df = s ⊙
 * c, dg = s ⊙ i, do = dh′ ⊙ tanh c′, and dc = s ⊙ f, which no matrix shrinks; da holds di ⊙ i(1 −
 * i), df ⊙ f(1 − f), dg ⊙ (1 − g²), do ⊙ o(1 − o). Then dz = da, dh = da·W, dW = daᵀ·h, db = Σ da
 * over the batch. Shapes: h, c and the results (batch, H), z (batch, 4H), W (4H, H), b (4H) or
 * absent; by-products: i, f, g, o. Source: Hochreiter and Schmidhuber, "Long Short-Term Memory",
 * 1997; the forget gate: Gers et al., "Learning to Forget", 2000.
 */
@Teaches(
        meaning = "one step of a long short-term memory",
        formula = "c′ = f ⊙ c + i ⊙ g, h′ = o ⊙ tanh c′")
public record LstmCell() implements JointOp {

    @Override
    public List<Node> forward(List<Node> in) {
        Node a = Gates.sum(in.get(0), in.get(2), in.subList(3, in.size())).as("a");
        List<Node> parts = a.chunk(-1, 4);
        Node i = new Sigmoid().apply(parts.get(0)).as("i");
        Node f = new Sigmoid().apply(parts.get(1)).as("f");
        Node g = new Tanh().apply(parts.get(2)).as("g");
        Node o = new Sigmoid().apply(parts.get(3)).as("o");
        Node c = f.times(in.get(1)).plus(i.times(g)).as("c′");
        return List.of(o.times(new Tanh().apply(c)), c, i, f, g, o);
    }

    @Override
    public List<Node> vjp(Call call, List<Node> dys) {
        if (dys.subList(2, dys.size()).stream().anyMatch(dy -> !dy.isZero())) {
            return Reverse.through(call, dys); // of the gates, in second derivatives
        }
        Node h = call.input(0);
        Node c = call.input(1);
        List<Node> inputs = new ArrayList<>();
        inputs.add(Gates.orZeros(dys.get(0), h));
        inputs.add(Gates.orZeros(dys.get(1), c));
        inputs.add(c);
        inputs.addAll(call.outputs().subList(1, 6));
        List<Node> gates = Call.of(new Gradient(), inputs).outputs();
        Node da = gates.get(0);
        List<Node> dxs = new ArrayList<>();
        dxs.add(da.matmul(call.input(3)));
        dxs.add(gates.get(1));
        dxs.add(da);
        dxs.addAll(Gates.ofWeights(da, h, call.inputs().size() - 3));
        return dxs;
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("h", "c", "z", "W", "b");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("h", "c", "i", "f", "g", "o");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        Example.Domain h = Example.reals(3, 2);
        Example.Domain one = Example.reals(1, 1);
        Example.Domain far = Example.between(-60, 60, 1, 2);
        return List.of(
                Example.of(
                        new LstmCell(),
                        h,
                        h,
                        Example.reals(3, 8),
                        Example.reals(8, 2),
                        Example.reals(8)),
                Example.of(new LstmCell(), one, one, Example.reals(1, 4), Example.reals(4, 1)),
                Example.of(
                        new LstmCell(),
                        Example.reals(1, 2),
                        far,
                        Example.between(-60, 60, 1, 8),
                        Example.reals(8, 2)));
    }

    /** da and dc, from dh′, dc′, c, c′ and the gates i, f, g and o. */
    public record Gradient() implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            Node dh = in.get(0);
            Node i = in.get(4);
            Node f = in.get(5);
            Node g = in.get(6);
            Node o = in.get(7);
            Node bent = new Tanh().apply(in.get(3));
            Node s = in.get(1).plus(Gates.beforeTanh(dh.times(o), bent)).as("s");
            Node da =
                    Node.concat(
                                    -1,
                                    List.of(
                                            Gates.beforeSigmoid(s.times(g), i).as("da₁"),
                                            Gates.beforeSigmoid(s.times(in.get(2)), f).as("da₂"),
                                            Gates.beforeTanh(s.times(i), g).as("da₃"),
                                            Gates.beforeSigmoid(dh.times(bent), o).as("da₄")))
                            .as("da");
            return List.of(da, s.times(f));
        }

        @Override
        public List<String> inputSymbols() {
            return List.of("dh", "dc", "c", "c′", "i", "f", "g", "o");
        }

        @Override
        public List<String> outputSymbols() {
            return List.of("da", "dc");
        }

        /** The examples of the op contract. */
        public static List<Example> examples() {
            Example.Domain h = Example.reals(2, 3);
            Example.Domain gate = Example.between(0, 1, 2, 3);
            Example.Domain g = Example.between(-1, 1, 2, 3);
            return List.of(Example.of(new Gradient(), h, h, h, h, gate, gate, g, gate));
        }
    }
}
