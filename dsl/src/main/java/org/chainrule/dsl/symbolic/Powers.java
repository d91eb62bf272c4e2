package org.chainrule.dsl.symbolic;

import java.util.Optional;
import org.chainrule.dsl.symbolic.Expression.Literal;
import org.chainrule.dsl.symbolic.Expression.Named;
import org.chainrule.dsl.symbolic.Expression.Power;
import org.chainrule.dsl.symbolic.Expression.Product;

/** The rules of powers, as far as they hold wherever the power is defined. */
final class Powers {
    /** 1/0: what has it as a factor is defined nowhere. */
    static final Expression UNDEFINED = new Power(Expression.ZERO, Expression.number(-1));

    private Powers() {}

    /**
     * The power, tidied: a⁰ = 1, a¹ = a, numbers exactly, (aᵇ)ᶜ = aᵇᶜ and (a·b)ᶜ = aᶜ·bᶜ where
     * these hold: not for √(x²).
     */
    static Expression power(Expression base, Expression exponent) {
        if (exponent.is(0) || base.is(1)) {
            return Expression.ONE;
        }
        if (exponent.is(1)) {
            return base;
        }
        boolean dividesByZero =
                base.is(0) && exponent instanceof Literal b && b.value().signum() < 0;
        if (dividesByZero || base.equals(UNDEFINED)) {
            return UNDEFINED;
        }
        if (base instanceof Literal a && exponent instanceof Literal b) {
            Optional<Rational> exact = a.value().power(b.value());
            if (exact.isPresent()) {
                return new Literal(exact.get());
            }
        }
        if (base instanceof Power inner && joins(inner, exponent)) {
            return inner.base().pow(inner.exponent().times(exponent));
        }
        return base instanceof Product product && isWhole(exponent)
                ? product.map(factor -> factor.pow(exponent))
                : new Power(base, exponent);
    }

    /** Whether (aᵇ)ᶜ = aᵇᶜ for all a for which the left side is defined. */
    private static boolean joins(Power inner, Expression exponent) {
        boolean isRoot = inner.exponent() instanceof Literal b && !b.value().isWhole(); // so a ≥ 0
        return isWhole(exponent) || isRoot || isPositive(inner.base());
    }

    /** Whether it is a number above 0. */
    static boolean isPositive(Expression e) {
        return e instanceof Named || (e instanceof Literal a && a.value().signum() > 0);
    }

    /** Whether it is a whole number. */
    static boolean isWhole(Expression e) {
        return e instanceof Literal literal && literal.value().isWhole();
    }
}
