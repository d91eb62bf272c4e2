package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The log density of the normal distribution, ℓ = −½z² − ln σ − ½ ln 2π with z = (x − μ)/σ.
 *
 * <p>dx = −dℓ·z/σ, dμ = dℓ·z/σ, dσ = dℓ·(z² − 1)/σ: it pulls μ towards x, and σ towards |x − μ|.
 * Shapes: x, μ and σ broadcast; σ is positive. Source: Bishop, "Pattern Recognition and Machine
 * Learning", 2006, equation 1.46.
 */
@Teaches(
        meaning = "log density of the normal distribution",
        formula = "−½((x − μ)/σ)² − ln σ − ½ ln 2π")
public record GaussianLogDensity() implements Op {
    /** ½ ln 2π. */
    static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    @Override
    public List<Node> forward(List<Node> in) {
        Node z = z(in);
        return List.of(
                z.square()
                        .times(-0.5)
                        .minus(in.get(2).log())
                        .minus(Node.constant(HALF_LOG_TWO_PI)));
    }

    private static Node z(List<Node> in) {
        return in.get(0).minus(in.get(1)).over(in.get(2)).as("z");
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node z = z(call.inputs());
        Node scaled = dy.over(call.input(2));
        Node mean = scaled.times(z);
        return List.of(mean.negate(), mean, scaled.times(z.square().minus(Node.constant(1))));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("x", "μ", "σ");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("ℓ");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(
                        new GaussianLogDensity(),
                        Example.reals(3, 5),
                        Example.reals(5),
                        Example.between(0.5, 2, 3, 1)),
                Example.of(
                        new GaussianLogDensity(),
                        Example.between(-100, 100, 1),
                        Example.reals(1),
                        Example.between(5, 9, 1)));
    }
}
