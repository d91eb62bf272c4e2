package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The log density of the normal distribution of n numbers with covariance Σ = L·Lᵀ: ℓ = −½‖z‖² − Σ
 * ln L[i, i] − n/2·ln 2π with z = L⁻¹(x − μ).
 *
 * <p>With w = L⁻ᵀz = Σ⁻¹(x − μ): dx = −dℓ·w, dμ = dℓ·w, dL = tril(Σ dℓ·w·zᵀ) − Σ dℓ·diag(1/L[i,
 * i]). Shapes: x (…, n), μ (n), or any that broadcasts to x, L (n, n) with a positive diagonal, of
 * which the lower triangle alone is read; ℓ (…); by-product: z (…, n). Source: Bishop, "Pattern
 * Recognition and Machine Learning", 2006, equation 2.43.
 */
@Teaches(
        meaning = "log density of the multivariate normal distribution with covariance L·Lᵀ",
        formula = "−½‖L⁻¹(x − μ)‖² − Σ ln L[i, i] − n/2·ln 2π")
public record MultivariateGaussianLogDensity() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node l = in.get(2);
        Node z = new Substitution(false).apply(l, in.get(0).minus(in.get(1))).as("z");
        double constant = l.shape().dim(-1).fixed() * GaussianLogDensity.HALF_LOG_TWO_PI;
        Node density = z.square().sum(-1).times(-0.5).minus(diagonal(l).log().sum());
        return List.of(density.minus(Node.constant(constant)), z);
    }

    /** L[i, i]. */
    static Node diagonal(Node l) {
        return isDiagonal(l).choose(l, Node.constant(0)).sum(-1).as("diag L");
    }

    private static Node isDiagonal(Node l) {
        return l.indices(-2).unsqueeze(-1).equalTo(l.indices(-1));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node l = call.input(2);
        Node z = call.output(1);
        Node w = dy.unsqueeze(-1).times(new Substitution(true).apply(l, z).as("w"));
        Node pulls = new LowerTriangle().apply(Substitution.outer(w, z));
        Node inverse = isDiagonal(l).choose(diagonal(l).reciprocal(), Node.constant(0));
        return List.of(w.negate(), w, pulls.minus(dy.sum().times(inverse)));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("x", "μ", "L");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("ℓ", "z");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        MultivariateGaussianLogDensity op = new MultivariateGaussianLogDensity();
        return List.of(
                Example.of(
                        op, Example.reals(4, 3), Example.reals(3), Example.between(0.5, 2, 3, 3)),
                Example.of(op, Example.reals(2), Example.reals(2), Example.between(0.5, 2, 2, 2)),
                Example.of(
                        op,
                        Example.reals(2, 3, 1),
                        Example.reals(1),
                        Example.between(0.5, 2, 1, 1)));
    }
}
