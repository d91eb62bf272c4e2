package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
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
 * T, D), k and v (…, S, D), y (…, T, D); by-products: log Σ e^S (…, T) and P (N, T, S), with N the
 * product of the leading axes. Without dropout, with s = 1/√D: dv = Pᵀ·dy, dP = dy·vᵀ, dS = P ⊙ (dP
 * − Σ dP ⊙ P), dq = s·dS·k, dk = s·dSᵀ·q. Source: Vaswani et al., "Attention Is All You Need",
 * 2017.
 *
 * @param causal whether a query sees only what came before it
 * @param dropout the probability that a weight of P is set to 0
 */
@Teaches(meaning = "scaled dot-product attention", formula = "softmax(q·kᵀ/√D)·v")
public record Attention(boolean causal, double dropout) implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node scores = new Scores(causal).apply(in.get(0), in.get(1)).as("S"); // (…, T, S)
        Node weights = new Softmax().apply(scores);
        Node kept = dropout > 0 ? new Dropout(dropout).apply(weights) : weights;
        Node greatest = scores.maxKept(-1);
        Node logSum = scores.minus(greatest).exp().sumKept(-1).log().plus(greatest);
        return List.of(kept.matmul(in.get(2)), logSum.sum(-1), weights);
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
                                call.output(1),
                                call.output(2)))
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
                    Kernel.of(FLASH, dense(q), dense(k), dense(v), 0.0, causal)
                            .yielding(2)
                            .onlyOnCpu(),
                    Kernel.of(FUSED, q, k, v, Kernel.NONE, 0.0, causal));
        }
        return List.of(Kernel.of(FUSED, q, k, v, Scores.visible(q, k)));
    }

    private static final String FUSED = "scaled_dot_product_attention";
    private static final String FLASH = "_scaled_dot_product_flash_attention_for_cpu";

    /** The flash kernels take each vector of q, k and v to be one piece of memory. */
    private static Kernel.Contiguous dense(Node x) {
        return new Kernel.Contiguous(x, true);
    }

    private static boolean sameTimes(Node q, Node k) {
        return q.shape().dim(-2).agrees(k.shape().dim(-2));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("q", "k", "v");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("y", "ℓ", "P");
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

    /** dq, dk and dv, from dy, q, k, v, y, log Σ e^S and P. */
    public record Gradient(boolean causal) implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            Node dy = in.get(0);
            Node q = in.get(1);
            Node k = in.get(2);
            Node p = in.get(6);
            Node dp = dy.matmul(in.get(3).transpose()).as("dP");
            Node ds = new Softmax.Gradient().apply(dp, p).as("dS").times(Scores.scale(q));
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
                                    dense(in.get(0)),
                                    dense(in.get(1)),
                                    dense(in.get(2)),
                                    dense(in.get(3)),
                                    dense(in.get(4)),
                                    new Kernel.Contiguous(in.get(5), false),
                                    0.0,
                                    causal)
                            .yielding(3)
                            .onlyOnCpu());
        }

        /** The example of the op contract: the gradient's inputs as an attention gives them. */
        public static List<Example> examples() {
            Example.Domain one = Example.reals(2, 3, 5, 4);
            return List.of(
                    Example.calling(in -> of(new Attention(true, 0), in), one, one, one, one),
                    Example.calling(in -> of(new Attention(false, 0), in), one, one, one, one));
        }

        private static Call of(Attention op, List<Node> in) {
            Call attention = Call.of(op, in.subList(1, 4));
            return op.vjp(attention, in.get(0)).get(0).call();
        }
    }
}
