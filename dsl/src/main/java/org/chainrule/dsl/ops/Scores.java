package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The scores of attention, S = q·kᵀ/√D, and −∞ where a query may not look.
 *
 * <p>With s = 1/√D, and dS = 0 where a query may not look: dq = s·dS·k, dk = s·dSᵀ·q. Shapes: q (…,
 * T, D), k (…, S, D), scores (…, T, S). A causal query t sees key s if s ≤ t + S − T. The root
 * keeps the variance of a score at 1 where those of q and k are 1.
 *
 * @param causal whether a query sees only what came before it
 */
@Teaches(meaning = "scores of attention, before softmax", formula = "q·kᵀ/√D")
public record Scores(boolean causal) implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node q = in.get(0);
        Node k = in.get(1);
        Node scores = q.matmul(k.transpose()).times(scale(q));
        return List.of(
                causal
                        ? visible(q, k).choose(scores, Node.constant(Double.NEGATIVE_INFINITY))
                        : scores);
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node q = call.input(0);
        Node k = call.input(1);
        Node seen = causal ? visible(q, k).choose(dy, Node.constant(0)) : dy;
        Node scaled = seen.times(scale(q));
        return List.of(scaled.matmul(k), scaled.transpose().matmul(q));
    }

    static double scale(Node q) {
        return 1 / Math.sqrt(q.shape().dim(-1).fixed());
    }

    /** Whether query t may see key s: s ≤ t + S − T. */
    static Node visible(Node q, Node k) {
        boolean areSame = q.shape().dim(-2).agrees(k.shape().dim(-2));
        Node t = q.indices(-2).as("t");
        Node last = areSame ? t : t.plus(k.size(-2).minus(q.size(-2)));
        return k.indices(-2).as("s").unsqueeze(0).atMost(last.unsqueeze(-1)); // (T, S)
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("q", "k");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("S");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Scores(true), Example.reals(2, 3, 4), Example.reals(2, 3, 4)),
                Example.of(new Scores(true), Example.reals(2, 3, 4), Example.reals(2, 5, 4)),
                Example.of(new Scores(false), Example.reals(2, 3, 4), Example.reals(2, 5, 4)),
                Example.of(
                        new Scores(false), Example.reals(1, 2, 4, 3), Example.reals(1, 2, 1, 3)));
    }
}
