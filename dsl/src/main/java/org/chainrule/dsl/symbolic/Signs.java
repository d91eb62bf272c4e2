package org.chainrule.dsl.symbolic;

import org.chainrule.dsl.symbolic.Expression.Apply;
import org.chainrule.dsl.symbolic.Expression.Literal;
import org.chainrule.dsl.symbolic.Expression.Power;
import org.chainrule.dsl.symbolic.Expression.Product;
import org.chainrule.dsl.symbolic.Expression.Sum;

/** What is known of the sign of an expression for all values of its variables. */
final class Signs {
    private Signs() {}

    /** Whether a condition holds everywhere; {@code false} where that can't be seen. */
    static boolean always(Condition c) {
        if (c.left() instanceof Literal a && c.right() instanceof Literal b) {
            return c.holds(a.value().value(), b.value().value());
        }
        if (!c.right().is(0)) {
            return false;
        }
        return switch (c.relation()) {
            case ABOVE, DIFFERENT -> isPositive(c.left());
            case AT_LEAST -> isAtLeastZero(c.left());
            case AT_MOST, EQUAL -> false;
        };
    }

    /** Whether it is above 0 for all values. */
    static boolean isPositive(Expression e) {
        if (e instanceof Sum sum) {
            return sum.terms().stream().allMatch(Signs::isAtLeastZero)
                    && sum.terms().stream().anyMatch(Signs::isPositive);
        }
        if (e instanceof Product product) {
            return product.factors().stream().allMatch(Signs::isPositive);
        }
        if (e instanceof Power power) {
            return isPositive(power.base());
        }
        if (e instanceof Apply apply) {
            return switch (apply.function()) {
                case COSH, SIGMOID, SOFTPLUS, NORMAL_DENSITY, NORMAL_CDF -> true;
                default -> false;
            };
        }
        return Powers.isPositive(e);
    }

    /** Whether it is 0 or above for all values. */
    static boolean isAtLeastZero(Expression e) {
        if (isPositive(e) || e.is(0)) {
            return true;
        }
        if (e instanceof Power power && power.exponent() instanceof Literal n) {
            return n.value().isEven() || !n.value().isWhole() || isAtLeastZero(power.base());
        }
        if (e instanceof Sum || e instanceof Product) {
            return e.parts().stream().allMatch(Signs::isAtLeastZero);
        }
        return e instanceof Apply apply
                && (apply.function() == ScalarFunction.ABS
                        || apply.function() == ScalarFunction.RELU);
    }
}
