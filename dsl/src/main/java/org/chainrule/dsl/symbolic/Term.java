package org.chainrule.dsl.symbolic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.symbolic.Expression.Literal;
import org.chainrule.dsl.symbolic.Expression.Product;
import org.chainrule.dsl.symbolic.Expression.Sum;

/**
 * One term of a sum: a number times the rest, so that like terms can be told.
 *
 * @param coefficient the number
 * @param rest what it multiplies; 1 for a number alone
 */
record Term(Rational coefficient, Expression rest) {

    static Term of(Expression term) {
        if (term instanceof Literal literal) {
            return new Term(literal.value(), Expression.ONE);
        }
        if (term instanceof Product product
                && product.factors().get(0) instanceof Literal literal) {
            List<Expression> others = product.factors().subList(1, product.factors().size());
            return new Term(
                    literal.value(), others.size() == 1 ? others.get(0) : new Product(others));
        }
        return new Term(Rational.ONE, term);
    }

    /** The product of the two. */
    Expression whole() {
        if (coefficient.signum() == 0 || rest.is(1)) {
            return new Literal(coefficient);
        }
        if (coefficient.equals(Rational.ONE)) {
            return rest;
        }
        List<Expression> factors = new ArrayList<>();
        factors.add(new Literal(coefficient));
        factors.addAll(rest instanceof Product product ? product.factors() : List.of(rest));
        return new Product(factors);
    }

    /** The sum with like terms joined, in the order in which they first occur. */
    static Expression sum(List<Expression> terms) {
        Map<Expression, Rational> collected = new LinkedHashMap<>();
        for (Expression term : terms) {
            List<Expression> flat = term instanceof Sum sum ? sum.terms() : List.of(term);
            for (Expression each : flat) {
                if (each.equals(Powers.UNDEFINED)) {
                    return each;
                }
                Term split = of(each);
                collected.merge(split.rest, split.coefficient, Rational::plus);
            }
        }
        List<Expression> left = new ArrayList<>();
        collected.forEach(
                (rest, coefficient) -> {
                    if (coefficient.signum() != 0) {
                        left.add(new Term(coefficient, rest).whole());
                    }
                });
        return left.isEmpty() ? Expression.ZERO : left.size() == 1 ? left.get(0) : new Sum(left);
    }
}
