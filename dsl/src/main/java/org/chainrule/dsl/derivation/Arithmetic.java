package org.chainrule.dsl.derivation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.notation.Formula;
import org.chainrule.dsl.notation.Fraction;
import org.chainrule.dsl.notation.Negative;
import org.chainrule.dsl.notation.Numeral;
import org.chainrule.dsl.notation.Power;
import org.chainrule.dsl.notation.Product;
import org.chainrule.dsl.notation.Root;
import org.chainrule.dsl.notation.Sum;

/**
 * Sums, products and quotients of formulas, as one would write them: 1·x is x, a + a is 2·a, a +
 * (−b) is a − b, x/10/4 is x/40.
 */
final class Arithmetic {
    private static final Formula ONE = Formula.number("1");
    private static final Formula ZERO = Formula.number("0");
    private static final Formula PI = Formula.symbol("π");

    private Arithmetic() {}

    static Formula sum(Formula a, Formula b) {
        if (a.equals(ZERO) || b.equals(ZERO)) {
            return a.equals(ZERO) ? b : a;
        }
        if (a.equals(b)) {
            return product("·", Formula.number("2"), a);
        }
        List<Formula> terms = new ArrayList<>();
        terms.addAll(a instanceof Sum sum ? sum.terms() : List.of(a));
        terms.addAll(b instanceof Sum sum ? sum.terms() : List.of(b));
        return Formula.sum(terms.toArray(Formula[]::new));
    }

    static Formula negative(Formula a) {
        return a instanceof Negative negative ? negative.term() : Formula.negative(a);
    }

    static Formula product(String sign, Formula a, Formula b) {
        if (a instanceof Negative minus) {
            return negative(product(sign, minus.term(), b));
        }
        if (b instanceof Negative minus) {
            return negative(product(sign, a, minus.term()));
        }
        if (a.equals(ONE) || b.equals(ONE)) {
            return a.equals(ONE) ? b : a;
        }
        if (isNumber(b) && !isNumber(a)) {
            return product(sign, b, a);
        }
        if (sign.equals("⊙")
                && a instanceof Power power
                && power.base().equals(b)
                && isWhole(power.exponent())) {
            return Formula.power(b, next(power.exponent())); // x³ rather than x²·x
        }
        if (isNumber(a) && a instanceof Fraction part && part.over().equals(ONE)) {
            return Formula.fraction(b, part.under()); // x/2 rather than 1/2·x
        }
        List<Formula> factors = new ArrayList<>();
        factors.addAll(factors(sign, a));
        factors.addAll(factors(sign, b));
        return Formula.product(sign, factors.toArray(Formula[]::new));
    }

    private static boolean isNumber(Formula formula) {
        if (formula instanceof Fraction fraction) {
            return isNumber(fraction.over()) && isNumber(fraction.under());
        }
        if (formula instanceof Root root) {
            return isNumber(root.radicand());
        }
        if (formula instanceof Product product) {
            return product.factors().stream().allMatch(Arithmetic::isNumber);
        }
        return formula instanceof Numeral || formula.equals(PI);
    }

    private static List<Formula> factors(String sign, Formula formula) {
        return formula instanceof Product product && product.sign().equals(sign)
                ? product.factors()
                : List.of(formula);
    }

    static Formula fraction(Formula a, Formula b) {
        if (a instanceof Negative minus) {
            return negative(fraction(minus.term(), b));
        }
        if (b instanceof Fraction part && part.over().equals(ONE) && isWhole(part.under())) {
            return product("·", part.under(), a); // 10·x rather than x/(1/10)
        }
        if (a instanceof Fraction inner && isWhole(b)) {
            return fraction(inner.over(), multiple(b, inner.under())); // x/40 rather than x/10/4
        }
        if (a instanceof Root over && b instanceof Root under) {
            return Formula.root(fraction(over.radicand(), under.radicand())); // √(2/π), not √2/√π
        }
        return b.equals(ONE) ? a : Formula.fraction(a, b);
    }

    private static boolean isWhole(Formula formula) {
        return formula instanceof Numeral numeral && numeral.digits().matches("[0-9]+");
    }

    private static Formula next(Formula whole) {
        return Formula.number(
                new BigInteger(((Numeral) whole).digits()).add(BigInteger.ONE).toString());
    }

    /** A whole number times a formula: 4·10 is 40. */
    private static Formula multiple(Formula whole, Formula formula) {
        if (!isWhole(formula)) {
            return product("·", whole, formula);
        }
        BigInteger a = new BigInteger(((Numeral) whole).digits());
        BigInteger b = new BigInteger(((Numeral) formula).digits());
        return Formula.number(a.multiply(b).toString());
    }
}
