package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The cosine of the angle between vectors along the last axis, y = a·b/(max(‖a‖, ε)·max(‖b‖, ε)).
 *
 * <p>With â = a/max(‖a‖, ε) and b̂ alike: da = dy·(b̂ − y·â)/max(‖a‖, ε), and dy·b̂/ε where ‖a‖ is
 * below ε; db likewise. Shapes: a and b (…, n), which broadcast, y (…). (PyTorch agrees but where a
 * norm is above 0 and below ε: there it differentiates as if it were not bounded.)
 *
 * @param epsilon ε, which keeps the norms from 0; 1e-8 by default
 */
@Teaches(
        meaning = "cosine similarity along the last axis",
        formula = "a·b/(max(‖a‖, ε)·max(‖b‖, ε))",
        rows = "D7")
public record CosineSimilarity(double epsilon) implements Op {

    /** ε = 1e-8. */
    public CosineSimilarity() {
        this(1e-8);
    }

    /**
     * Another ε.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if it is not above 0
     */
    public CosineSimilarity {
        Option.require(
                epsilon > 0 && Double.isFinite(epsilon),
                "cosineSimilarity",
                "epsilon must be above 0",
                epsilon,
                "Use 1e-8.");
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node a = in.get(0);
        Node b = in.get(1);
        Node ua = a.over(bounded(a)).as("â");
        Node ub = b.over(bounded(b)).as("b̂");
        return List.of(ua.times(ub).sum(-1));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node a = call.input(0);
        Node b = call.input(1);
        Node y = call.output(0).unsqueeze(-1);
        Node na = bounded(a).as("α");
        Node nb = bounded(b).as("β");
        Node ua = a.over(na).as("â");
        Node ub = b.over(nb).as("b̂");
        Node g = dy.unsqueeze(-1);
        return List.of(
                g.times(ub.minus(along(y, ua, na))).over(na),
                g.times(ua.minus(along(y, ub, nb))).over(nb));
    }

    /** max(‖x‖, ε). */
    private Node bounded(Node x) {
        return new Root().apply(x.square().sumKept(-1)).max(Node.constant(epsilon));
    }

    /** y·x̂, and 0 where the length is bounded. */
    private Node along(Node y, Node unit, Node length) {
        return Node.constant(epsilon).lessThan(length).choose(y.times(unit), Node.constant(0));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("cosine_similarity", call.input(0), call.input(1), -1, epsilon));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("a", "b");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new CosineSimilarity(), Example.reals(5), Example.reals(5)),
                Example.of(new CosineSimilarity(), Example.reals(3, 1, 4), Example.reals(2, 4)),
                Example.of(new CosineSimilarity(1e-3), Example.reals(1, 2), Example.reals(3, 2)));
    }
}
