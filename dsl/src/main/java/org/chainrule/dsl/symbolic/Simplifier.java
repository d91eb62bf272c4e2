package org.chainrule.dsl.symbolic;

import java.util.Optional;
import org.chainrule.dsl.symbolic.Expression.Apply;
import org.chainrule.dsl.symbolic.Expression.Choice;
import org.chainrule.dsl.symbolic.Expression.Literal;
import org.chainrule.dsl.symbolic.Expression.Named;
import org.chainrule.dsl.symbolic.Expression.Power;
import org.chainrule.dsl.symbolic.Expression.Product;
import org.chainrule.dsl.symbolic.Expression.Sum;

/**
 * Brings an expression to the form that textbooks give it. Its value is the same wherever it was
 * defined; what is simplified stays as it is when it is simplified again.
 */
final class Simplifier {
    private static final int MOST_PASSES = 30;

    private Simplifier() {}

    static Expression simplify(Expression e) {
        Expression now = e;
        for (int i = 0; i < MOST_PASSES; i++) {
            Expression next = pass(now);
            if (next == now || next.equals(now)) {
                return next;
            }
            now = next;
        }
        return now;
    }

    /** One pass from the inside out. */
    private static Expression pass(Expression e) {
        Expression now = inside(e);
        return now instanceof Product || now instanceof Power ? ProductRules.apply(now) : now;
    }

    /** The same, but a power that may be a factor stays one: of cos x/sin x, 1/sin x does. */
    private static Expression inside(Expression e) {
        Expression now =
                e.map(
                        part ->
                                e instanceof Product && part instanceof Power
                                        ? inside(part)
                                        : pass(part));
        if (now instanceof Sum sum) {
            return SumRules.apply(sum);
        }
        if (now instanceof Choice choice) {
            return choice(choice);
        }
        if (now instanceof Power power) {
            return power(power);
        }
        return now instanceof Apply apply ? apply(apply) : now;
    }

    private static Expression choice(Choice choice) {
        if (choice.yes().equals(choice.no())) {
            return choice.yes();
        }
        if (choice.left() instanceof Literal a && choice.right() instanceof Literal b) {
            return a.value().compareTo(b.value()) > 0 ? choice.yes() : choice.no();
        }
        return choice;
    }

    private static Expression power(Power power) {
        Expression exponent = power.exponent();
        if (power.base() == Named.E) { // e^(c·ln u) = u^c
            Expression argument = null;
            Expression others = Expression.ONE;
            for (Expression factor : Factor.factors(exponent)) {
                if (argument == null
                        && factor instanceof Apply apply
                        && apply.function() == ScalarFunction.LN) {
                    argument = apply.argument();
                } else {
                    others = others.times(factor);
                }
            }
            return argument == null ? power : argument.pow(others);
        }
        if (!(exponent instanceof Literal n)) {
            return power;
        }
        if (power.base() instanceof Apply apply
                && apply.function() == ScalarFunction.ABS
                && n.value().isEven()) { // |u|² = u²
            return apply.argument().pow(exponent);
        }
        if (power.base() instanceof Power inner
                && inner.exponent() instanceof Literal m
                && m.value().isEven()) { // √(u²) = |u|
            return ScalarFunction.ABS.of(inner.base()).pow(new Literal(m.value().times(n.value())));
        }
        return power;
    }

    private static Expression apply(Apply apply) {
        ScalarFunction f = apply.function();
        Expression x = apply.argument();
        if (f == ScalarFunction.LN) {
            boolean isPower = x instanceof Power power && power.base() == Named.E;
            return isPower
                    ? ((Power) x).exponent()
                    : x == Named.E ? Expression.ONE : x.is(1) ? Expression.ZERO : apply;
        }
        Optional<Expression> atZero = x.is(0) ? atZero(f) : Optional.empty();
        if (atZero.isPresent()) {
            return atZero.get();
        }
        if (f == ScalarFunction.ABS && x instanceof Literal literal) {
            return new Literal(literal.value().abs());
        }
        if (f == ScalarFunction.ABS && Signs.isAtLeastZero(x)) {
            return x;
        }
        boolean isNegative = Term.of(x).coefficient().signum() < 0;
        return switch (f.parity()) {
            case EVEN -> isNegative ? f.of(x.negate()) : apply;
            case ODD -> isNegative ? f.of(x.negate()).negate() : apply;
            case NONE -> apply;
        };
    }

    private static Optional<Expression> atZero(ScalarFunction f) {
        return switch (f) {
            case SIN, TAN, ASIN, ATAN, SINH, TANH, ERF, ABS, SIGN -> Optional.of(Expression.ZERO);
            case COS, SEC, COSH -> Optional.of(Expression.ONE);
            default -> Optional.empty();
        };
    }
}
