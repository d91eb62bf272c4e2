package org.chainrule.dsl.notation;

import java.util.List;
import java.util.Optional;

/**
 * A formula as it is set on a page. Parentheses are not written by hand: each part knows how
 * tightly it binds, and whoever holds it puts it in parentheses where it must.
 *
 * <pre>{@code
 * import org.chainrule.dsl.notation.Formula;
 *
 * Formula x = Formula.symbol("x");
 * Formula sum = Formula.sum(x, Formula.number("1"));
 * Formula.product("·", sum, Formula.power(x, Formula.number("2"))).text(); // (x + 1)·x²
 * }</pre>
 */
public sealed interface Formula
        permits Applied,
                Big,
                Cases,
                Differential,
                Fenced,
                Fraction,
                Function,
                Listing,
                Matrix,
                Negative,
                Numeral,
                Power,
                Product,
                Relation,
                Root,
                Subscript,
                Sum,
                Symbol,
                Word {

    /** How tightly a formula binds, loosest first. */
    enum Binding {
        /** a = b. */
        RELATION,
        /** a + b, −a. */
        SUM,
        /** Σ a. */
        BIG,
        /** a·b, a/b in a line. */
        PRODUCT,
        /** sin x. */
        FUNCTION,
        /** aᵇ, aᵀ. */
        POWER,
        /** A name, a number, what has its own fences. */
        ATOM
    }

    /** How tightly this binds in a style. */
    Binding binding(Style style);

    /** This, set in a style. */
    String set(Style style);

    /** One line of Unicode, for a terminal. */
    default String text() {
        return set(TextStyle.TEXT);
    }

    /** LaTeX, for math mode. */
    default String latex() {
        return set(LatexStyle.LATEX);
    }

    /** A MathML element of its own, with room for large operators. */
    default String mathml() {
        return "<math displaystyle=\"true\">" + set(MathMlStyle.MATHML) + "</math>";
    }

    /** A MathML element of its own, in a line of text. */
    default String inlineMathml() {
        return "<math>" + set(MathMlStyle.MATHML) + "</math>";
    }

    /** This, in parentheses if it binds less tightly than asked. */
    default String set(Style style, Binding least) {
        String set = set(style);
        return binding(style).compareTo(least) < 0 ? style.fenced("(", set, ")") : set;
    }

    /**
     * A variable or constant: {@code x}, {@code μ}, {@code x̂}, {@code W₁}, {@code dy}, {@code ∞}.
     */
    static Formula symbol(String name) {
        return new Symbol(name);
    }

    /** A number that is not negative, in decimal digits. */
    static Formula number(String digits) {
        return new Numeral(digits);
    }

    /** A word of prose within a formula: {@code if}. */
    static Formula word(String text) {
        return new Word(text);
    }

    /** a + b + …; a term that is {@link #negative} is subtracted. */
    static Formula sum(Formula... terms) {
        return terms.length == 1 ? terms[0] : new Sum(List.of(terms));
    }

    /** −a. */
    static Formula negative(Formula term) {
        return new Negative(term);
    }

    /**
     * Factors with a sign between them.
     *
     * @param sign {@code ·}, {@code ⊙}, or nothing where they simply stand side by side
     */
    static Formula product(String sign, Formula... factors) {
        return factors.length == 1 ? factors[0] : new Product(sign, List.of(factors));
    }

    /** a over b. */
    static Formula fraction(Formula over, Formula under) {
        return new Fraction(over, under);
    }

    /** aᵇ. For a function, the exponent stands behind its name: sec² x. */
    static Formula power(Formula base, Formula exponent) {
        return new Power(base, exponent);
    }

    /** A transpose, a prime: what stands raised behind a. */
    static Formula marked(Formula base, String mark) {
        return new Power(base, new Symbol(mark));
    }

    /** a with an index. */
    static Formula subscript(Formula base, Formula index) {
        return new Subscript(base, index);
    }

    /** √a. */
    static Formula root(Formula radicand) {
        return new Root(radicand);
    }

    /** f(a, b), and f a where the argument is simple. */
    static Formula function(String name, Formula... arguments) {
        return function(new Symbol(name), arguments);
    }

    /** The same of a name with an index: log₂ x. */
    static Formula function(Formula name, Formula... arguments) {
        return new Function(name, List.of(arguments));
    }

    /** An operator over what follows, such as Σ, with what stands under it, or nothing. */
    static Formula big(String operator, Formula under, Formula body) {
        return new Big(operator, under, body);
    }

    /** The derivative of a by x, as a fraction: df/dx, ∂f/∂x. */
    static Formula derivative(String d, Formula of, Formula by) {
        return new Fraction(new Differential(d, of), new Differential(d, by));
    }

    /** A derivative of any order of what follows: d/dx a, ∂²/∂x² a. */
    static Formula derivative(String d, int order, Formula by, Formula body) {
        Formula n = order == 1 ? null : number(Integer.toString(order));
        Formula over = symbol(d);
        Formula under = new Differential(d, by);
        Formula operator =
                n == null ? fraction(over, under) : fraction(power(over, n), power(under, n));
        return new Applied(operator, body);
    }

    /** dx, ∂f. */
    static Formula differential(String d, Formula of) {
        return new Differential(d, of);
    }

    /** a = b, a ≤ b, a ↦ b. */
    static Relation relation(Formula left, String sign, Formula right) {
        return new Relation(left, sign, right);
    }

    /** a between fences: |a|, ‖a‖, (a). */
    static Formula fenced(String open, Formula body, String close) {
        return new Fenced(open, body, close);
    }

    /** Formulas with commas between them. */
    static Formula list(List<Formula> items) {
        return new Listing(items);
    }

    /** A matrix of formulas, row by row. */
    static Formula matrix(List<List<Formula>> rows) {
        return new Matrix(rows);
    }

    /** Values, each with the condition under which it holds. */
    static Formula cases(List<Case> cases) {
        return new Cases(cases);
    }

    /**
     * A value and when it holds.
     *
     * @param value the value
     * @param condition when; empty for all that is left
     */
    record Case(Formula value, Optional<Formula> condition) {
        /** A value under a condition. */
        public static Case when(Formula condition, Formula value) {
            return new Case(value, Optional.of(condition));
        }

        /** A value for all that is left. */
        public static Case otherwise(Formula value) {
            return new Case(value, Optional.empty());
        }
    }
}
