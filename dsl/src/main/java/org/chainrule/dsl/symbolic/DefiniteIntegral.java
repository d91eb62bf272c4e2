package org.chainrule.dsl.symbolic;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chainrule.dsl.catalogue.Teaches;
import org.hipparchus.analysis.integration.IterativeLegendreGaussIntegrator;

/**
 * The integral of a function over an interval, by the fundamental theorem, ∫ₐᵇf dx = F(b) − F(a),
 * and by quadrature.
 *
 * @param antiderivative F, if one was found
 * @param exact F(b) − F(a), if F was found
 * @param quadrature by Gauss and Legendre's rule, on ever finer parts
 */
@Teaches(
        meaning =
                "antiderivatives, and definite integrals by the fundamental theorem and quadrature",
        rows = "A46")
public record DefiniteIntegral(
        Optional<Expression> antiderivative, OptionalDouble exact, double quadrature) {
    private static final int POINTS = 7; // of the rule on each part
    private static final int MOST = 2_000_000; // evaluations
    private static final double RELATIVE = 1e-10;
    private static final double ABSOLUTE = 1e-12;

    /**
     * The integral.
     *
     * @param f the function, of one variable
     * @param by the variable
     * @param a where the interval begins
     * @param b where it ends; the function must be defined between
     */
    public static DefiniteIntegral of(Expression f, String by, double a, double b) {
        Optional<Expression> found = Antiderivative.of(f, by);
        OptionalDouble exact =
                found.map(big -> OptionalDouble.of(big.at(Map.of(by, b)) - big.at(Map.of(by, a))))
                        .orElse(OptionalDouble.empty());
        Domain domain = Domain.of(f);
        double quadrature =
                new IterativeLegendreGaussIntegrator(POINTS, RELATIVE, ABSOLUTE)
                        .integrate(MOST, x -> domain.valueOf(f, Map.of(by, x)), a, b);
        return new DefiniteIntegral(found, exact, quadrature);
    }
}
