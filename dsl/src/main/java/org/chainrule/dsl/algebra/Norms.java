package org.chainrule.dsl.algebra;

import java.util.Arrays;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;

/**
 * The lengths of a vector: ‖x‖₁ = Σ|xᵢ|, ‖x‖₂ = √Σxᵢ², ‖x‖∞ = max |xᵢ|.
 *
 * <p>They are computed from x divided by its greatest element, so that no square overflows. Always
 * ‖x‖∞ ≤ ‖x‖₂ ≤ ‖x‖₁. The norm of a matrix is a {@link org.chainrule.dsl.ops.MatrixNorm}.
 *
 * <pre>{@code
 * import org.chainrule.dsl.algebra.Norms;
 * import org.chainrule.dsl.eval.NumericArray;
 *
 * Norms.of(NumericArray.of(new double[] {3, -4}, 2)); // 7, 5 and 4
 * }</pre>
 *
 * @param one the sum of the magnitudes
 * @param two the Euclidean length
 * @param greatest the greatest magnitude
 */
@Teaches(meaning = "norms of a vector", formula = "Σ|xᵢ|, √Σxᵢ², max |xᵢ|", rows = "I1")
public record Norms(double one, double two, double greatest) {
    private static final Given GIVEN = new Given("Norms");

    /**
     * The norms of a vector.
     *
     * @param x a vector (n)
     * @throws ChainruleException if it is no vector, or holds what is not finite
     */
    public static Norms of(NumericArray x) {
        return new Norms(p(x, 1), p(x, 2), GIVEN.vector(x).getLInfNorm());
    }

    /**
     * ‖x‖ₚ = (Σ|xᵢ|ᵖ)^(1/p).
     *
     * @param x a vector (n)
     * @param p 1 or more
     * @throws ChainruleException if p is below 1, where the triangle inequality fails, or as {@link
     *     #of}
     */
    public static double p(NumericArray x, double p) {
        if (!(p >= 1)) {
            throw new ChainruleException(
                    "Norms",
                    "p must be 1 or more",
                    "but found " + p,
                    "Below 1 the triangle inequality does not hold.");
        }
        double[] values = GIVEN.vector(x).toArray();
        double greatest = Arrays.stream(values).map(Math::abs).max().orElse(0);
        if (greatest == 0 || Double.isInfinite(p)) {
            return greatest;
        }
        double sum = Arrays.stream(values).map(v -> Math.pow(Math.abs(v) / greatest, p)).sum();
        return greatest * Math.pow(sum, 1 / p);
    }

    @Override
    public String toString() {
        return "‖x‖₁ = %s, ‖x‖₂ = %s, ‖x‖∞ = %s"
                .formatted(Grid.number(one), Grid.number(two), Grid.number(greatest));
    }
}
