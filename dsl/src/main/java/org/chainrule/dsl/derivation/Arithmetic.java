package org.chainrule.dsl.derivation;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.notation.Formula;

/** Sums and products of formulas, as one would write them: 1·x is x, a + (−b) is a − b. */
final class Arithmetic {
    private static final Formula ONE = Formula.number("1");
    private static final Formula ZERO = Formula.number("0");
    private static final Formula PI = Formula.symbol("π");

    private Arithmetic() {}

    static Formula sum(Formula a, Formula b) {
        if (a.equals(ZERO) || b.equals(ZERO)) {
            return a.equals(ZERO) ? b : a;
        }
        List<Formula> terms = new ArrayList<>();
        terms.addAll(a instanceof Formula.Sum sum ? sum.terms() : List.of(a));
        terms.addAll(b instanceof Formula.Sum sum ? sum.terms() : List.of(b));
        return Formula.sum(terms.toArray(Formula[]::new));
    }

    static Formula negative(Formula a) {
        return a instanceof Formula.Negative negative ? negative.term() : Formula.negative(a);
    }

    static Formula product(String sign, Formula a, Formula b) {
        if (a instanceof Formula.Negative minus) {
            return negative(product(sign, minus.term(), b));
        }
        if (b instanceof Formula.Negative minus) {
            return negative(product(sign, a, minus.term()));
        }
        if (a.equals(ONE) || b.equals(ONE)) {
            return a.equals(ONE) ? b : a;
        }
        if (isNumber(b) && !isNumber(a)) {
            return product(sign, b, a);
        }
        if (isNumber(a) && a instanceof Formula.Fraction part && part.over().equals(ONE)) {
            return Formula.fraction(b, part.under()); // x/2 rather than 1/2·x
        }
        List<Formula> factors = new ArrayList<>();
        factors.addAll(factors(sign, a));
        factors.addAll(factors(sign, b));
        return Formula.product(sign, factors.toArray(Formula[]::new));
    }

    private static boolean isNumber(Formula formula) {
        if (formula instanceof Formula.Fraction fraction) {
            return isNumber(fraction.over()) && isNumber(fraction.under());
        }
        if (formula instanceof Formula.Root root) {
            return isNumber(root.radicand());
        }
        if (formula instanceof Formula.Product product) {
            return product.factors().stream().allMatch(Arithmetic::isNumber);
        }
        return formula instanceof Formula.Numeral || formula.equals(PI);
    }

    private static List<Formula> factors(String sign, Formula formula) {
        return formula instanceof Formula.Product product && product.sign().equals(sign)
                ? product.factors()
                : List.of(formula);
    }

    static Formula fraction(Formula a, Formula b) {
        if (a instanceof Formula.Negative minus) {
            return negative(fraction(minus.term(), b));
        }
        return b.equals(ONE) ? a : Formula.fraction(a, b);
    }
}
