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
 * One step of a gated recurrent unit as PyTorch has it, with the reset gate on the product: with q
 * = h·Wᵀ + b and z, each in three parts, the reset gate r = σ(z₁ + q₁), the update gate u = σ(z₂ +
 * q₂) and the candidate n = tanh(z₃ + r ⊙ q₃), the state becomes h′ = (1 − u) ⊙ n + u ⊙ h. The
 * input's share z = x·Wₓᵀ + bₓ needs no earlier step. See {@link ResetFirstGruCell} for the form of
 * the first paper.
 *
 * <p>du = dh′ ⊙ (h − n), dn = dh′ ⊙ (1 − u), dp = dn ⊙ (1 − n²), dr = dp ⊙ q₃; dz holds dr ⊙ r(1 −
 * r), du ⊙ u(1 − u) and dp; dq the same but dp ⊙ r for dp. Then dh = dh′ ⊙ u + dq·W, dW = dqᵀ·h, db
 * = Σ dq over the batch. Shapes: h and h′ (batch, H), z (batch, 3H), W (3H, H), b (3H) or absent;
 * by-products: r, u, n and q₃. Source: Cho et al., "Learning Phrase Representations using RNN
 * Encoder-Decoder", 2014; this form: its third version.
 */
@Teaches(meaning = "one step of a gated recurrent unit", formula = "h′ = (1 − u) ⊙ n + u ⊙ h")
public record GruCell() implements JointOp {

    @Override
    public List<Node> forward(List<Node> in) {
        Node h = in.get(0);
        List<Node> z = in.get(1).chunk(-1, 3);
        Node product = Gates.product(h, in.subList(2, in.size())).as("q");
        List<Node> q = product.chunk(-1, 3);
        Node r = new Sigmoid().apply(z.get(0).plus(q.get(0))).as("r");
        Node u = new Sigmoid().apply(z.get(1).plus(q.get(1))).as("u");
        Node n = new Tanh().apply(z.get(2).plus(r.times(q.get(2)))).as("n");
        return List.of(n.plus(u.times(h.minus(n))), r, u, n, q.get(2));
    }

    @Override
    public List<Node> vjp(Call call, List<Node> dys) {
        if (dys.subList(1, dys.size()).stream().anyMatch(dy -> !dy.isZero())) {
            return Reverse.through(call, dys); // of the gates, in second derivatives
        }
        Node h = call.input(0);
        List<Node> inputs = new ArrayList<>(List.of(dys.get(0), h));
        inputs.addAll(call.outputs().subList(1, 5));
        List<Node> gates = Call.of(new Gradient(), inputs).outputs();
        Node dq = gates.get(1);
        List<Node> dxs = new ArrayList<>();
        dxs.add(dys.get(0).times(call.output(2)).plus(dq.matmul(call.input(2))));
        dxs.add(gates.get(0));
        dxs.addAll(Gates.ofWeights(dq, h, call.inputs().size() - 2));
        return dxs;
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("h", "z", "W", "b");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("h", "r", "u", "n", "q₃");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        Example.Domain h = Example.reals(3, 2);
        Example.Domain one = Example.reals(1, 1);
        return List.of(
                Example.of(
                        new GruCell(),
                        h,
                        Example.reals(3, 6),
                        Example.reals(6, 2),
                        Example.reals(6)),
                Example.of(new GruCell(), one, Example.reals(1, 3), Example.reals(3, 1)),
                Example.of(
                        new GruCell(),
                        Example.reals(1, 2),
                        Example.between(-60, 60, 1, 6),
                        Example.reals(6, 2)));
    }

    /** dz and dq, from dh′, h, r, u, n and q₃. */
    public record Gradient() implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            Node dh = in.get(0);
            Node r = in.get(2);
            Node u = in.get(3);
            Node n = in.get(4);
            Node dp = Gates.beforeTanh(dh.minus(dh.times(u)), n).as("dp");
            Node dr = Gates.beforeSigmoid(dp.times(in.get(5)), r).as("dr");
            Node du = Gates.beforeSigmoid(dh.times(in.get(1).minus(n)), u).as("du");
            return List.of(
                    Node.concat(-1, List.of(dr, du, dp)).as("dz"),
                    Node.concat(-1, List.of(dr, du, dp.times(r))).as("dq"));
        }

        @Override
        public List<String> inputSymbols() {
            return List.of("dh", "h", "r", "u", "n", "q₃");
        }

        @Override
        public List<String> outputSymbols() {
            return List.of("dz", "dq");
        }

        /** The examples of the op contract. */
        public static List<Example> examples() {
            Example.Domain h = Example.reals(2, 3);
            Example.Domain gate = Example.between(0, 1, 2, 3);
            Example.Domain n = Example.between(-1, 1, 2, 3);
            return List.of(Example.of(new Gradient(), h, h, gate, gate, n, h));
        }
    }
}
