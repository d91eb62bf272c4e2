package org.chainrule.dsl.symbolic;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.symbolic.Expression.Apply;
import org.chainrule.dsl.symbolic.Expression.Literal;
import org.chainrule.dsl.symbolic.Expression.Sum;

/** How products and quotients are simplified. */
final class ProductRules {
    private ProductRules() {}

    static Expression apply(Expression product) {
        List<Expression> factors = Factor.factors(product);
        Expression now = trigonometric(product, factors);
        if (now == product) {
            now = signs(product, factors);
        }
        if (now == product) {
            now = roots(product, factors);
        }
        for (int i = 0; i < factors.size() && now == product; i++) {
            Factor split = Factor.of(factors.get(i));
            if (split.base() instanceof Sum sum) {
                now =
                        split.exponent().is(1)
                                ? cancelled(product, factors, sum)
                                : flat(product, factors, factors.get(i));
            }
        }
        return now;
    }

    /** sin/cos = tan, cos/sin = cot, 1/cos = sec and so on. */
    private static Expression trigonometric(Expression product, List<Expression> factors) {
        for (Expression factor : factors) {
            Factor split = Factor.of(factor);
            if (split.base() instanceof Apply apply
                    && Powers.isWhole(split.exponent())
                    && ((Literal) split.exponent()).value().signum() < 0) {
                Expression positive = split.exponent().negate();
                Expression u = apply.argument();
                ScalarFunction partner =
                        switch (apply.function()) {
                            case SIN -> ScalarFunction.COS;
                            case COS -> ScalarFunction.SIN;
                            default -> null;
                        };
                Expression other = partner == null ? null : powerOf(partner.of(u), factors);
                ScalarFunction inverse = inverse(apply.function());
                if (inverse != null && other == null) {
                    return product.over(factor).times(inverse.of(u).pow(positive));
                }
                if (other != null && other.equals(positive)) {
                    ScalarFunction quotient =
                            apply.function() == ScalarFunction.COS
                                    ? ScalarFunction.TAN
                                    : ScalarFunction.COT;
                    return product.over(factor)
                            .over(partner.of(u).pow(other))
                            .times(quotient.of(u).pow(positive));
                }
            }
        }
        return product;
    }

    private static ScalarFunction inverse(ScalarFunction f) {
        return switch (f) {
            case SIN -> ScalarFunction.CSC;
            case COS -> ScalarFunction.SEC;
            case SEC -> ScalarFunction.COS;
            case CSC -> ScalarFunction.SIN;
            case TAN -> ScalarFunction.COT;
            case COT -> ScalarFunction.TAN;
            default -> null;
        };
    }

    private static Expression powerOf(Expression base, List<Expression> factors) {
        return factors.stream()
                .map(Factor::of)
                .filter(factor -> factor.base().equals(base))
                .map(Factor::exponent)
                .findFirst()
                .orElse(null);
    }

    /** u·sign u = |u|, and |u|ⁿ·sign u = uⁿ for odd n. */
    private static Expression signs(Expression product, List<Expression> factors) {
        for (Expression factor : factors) {
            if (factor instanceof Apply apply && apply.function() == ScalarFunction.SIGN) {
                Expression u = apply.argument();
                Expression abs = ScalarFunction.ABS.of(u);
                Expression power = powerOf(abs, factors);
                boolean isOdd =
                        power instanceof Literal n && n.value().isWhole() && !n.value().isEven();
                if (isOdd) {
                    return product.over(abs.pow(power)).over(factor).times(u.pow(power));
                }
                if (factors.contains(u)) {
                    return product.over(u).over(factor).times(abs);
                }
            }
        }
        return product;
    }

    /** 2/√2 = √2. */
    private static Expression roots(Expression product, List<Expression> factors) {
        for (Expression factor : factors) {
            Factor split = Factor.of(factor);
            boolean divides =
                    split.exponent().equals(Expression.number(-1, 2))
                            && split.base() instanceof Literal under
                            && factors.get(0) instanceof Literal number
                            && under.value().isWhole()
                            && number.value().over().mod(under.value().over().abs()).signum() == 0;
            if (divides) {
                return product.over(factor).over(split.base()).times(factor.pow(-1));
            }
        }
        return product;
    }

    /** What all terms of a sum share with what stands under it is cancelled. */
    private static Expression cancelled(Expression product, List<Expression> factors, Sum sum) {
        for (Expression factor : factors) {
            Factor split = Factor.of(factor);
            if (split.exponent() instanceof Literal n && n.value().signum() < 0) {
                Rational shared = shared(sum, split.base(), n.value().negate());
                if (shared.signum() > 0) {
                    Expression common = split.base().pow(new Literal(shared));
                    return product.over(sum).times(divided(sum, common)).times(common);
                }
            }
        }
        if (factors.get(0) instanceof Literal number) {
            BigInteger under = number.value().under();
            for (Expression term : sum.terms()) {
                Rational coefficient = Term.of(term).coefficient();
                under = coefficient.isWhole() ? under.gcd(coefficient.over()) : BigInteger.ONE;
            }
            if (!under.equals(BigInteger.ONE)) {
                Expression common = new Literal(new Rational(under, BigInteger.ONE));
                return product.over(sum).times(divided(sum, common)).times(common);
            }
            boolean turns = number.is(-1) && factors.size() == 2 && hasNegative(sum);
            if (turns) { // −(a − b) = b − a
                return Expression.sum(sum.terms().stream().map(Expression::negate).toList());
            }
        }
        return product;
    }

    /** 1/(x²(1 + 1/x²)) = 1/(x² + 1). */
    private static Expression flat(
            Expression product, List<Expression> factors, Expression denominator) {
        Factor split = Factor.of(denominator);
        Sum sum = (Sum) split.base();
        if (!split.exponent().is(-1)) {
            return product;
        }
        for (Expression factor : factors) {
            Factor other = Factor.of(factor);
            if (other.exponent() instanceof Literal n && n.value().signum() < 0) {
                Rational least = shared(sum, other.base(), Rational.ZERO);
                if (least.signum() < 0 && n.value().compareTo(least) <= 0) {
                    Expression common = other.base().pow(new Literal(least));
                    return product.over(denominator).over(common).over(divided(sum, common));
                }
            }
        }
        return product;
    }

    private static boolean hasNegative(Sum sum) {
        return sum.terms().stream().anyMatch(t -> Term.of(t).coefficient().signum() < 0);
    }

    /** The greatest exponent, up to a bound, with which a base divides every term. */
    private static Rational shared(Sum sum, Expression base, Rational most) {
        Rational least = most;
        for (Expression term : sum.terms()) {
            Expression exponent = powerOf(base, Factor.factors(term));
            Rational here = exponent instanceof Literal n ? n.value() : Rational.ZERO;
            least = here.compareTo(least) < 0 ? here : least;
        }
        return least;
    }

    private static Expression divided(Sum sum, Expression by) {
        List<Expression> terms = new ArrayList<>();
        sum.terms().forEach(term -> terms.add(term.over(by)));
        return Expression.sum(terms);
    }
}
