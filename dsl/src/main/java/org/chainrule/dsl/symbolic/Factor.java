package org.chainrule.dsl.symbolic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.symbolic.Expression.Apply;
import org.chainrule.dsl.symbolic.Expression.Choice;
import org.chainrule.dsl.symbolic.Expression.Literal;
import org.chainrule.dsl.symbolic.Expression.Named;
import org.chainrule.dsl.symbolic.Expression.Power;
import org.chainrule.dsl.symbolic.Expression.Product;
import org.chainrule.dsl.symbolic.Expression.Sum;
import org.chainrule.dsl.symbolic.Expression.Variable;

/**
 * One factor of a product: a base and its exponent.
 *
 * @param base the base
 * @param exponent the exponent; 1 for what is no power
 */
record Factor(Expression base, Expression exponent) {

    /** The order of factors in textbooks: 6x·eˣ(x² + 1)·sin x. */
    private static final Comparator<Expression> ORDER =
            Comparator.comparingInt(Factor::place).thenComparing(Order.STRUCTURE);

    static Factor of(Expression factor) {
        return factor instanceof Power power
                ? new Factor(power.base(), power.exponent())
                : new Factor(factor, Expression.ONE);
    }

    /** The base to the power of the exponent. */
    Expression whole() {
        return base.pow(exponent);
    }

    /** The factors of an expression. */
    static List<Expression> of(List<Expression> factors) {
        List<Expression> flat = new ArrayList<>();
        for (Expression factor : factors) {
            if (factor instanceof Product product) {
                flat.addAll(product.factors());
            } else {
                flat.add(factor);
            }
        }
        return flat;
    }

    /** What an expression is a product of; itself where it is none. */
    static List<Expression> factors(Expression e) {
        return e instanceof Product product ? product.factors() : List.of(e);
    }

    /** The product with like bases joined, in the order of textbooks. */
    static Expression product(List<Expression> factors) {
        Rational number = Rational.ONE;
        Map<Expression, Expression> collected = new LinkedHashMap<>();
        boolean joined = false;
        for (Expression factor : of(factors)) {
            if (factor.equals(Powers.UNDEFINED)) {
                return factor;
            }
            if (factor instanceof Literal literal) {
                number = number.times(literal.value());
            } else {
                Factor split = of(factor);
                Expression before = collected.get(split.base);
                joined |= before != null;
                collected.put(
                        split.base, before == null ? split.exponent : before.plus(split.exponent));
            }
        }
        if (number.signum() == 0) {
            return Expression.ZERO;
        }
        List<Expression> left = new ArrayList<>();
        collected.forEach((base, exponent) -> left.add(base.pow(exponent)));
        if (joined) { // a joined power may be a number or a product: √2·√2, √(2x)·√(2x)
            left.add(new Literal(number));
            return product(left);
        }
        left.sort(ORDER);
        return new Term(
                        number,
                        left.isEmpty()
                                ? Expression.ONE
                                : left.size() == 1 ? left.get(0) : new Product(left))
                .whole();
    }

    /** Numbers, powers of variables, exponentials, polynomials, functions, the rest. */
    private static int place(Expression factor) {
        Factor split = of(factor);
        Expression base = split.base;
        boolean isPlain = split.exponent instanceof Literal;
        if (base instanceof Variable) {
            return 2;
        }
        if (!isPlain) {
            return 3;
        }
        if (base instanceof Literal || base instanceof Named) {
            return 1;
        }
        if (base instanceof Apply || base instanceof Choice) {
            return 5;
        }
        return base instanceof Sum && Polynomials.isPolynomial(base) ? 4 : 6;
    }
}
