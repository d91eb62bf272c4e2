package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The Kullback-Leibler divergence of one normal distribution, of mean m and deviation s, from
 * another, of mean μ and deviation σ: D = ½(r² + z² − 1) − ln r with r = s/σ and z = (m − μ)/σ.
 *
 * <p>dm = dD·z/σ, ds = dD·(r − 1/r)/σ, dμ = −dm, dσ = dD·(1 − r² − z²)/σ. Shapes: all broadcast; s
 * and σ are positive. Source: Bishop, "Pattern Recognition and Machine Learning", 2006, exercise
 * 1.30.
 */
@Teaches(
        meaning = "Kullback-Leibler divergence of two normal distributions",
        formula = "½((s/σ)² + ((m − μ)/σ)² − 1) − ln(s/σ)")
public record GaussianRelativeEntropy() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node r = r(in);
        Node squares = r.square().plus(z(in).square()).minus(Node.constant(1));
        return List.of(squares.times(0.5).minus(r.log()));
    }

    private static Node r(List<Node> in) {
        return in.get(1).over(in.get(3)).as("r");
    }

    private static Node z(List<Node> in) {
        return in.get(0).minus(in.get(2)).over(in.get(3)).as("z");
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node r = r(call.inputs());
        Node z = z(call.inputs());
        Node scaled = dy.over(call.input(3));
        Node mean = scaled.times(z);
        Node both = r.square().plus(z.square());
        return List.of(
                mean,
                scaled.times(r.minus(r.reciprocal())),
                mean.negate(),
                scaled.times(both.subtractedFrom(1)));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("m", "s", "μ", "σ");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("D");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(
                        new GaussianRelativeEntropy(),
                        Example.reals(3, 5),
                        Example.between(0.5, 2, 3, 5),
                        Example.reals(5),
                        Example.between(0.5, 2, 5)),
                Example.of(
                        new GaussianRelativeEntropy(),
                        Example.reals(1),
                        Example.between(0.5, 2, 1),
                        Example.reals(1),
                        Example.between(0.5, 2, 1)));
    }
}
