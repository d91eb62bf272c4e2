package org.chainrule.dsl.ops;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.JointOp;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;

/**
 * One step of a gated recurrent unit as textbooks have it, with the reset gate on the state before
 * the product: r and u come from z₁ and z₂ plus h·Wᵀ + b, the candidate is n = tanh(z₃ + (r ⊙
 * h)·Wₙᵀ + bₙ), and h′ = (1 − u) ⊙ n + u ⊙ h. {@link GruCell} resets the product instead, as
 * PyTorch does, so that one product serves all three.
 *
 * <p>du = dh′ ⊙ (h − n), dn = dh′ ⊙ (1 − u), dp = dn ⊙ (1 − n²), dv = dp·Wₙ with v = r ⊙ h, dr = dv
 * ⊙ h; da holds dr ⊙ r(1 − r) and du ⊙ u(1 − u), dz is da and dp. Then dh = dh′ ⊙ u + dv ⊙ r +
 * da·W, dW = daᵀ·h, dWₙ = dpᵀ·v. Shapes: h and h′ (batch, H), z (batch, 3H), W (2H, H), Wₙ (H, H),
 * b (2H) and bₙ (H) or both absent; by-products: r, u and n. Source: Cho et al., "Learning Phrase
 * Representations using RNN Encoder-Decoder", 2014, first version.
 */
@Teaches(
        meaning = "one step of a gated recurrent unit that resets before the product",
        formula = "h′ = (1 − u) ⊙ n + u ⊙ h")
public record ResetFirstGruCell() implements JointOp {

    @Override
    public List<Node> forward(List<Node> in) {
        Node h = in.get(0);
        List<Node> z = in.get(1).chunk(-1, 3);
        List<Node> q = Gates.product(h, weights(in, 0)).as("q").chunk(-1, 2);
        Node r = new Sigmoid().apply(z.get(0).plus(q.get(0))).as("r");
        Node u = new Sigmoid().apply(z.get(1).plus(q.get(1))).as("u");
        Node v = r.times(h).as("v");
        Node n = new Tanh().apply(Gates.sum(v, z.get(2), weights(in, 1))).as("n");
        return List.of(n.plus(u.times(h.minus(n))), r, u, n);
    }

    /** W and b, or Wₙ and bₙ; a bias only if it is there. */
    private static List<Node> weights(List<Node> in, int which) {
        return in.size() == 4
                ? List.of(in.get(2 + which))
                : List.of(in.get(2 + which), in.get(4 + which));
    }

    @Override
    public List<Node> vjp(Call call, List<Node> dys) {
        if (dys.subList(1, dys.size()).stream().anyMatch(dy -> !dy.isZero())) {
            return Reverse.through(call, dys); // of the gates, in second derivatives
        }
        Node dh = dys.get(0);
        Node h = call.input(0);
        Node r = call.output(1);
        Node u = call.output(2);
        Node n = call.output(3);
        Node dp = Gates.beforeTanh(dh.minus(dh.times(u)), n).as("dp");
        Node dv = dp.matmul(call.input(3)).as("dv");
        Node dr = Gates.beforeSigmoid(dv.times(h), r).as("dr");
        Node du = Gates.beforeSigmoid(dh.times(h.minus(n)), u).as("du");
        Node da = Node.concat(-1, List.of(dr, du)).as("da");
        int count = call.inputs().size() == 4 ? 1 : 2;
        List<Node> own = Gates.ofWeights(da, h, count);
        List<Node> candidate = Gates.ofWeights(dp, r.times(h), count);
        List<Node> dxs = new ArrayList<>();
        dxs.add(dh.times(u).plus(dv.times(r)).plus(da.matmul(call.input(2))));
        dxs.add(Node.concat(-1, List.of(dr, du, dp)));
        for (int i = 0; i < count; i++) {
            dxs.add(own.get(i));
            dxs.add(candidate.get(i));
        }
        return dxs;
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("h", "z", "W", "Wₙ", "b", "bₙ");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("h", "r", "u", "n");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        Example.Domain h = Example.reals(3, 2);
        Example.Domain one = Example.reals(1, 1);
        return List.of(
                Example.of(
                        new ResetFirstGruCell(),
                        h,
                        Example.reals(3, 6),
                        Example.reals(4, 2),
                        Example.reals(2, 2),
                        Example.reals(4),
                        Example.reals(2)),
                Example.of(
                        new ResetFirstGruCell(),
                        one,
                        Example.reals(1, 3),
                        Example.reals(2, 1),
                        one));
    }
}
