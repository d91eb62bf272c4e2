package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The Kullback-Leibler divergence of one multivariate normal distribution, of mean m and covariance
 * S·Sᵀ, from another, of mean μ and covariance L·Lᵀ: D = ½(‖L⁻¹S‖² + ‖L⁻¹(m − μ)‖² − n) − Σ ln S[i,
 * i] + Σ ln L[i, i].
 *
 * <p>Shapes: m and μ (n), S and L (n, n) with positive diagonals, of which the lower triangles
 * alone are read; D is a number.
 */
@Teaches(
        meaning = "Kullback-Leibler divergence of two multivariate normal distributions",
        formula = "½(‖L⁻¹S‖² + ‖L⁻¹(m − μ)‖² − n) + ln(det L/det S)")
public record MultivariateGaussianRelativeEntropy() implements Op {

    @Override
    public List<Node> forward(List<Node> in) {
        Node s = in.get(1);
        Node l = in.get(3);
        Substitution solve = new Substitution(false);
        Node r = solve.apply(l, new LowerTriangle().apply(s).transpose()).as("R"); // (L⁻¹S)ᵀ
        Node z = solve.apply(l, in.get(0).minus(in.get(2))).as("z");
        double n = s.shape().dim(-1).fixed();
        Node squares = r.square().sum().plus(z.square().sum()).minus(Node.constant(n));
        Node volumes = logDeterminant(l).minus(logDeterminant(s));
        return List.of(squares.times(0.5).plus(volumes));
    }

    private static Node logDeterminant(Node factor) {
        return MultivariateGaussianLogDensity.diagonal(factor).log().sum();
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("m", "S", "μ", "L");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("D");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        MultivariateGaussianRelativeEntropy op = new MultivariateGaussianRelativeEntropy();
        return List.of(
                Example.of(
                        op,
                        Example.reals(3),
                        Example.between(0.5, 2, 3, 3),
                        Example.reals(3),
                        Example.between(0.5, 2, 3, 3)),
                Example.of(
                        op,
                        Example.reals(1),
                        Example.between(0.5, 2, 1, 1),
                        Example.reals(1),
                        Example.between(0.5, 2, 1, 1)));
    }
}
