package org.chainrule.dsl.symbolic;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.symbolic.Expression.Literal;
import org.chainrule.dsl.symbolic.Expression.Named;
import org.chainrule.dsl.symbolic.Expression.Power;
import org.chainrule.dsl.symbolic.Expression.Product;
import org.chainrule.dsl.symbolic.Expression.Sum;
import org.chainrule.dsl.symbolic.Expression.Variable;

/** Sums of products of variables and numbers. */
final class Polynomials {
    private static final int MOST_TERMS = 32; // of a product that is multiplied out

    private Polynomials() {}

    /** Whether it holds only variables, numbers, sums, products and powers with 1, 2, 3, …. */
    static boolean isPolynomial(Expression e) {
        if (e instanceof Power power) {
            return power.exponent() instanceof Literal n
                    && n.value().isWhole()
                    && n.value().signum() > 0
                    && isPolynomial(power.base());
        }
        return e instanceof Literal
                || e instanceof Named
                || e instanceof Variable
                || ((e instanceof Sum || e instanceof Product)
                        && e.parts().stream().allMatch(Polynomials::isPolynomial));
    }

    /** The degree of a term in all variables together. */
    static int degree(Expression term) {
        if (term instanceof Variable) {
            return 1;
        }
        if (term instanceof Power power && power.exponent() instanceof Literal n) {
            return degree(power.base()) * n.value().over().intValue();
        }
        return term instanceof Product
                ? term.parts().stream().mapToInt(Polynomials::degree).sum()
                : 0;
    }

    /** The terms, multiplied out where their factors are sums. */
    static List<Expression> expanded(Expression term) {
        List<Expression> products = List.of(Expression.ONE);
        for (Expression factor : Factor.factors(term)) {
            Factor split = Factor.of(factor);
            boolean isSum = split.base() instanceof Sum && Powers.isWhole(split.exponent());
            int times = isSum ? ((Literal) split.exponent()).value().over().intValue() : 0;
            int size = split.base().parts().size();
            if (times > 0 && products.size() * Math.pow(size, times) <= MOST_TERMS) {
                for (int i = 0; i < times; i++) {
                    products = multiplied(products, split.base().parts());
                }
            } else {
                products = multiplied(products, List.of(factor));
            }
        }
        return products;
    }

    private static List<Expression> multiplied(List<Expression> left, List<Expression> right) {
        List<Expression> products = new ArrayList<>();
        for (Expression a : left) {
            for (Expression b : right) {
                products.add(a.times(b));
            }
        }
        return products;
    }
}
