package org.chainrule.dsl.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * Scaled dot-product attention: S = q·kᵀ/√D, P = softmax(S), y = P·v.
 *
 * <p>Causal attention lets a query see the keys up to its own place only; where there are more keys
 * than queries, the queries are the last of them. With dropout, P is P ⊙ m/(1 − p). Shapes: q (…,
 * T, D), k (…, S, D), v (…, S, Dᵥ), y (…, T, Dᵥ); by-products: ℓ = log Σ e^S (…, T) and P (…, T,
 * S). Without dropout, with s = 1/√D: dv = Pᵀ·dy, dP = dy·vᵀ, dS = P ⊙ (dP − Σ dP ⊙ P), dq =
 * s·dS·k, dk = s·dSᵀ·q. Source: Vaswani et al., "Attention Is All You Need", 2017.
 *
 * <p>A fourth input may be a mask that broadcasts to (…, T, S): truth values, where a query may
 * look; or real numbers M that are added to S, so that dM = dS. It counts together with causality.
 * A query that may look nowhere gets y = 0 and P = 0, not the NaN of 0/0, and no gradient comes
 * from it; its ℓ is 0, so that P = e^(S − ℓ) holds there too.
 *
 * @param causal whether a query sees only what came before it
 * @param dropout the probability that a weight of P is set to 0
 */
@Teaches(meaning = "scaled dot-product attention", formula = "softmax(q·kᵀ/√D)·v")
public record Attention(boolean causal, double dropout) implements Op {
    private static final double NOTHING = Double.NEGATIVE_INFINITY;

    @Override
    public List<Node> forward(List<Node> in) {
        Node v = in.get(2);
        List<Node> scored = new ArrayList<>(in);
        scored.remove(2);
        Node scores = new Scores(causal).apply(scored.toArray(Node[]::new)).as("S"); // (…, T, S)
        if (in.size() == 4) {
            Node blind = scores.maxKept(-1).equalTo(Node.constant(NOTHING)).as("blind");
            Node none = Node.constant(0);
            Node safe = blind.choose(none, scores);
            Node weights = blind.choose(none, new Softmax().apply(safe));
            Node logSum = blind.choose(none, logSum(safe));
            return List.of(kept(weights).matmul(v), logSum.sum(-1), weights);
        }
        Node weights = new Softmax().apply(scores);
        return List.of(kept(weights).matmul(v), logSum(scores).sum(-1), weights);
    }

    private Node kept(Node weights) {
        return dropout > 0 ? new Dropout(dropout).apply(weights) : weights;
    }

    /** log Σ e^S of each row. */
    private static Node logSum(Node scores) {
        Node greatest = scores.maxKept(-1);
        return scores.minus(greatest).exp().sumKept(-1).log().plus(greatest);
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        if (dropout > 0) {
            return Op.super.vjp(call, dy);
        }
        List<Node> inputs = new ArrayList<>(List.of(dy));
        inputs.addAll(call.inputs().subList(0, 3));
        inputs.addAll(call.outputs());
        inputs.addAll(call.inputs().subList(3, call.inputs().size()));
        List<Node> dxs = new ArrayList<>(Call.of(new Gradient(causal), inputs).outputs());
        if (dxs.size() < call.inputs().size()) {
            dxs.add(Node.zero()); // truth values
        }
        return dxs;
    }

    @Override
    public List<Kernel> kernels(Call call) {
        List<Node> in = call.inputs();
        Node q = in.get(0);
        Node k = in.get(1);
        Node v = in.get(2);
        if (dropout > 0) {
            return List.of();
        }
        if (in.size() == 4) {
            return List.of(Kernel.of(FUSED, q, k, v, mask(List.of(q, k, in.get(3)))));
        }
        if (!causal || sameTimes(q, k)) {
            Kernel fused = Kernel.of(FUSED, q, k, v, Kernel.NONE, 0.0, causal);
            Kernel flash = Kernel.of(FLASH, dense(q), dense(k), dense(v), 0.0, causal);
            return fitsFlash(q, v) ? List.of(flash.yielding(2).onlyOnCpu(), fused) : List.of(fused);
        }
        return List.of(Kernel.of(FUSED, q, k, v, Scores.visible(q, k)));
    }

    /** Causality and the mask in one. */
    private Node mask(List<Node> scored) {
        Node nothing = Node.constant(NOTHING);
        Optional<Node> seen = Scores.seen(causal, scored);
        return Scores.bias(scored)
                .map(bias -> seen.map(s -> s.choose(bias, nothing)).orElse(bias))
                .or(() -> seen)
                .orElseThrow();
    }

