package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * Scaled dot-product attention: S = q·kᵀ/√D, P = softmax(S), y = P·v.
 *
 * <p>Causal attention lets a query see the keys up to its own place only; where there are more keys
 * than queries, the queries are the last of them. With dropout, P is P ⊙ m/(1 − p). Shapes: q (…,
 * T, D), k and v (…, S, D), y (…, T, D); by-product: log Σ e^S, (…, T). Without dropout, with s =
 * 1/√D: dv = Pᵀ·dy, dP = dy·vᵀ, dS = P ⊙ (dP − Σ dy ⊙ y), dq = s·dS·k, dk = s·dSᵀ·q. Source:
 * Vaswani et al., "Attention Is All You Need", 2017.
 *
 * @param causal whether a query sees only what came before it
 * @param dropout the probability that a weight of P is set to 0
 */
public record Attention(boolean causal, double dropout) implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node scores = scores(in.get(0), in.get(1), causal); // (…, T, S)
        Node weights = new Softmax().apply(scores);
        Node kept = dropout > 0 ? new Dropout(dropout).apply(weights) : weights;
        Node greatest = scores.maxKept(-1);
        Node logSum = scores.minus(greatest).exp().sumKept(-1).log().plus(greatest);
        return List.of(kept.matmul(in.get(2)), logSum.sum(-1));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        if (dropout > 0) {
            return Op.super.vjp(call, dy);
        }
        List<Node> in = call.inputs();
        return Call.of(
                        new Gradient(causal),
                        List.of(
                                dy,
                                in.get(0),
                                in.get(1),
                                in.get(2),
                                call.output(0),
                                call.output(1)))
                .outputs();
    }

    @Override
    public List<Kernel> kernels(Call call) {
        Node q = call.input(0);
        Node k = call.input(1);
        Node v = call.input(2);
        if (dropout > 0) {
            return List.of();
        }
        if (!causal || sameTimes(q, k)) {
            return List.of(
                    Kernel.of(FLASH, q, k, v, 0.0, causal).yielding(2).onlyOnCpu(),
                    Kernel.of(FUSED, q, k, v, Kernel.NONE, 0.0, causal));
        }
        return List.of(Kernel.of(FUSED, q, k, v, visible(q, k)));
    }

    private static final String FUSED = "scaled_dot_product_attention";
    private static final String FLASH = "_scaled_dot_product_flash_attention_for_cpu";

    private static boolean sameTimes(Node q, Node k) {
        return q.shape().dim(-2).agrees(k.shape().dim(-2));
    }

    private static double scale(Node q) {
        return 1 / Math.sqrt(q.shape().dim(-1).size());
    }

    /** q·kᵀ/√D, and −∞ where a query may not look. */
    private static Node scores(Node q, Node k, boolean causal) {
        Node scores = q.matmul(k.transpose()).times(scale(q));
        return causal
                ? visible(q, k).choose(scores, Node.constant(Double.NEGATIVE_INFINITY))
                : scores;
    }

    /** Whether query t may see key s: s ≤ t + S − T. */
    private static Node visible(Node q, Node k) {
        Node places = q.indices(-2).plus(k.size(-2).minus(q.size(-2)));
        return k.indices(-2).unsqueeze(0).atMost(places.unsqueeze(-1)); // (T, S)
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        Example.Domain one = Example.reals(2, 3, 5, 4);
        Example.Domain keys = Example.reals(1, 2, 7, 3);
        return List.of(
                Example.of(new Attention(true, 0), one, one, one),
                Example.of(new Attention(true, 0.3), one, one, one),
                Example.of(new Attention(true, 0), Example.reals(1, 2, 2, 3), keys, keys),
                Example.of(new Attention(false, 0), Example.reals(1, 2, 2, 3), keys, keys));
    }

    /** dq, dk and dv, from dy, q, k, v, y and log Σ e^S. */
    public record Gradient(boolean causal) implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            Node dy = in.get(0);
            Node q = in.get(1);
            Node k = in.get(2);
            Node v = in.get(3);
            Node p = scores(q, k, causal).minus(in.get(5).unsqueeze(-1)).exp();
            Node dp = dy.matmul(v.transpose());
            Node ds = p.times(dp.minus(dy.times(in.get(4)).sumKept(-1))).times(scale(q));
            return List.of(ds.matmul(k), ds.transpose().matmul(q), p.transpose().matmul(dy));
        }

        @Override
        public List<Kernel> kernels(Call call) {
            List<Node> in = call.inputs();
            if (causal && !sameTimes(in.get(1), in.get(2))) {
                return List.of();
            }
            return List.of(
                    Kernel.of(
                                    FLASH + "_backward",
                                    in.get(0),
                                    in.get(1),
                                    in.get(2),
                                    in.get(3),
                                    in.get(4),
                                    in.get(5),
                                    0.0,
                                    causal)
                            .yielding(3)
                            .onlyOnCpu());
        }

        /** The examples of the op contract. */
        public static List<Example> examples() {
            Example.Domain one = Example.reals(2, 3, 5, 4);
            return List.of(
                    Example.of(
                            new Gradient(true),
                            one,
                            one,
                            one,
                            one,
                            one,
                            Example.between(3, 5, 2, 3, 5)));
        }
    }
}
