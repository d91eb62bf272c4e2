package org.chainrule.dsl.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
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
 * <p>A third input may be a mask that broadcasts to the scores: truth values, where a query may
 * look; or real numbers M that are added, S = q·kᵀ/√D + M, so that dM = dS.
 *
 * @param causal whether a query sees only what came before it
 */
@Teaches(meaning = "scores of attention, before softmax", formula = "q·kᵀ/√D")
public record Scores(boolean causal) implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node q = in.get(0);
        Node product = q.matmul(in.get(1).transpose()).times(scale(q));
        Node scores = bias(in).map(product::plus).orElse(product);
        Node nothing = Node.constant(Double.NEGATIVE_INFINITY);
        return List.of(seen(causal, in).map(s -> s.choose(scores, nothing)).orElse(scores));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        List<Node> in = call.inputs();
        Node seen = seen(causal, in).map(s -> s.choose(dy, Node.constant(0))).orElse(dy);
        Node scaled = seen.times(scale(in.get(0)));
        List<Node> dxs = new ArrayList<>();
        dxs.add(scaled.matmul(in.get(1)));
        dxs.add(scaled.transpose().matmul(in.get(0)));
        if (in.size() == 3) {
            dxs.add(bias(in).isPresent() ? seen : Node.zero());
        }
        return dxs;
    }

    static double scale(Node q) {
        return 1 / Math.sqrt(q.shape().dim(-1).fixed());
    }

    /** The mask that is added, if there is one: the third of these inputs, of real numbers. */
    static Optional<Node> bias(List<Node> in) {
        return in.stream().skip(2).findFirst().filter(mask -> mask.dtype() == DType.FLOAT);
    }

    /** Where a query may look, unless it may look everywhere. */
    static Optional<Node> seen(boolean causal, List<Node> in) {
        Stream<Node> past = causal ? Stream.of(visible(in.get(0), in.get(1))) : Stream.empty();
        Stream<Node> mask = in.stream().skip(2).filter(m -> m.dtype() != DType.FLOAT);
        return Stream.concat(past, mask).reduce((a, b) -> a.times(b).differsFrom(Node.integer(0)));
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
        return List.of("q", "k", "M");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("S");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        Example.Domain q = Example.reals(2, 3, 4);
        Example.Domain k = Example.reals(2, 5, 4);
        return List.of(
                Example.of(new Scores(true), q, q),
                Example.of(new Scores(true), q, k),
                Example.of(new Scores(false), q, k),
                Example.of(new Scores(false), Example.reals(1, 2, 4, 3), Example.reals(1, 2, 1, 3)),
                Example.of(new Scores(false), q, k, Example.reals(3, 5)),
                Example.of(new Scores(true), q, k, Example.reals(2, 1, 5)),
                masked(new Scores(false), q, k, Example.below(2, 3, 5)),
                masked(new Scores(true), q, k, Example.below(2, 2, 1, 5)));
    }

    /** An op whose last input is truth values, made of whole numbers: 0 where no query looks. */
    static Example masked(Op op, Example.Domain... domains) {
        return Example.calling(
                in -> {
                    List<Node> inputs = new ArrayList<>(in);
                    int last = in.size() - 1;
                    inputs.set(last, in.get(last).differsFrom(Node.integer(0)));
                    return Call.of(op, inputs);
                },
                domains);
    }
}