    private static final String FUSED = "scaled_dot_product_attention";
    private static final String FLASH = "_scaled_dot_product_flash_attention_for_cpu";

    /** The flash kernels take each vector of q, k and v to be one piece of memory. */
    private static Kernel.Contiguous dense(Node x) {
        return new Kernel.Contiguous(x, true);
    }

    /** The flash kernels take heads, and values of the queries' size alone. */
    private static boolean fitsFlash(Node q, Node v) {
        return q.shape().rank() == 4 && q.shape().dim(-1).agrees(v.shape().dim(-1));
    }

    private static boolean sameTimes(Node q, Node k) {
        return q.shape().dim(-2).agrees(k.shape().dim(-2));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("q", "k", "v", "M");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("y", "ℓ", "P");
    }

    /** The examples of the op contract; in one, a query may look nowhere. */
    public static List<Example> examples() {
        Example.Domain one = Example.reals(2, 3, 5, 4);
        Example.Domain few = Example.reals(1, 2, 2, 3);
        Example.Domain keys = Example.reals(1, 2, 7, 3);
        Example.Domain big = Example.between(-40, 40, 1, 1, 3, 2);
        return List.of(
                Example.of(new Attention(true, 0), one, one, one),
                Example.of(new Attention(true, 0.3), one, one, one),
                Example.of(new Attention(true, 0), few, keys, keys),
                Example.of(new Attention(false, 0), few, keys, keys),
                Example.of(new Attention(false, 0), Example.reals(3, 1, 2), keys3(), keys3()),
                Example.of(new Attention(true, 0), few, few, Example.reals(1, 2, 2, 4)),
                Example.of(new Attention(true, 0), big, big, big),
                Example.of(new Attention(false, 0), few, keys, keys, Example.reals(2, 7)),
                Example.of(new Attention(true, 0), one, one, one, Example.reals(2, 1, 5, 5)),
                Scores.masked(new Attention(false, 0), few, keys, keys, Example.below(2, 2, 7)),
                Scores.masked(new Attention(true, 0), one, one, one, Example.below(3, 2, 1, 1, 5)),
                Scores.masked(new Attention(false, 0), few, keys, keys, Example.below(1, 1, 1)),
                Scores.masked(
                        new Attention(true, 0.3), one, one, one, Example.below(3, 2, 1, 1, 5)));
    }

    private static Example.Domain keys3() {
        return Example.reals(3, 4, 2);
    }

    /**
     * dq, dk and dv, and dM of a mask that is added, from dy, q, k, v, y, log Σ e^S, P and the mask
     * if there is one.
     */
    public record Gradient(boolean causal) implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            Node dy = in.get(0);
            Node q = in.get(1);
            Node k = in.get(2);
            Node p = in.get(6);
            Node dp = dy.matmul(in.get(3).transpose()).as("dP");
            Node dm = new Softmax.Gradient().apply(dp, p).as("dS");
            Node ds = dm.times(Scores.scale(q));
            List<Node> dxs = new ArrayList<>();
            dxs.addAll(List.of(ds.matmul(k), ds.transpose().matmul(q), p.transpose().matmul(dy)));
            if (in.size() == 8 && in.get(7).dtype() == DType.FLOAT) {
                dxs.add(dm);
            }
            return dxs;
        }

        @Override
        public List<Kernel> kernels(Call call) {
            List<Node> in = call.inputs();
            boolean isMasked = in.size() == 8 || (causal && !sameTimes(in.get(1), in.get(2)));
            if (isMasked || !fitsFlash(in.get(1), in.get(3))) {
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

        /** The examples of the op contract: the gradient's inputs as an attention gives them. */
        public static List<Example> examples() {
            Example.Domain one = Example.reals(2, 3, 5, 4);
            Example.Domain mask = Example.reals(2, 1, 5, 5);
            return List.of(
                    Example.calling(in -> of(new Attention(true, 0), in), one, one, one, one),
                    Example.calling(in -> of(new Attention(false, 0), in), one, one, one, one),
                    Example.calling(
                            in -> of(new Attention(true, 0), in), one, one, one, one, mask));
        }

        private static Call of(Attention op, List<Node> in) {
            Call attention = Call.of(op, in.subList(1, in.size()));
            return op.vjp(attention, in.get(0)).get(0).call();
        }
    }
}
