package org.chainrule.dsl.symbolic;

import java.math.BigDecimal;
import java.util.Map;
import org.chainrule.dsl.notation.Formula;
import org.chainrule.dsl.symbolic.Expression.Apply;
import org.chainrule.dsl.symbolic.Expression.Literal;
import org.chainrule.dsl.symbolic.Expression.Sum;

/**
 * The tangent of a function at a point a: y = f(a) + f′(a)·(x − a).
 *
 * <pre>{@code
 * import org.chainrule.dsl.symbolic.Expression;
 * import org.chainrule.dsl.symbolic.Tangent;
 *
 * Tangent.of(Expression.parse("x^3 - x"), "x", Expression.ONE).text(); // y = 2x − 2
 * }</pre>
 *
 * @param line its height at x, a number times x plus a number
 * @param isExact whether the two numbers are exact; else they are rounded to six digits
 * @param point a
 * @param value f(a)
 * @param slope f′(a)
 */
public record Tangent(Expression line, boolean isExact, double point, double value, double slope) {
    private static final int DIGITS = 6;
    private static final int LONGEST = 12; // characters of an exact number that is still read
    private static final double NOTHING = 1e-12; // relative: a difference that is rounding

    /**
     * The tangent of a function. Its numbers are exact where each is a short product of numbers, e,
     * π, powers and roots.
     *
     * @param f the function
     * @param by its variable
     * @param at the point, an expression without variables
     * @throws org.chainrule.dsl.error.ChainruleException if the point lies outside the domain of
     *     the function or of its derivative, or one of them is too great for a double there
     */
    public static Tangent of(Expression f, String by, Expression at) {
        Expression derivative = f.derivative(by);
        double a = at.at(Map.of());
        double value = Numbers.requireFinite("f", f.at(Map.of(by, a)));
        double slope = Numbers.requireFinite("slope", derivative.at(Map.of(by, a)));
        Expression x = Expression.variable(by);
        Expression exactSlope = derivative.replace(by, at).simplified();
        Expression exactRest =
                f.replace(by, at).minus(derivative.replace(by, at).times(at)).simplified();
        if (isShort(exactSlope) && isShort(exactRest)) {
            Expression line = exactSlope.times(x).plus(exactRest);
            return new Tangent(line, true, a, value, slope);
        }
        double rest = value - slope * a;
        boolean isNothing = Math.abs(rest) <= NOTHING * Math.max(1, Math.abs(value));
        Expression line = rounded(slope).times(x).plus(rounded(isNothing ? 0 : rest));
        return new Tangent(line, false, a, value, slope);
    }

    private static boolean isShort(Expression e) {
        return isPlain(e) && !(e instanceof Sum) && e.text().length() <= LONGEST;
    }

    private static boolean isPlain(Expression e) {
        return !(e instanceof Apply) && e.parts().stream().allMatch(Tangent::isPlain);
    }

    private static Expression rounded(double value) {
        return new Literal(Rational.of(new BigDecimal(Numbers.rounded(value, DIGITS))));
    }

    /** y = 2x − 2, or y ≈ 0.54x + 0.3 where it is rounded. */
    public Formula formula() {
        return Formula.relation(Formula.symbol("y"), isExact ? "=" : "≈", line.formula());
    }

    /** The formula in one line of Unicode. */
    public String text() {
        return formula().text();
    }
}
