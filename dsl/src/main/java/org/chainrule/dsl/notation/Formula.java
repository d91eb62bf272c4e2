package org.chainrule.dsl.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
public sealed interface Formula {

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

    /** The same with a name that has an index, and then always with parentheses. */
    static Formula function(Formula name, Formula... arguments) {
        return new Function(name, List.of(arguments));
    }

    /** An operator over what follows, such as Σ, with what stands under it, or nothing. */
    static Formula big(String operator, Formula under, Formula body) {
        return new Big(operator, under, body);
    }

    /** The derivative of a by x, as a fraction: d/dx a, or ∂/∂x a. */
    static Formula derivative(String d, Formula of, Symbol by) {
        Formula under = new Symbol(d + by.name);
        return of instanceof Symbol symbol
                ? new Fraction(new Symbol(d + symbol.name), under)
                : new Product("", List.of(new Fraction(new Symbol(d), under), of));
    }

    /** a = b, a ≤ b, a ↦ b. */
    static Formula relation(Formula left, String sign, Formula right) {
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

    /** See {@link #symbol}. */
    record Symbol(String name) implements Formula {
        @Override
        public Binding binding(Style style) {
            return Binding.ATOM;
        }

        @Override
        public String set(Style style) {
            return style.symbol(name);
        }
    }

    /** See {@link #number}. */
    record Numeral(String digits) implements Formula {
        @Override
        public Binding binding(Style style) {
            return Binding.ATOM;
        }

        @Override
        public String set(Style style) {
            return style.number(digits);
        }
    }

    /** See {@link #word}. */
    record Word(String text) implements Formula {
        @Override
        public Binding binding(Style style) {
            return Binding.ATOM;
        }

        @Override
        public String set(Style style) {
            return style.word(text);
        }
    }

    /** See {@link #sum}. */
    record Sum(List<Formula> terms) implements Formula {
        @Override
        public Binding binding(Style style) {
            return Binding.SUM;
        }

        @Override
        public String set(Style style) {
            List<String> parts = new ArrayList<>();
            for (Formula term : terms) {
                if (parts.isEmpty()) {
                    parts.add(term.set(style));
                } else if (term instanceof Negative negative) {
                    parts.add(style.operator("−"));
                    parts.add(negative.term.set(style, Binding.BIG));
                } else {
                    parts.add(style.operator("+"));
                    parts.add(term.set(style, Binding.BIG));
                }
            }
            return style.row(parts);
        }
    }

    /** See {@link #negative}. */
    record Negative(Formula term) implements Formula {
        @Override
        public Binding binding(Style style) {
            return Binding.SUM;
        }

        @Override
        public String set(Style style) {
            return style.row(List.of(style.sign("−"), term.set(style, Binding.BIG)));
        }
    }

    /** See {@link #product}. */
    record Product(String sign, List<Formula> factors) implements Formula {
        @Override
        public Binding binding(Style style) {
            return Binding.PRODUCT;
        }

        @Override
        public String set(Style style) {
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < factors.size(); i++) {
                if (i > 0 && !sign.isEmpty()) {
                    parts.add(style.operator(sign));
                }
                Formula factor = factors.get(i);
                boolean isOther = factor instanceof Product other && !other.isLike(this);
                Binding least = least(i == 0, i == factors.size() - 1);
                parts.add(factor.set(style, isOther ? Binding.POWER : least));
            }
            return style.row(parts);
        }

        private boolean isLike(Product other) {
            return sign.isEmpty() || sign.equals(other.sign);
        }

        private Binding least(boolean isFirst, boolean isLast) {
            if (sign.isEmpty()) { // sin x y would be sin(xy)
                return isLast ? Binding.FUNCTION : Binding.POWER;
            }
            return isFirst ? Binding.PRODUCT : Binding.FUNCTION; // a/b·c, but a·(b/c)
        }
    }

    /** See {@link #fraction}. */
    record Fraction(Formula over, Formula under) implements Formula {
        @Override
        public Binding binding(Style style) {
            return style.isFlat() ? Binding.PRODUCT : Binding.POWER;
        }

        @Override
        public String set(Style style) {
            return style.isFlat()
                    ? style.fraction(
                            over.set(style, Binding.PRODUCT), under.set(style, Binding.FUNCTION))
                    : style.fraction(over.set(style), under.set(style));
        }
    }

    /** See {@link #power}. */
    record Power(Formula base, Formula exponent) implements Formula {
        @Override
        public Binding binding(Style style) {
            return behindName() ? Binding.FUNCTION : Binding.POWER;
        }

        @Override
        public String set(Style style) {
            if (behindName() && base instanceof Function function) {
                return function.set(
                        style, style.power(function.name.set(style), exponent.set(style)));
            }
            return style.power(base.set(style, Binding.ATOM), exponent.set(style));
        }

        /** Whether this is written as sin² x. */
        private boolean behindName() {
            return base instanceof Function function
                    && function.isElementary()
                    && exponent instanceof Numeral;
        }
    }

    /** See {@link #subscript}. */
    record Subscript(Formula base, Formula index) implements Formula {
        @Override
        public Binding binding(Style style) {
            return Binding.ATOM;
        }

        @Override
        public String set(Style style) {
            return style.subscript(base.set(style, Binding.ATOM), index.set(style));
        }
    }

    /** See {@link #root}. */
    record Root(Formula radicand) implements Formula {
        @Override
        public Binding binding(Style style) {
            return style.isFlat() ? Binding.FUNCTION : Binding.ATOM;
        }

        @Override
        public String set(Style style) {
            return style.root(
                    style.isFlat() ? radicand.set(style, Binding.ATOM) : radicand.set(style));
        }
    }

    /** See {@link #function}. */
    record Function(Formula name, List<Formula> arguments) implements Formula {
        private static final Set<String> ELEMENTARY =
                Set.of(
                        "sin", "cos", "tan", "sec", "csc", "cot", "asin", "acos", "atan", "sinh",
                        "cosh", "tanh", "ln", "log", "exp", "erf", "sign");

        @Override
        public Binding binding(Style style) {
            return takesSimple() ? Binding.FUNCTION : Binding.ATOM;
        }

        @Override
        public String set(Style style) {
            return set(style, name.set(style));
        }

        String set(Style style, String head) {
            if (takesSimple()) {
                return style.row(List.of(head, style.space(), arguments.get(0).set(style)));
            }
            String list = new Listing(arguments).set(style);
            return style.row(List.of(head, style.fenced("(", list, ")")));
        }

        /** Whether no parentheses are needed: sin x, sin 2x, but f(x), sin(x + 1), max(x, y). */
        private boolean takesSimple() {
            return isElementary() && arguments.size() == 1 && isSimple(arguments.get(0));
        }

        private boolean isElementary() {
            return name instanceof Symbol symbol && ELEMENTARY.contains(symbol.name);
        }

        private static boolean isSimple(Formula argument) {
            return argument instanceof Symbol
                    || argument instanceof Numeral
                    || (argument instanceof Product product
                            && product.sign.isEmpty()
                            && product.factors.stream()
                                    .allMatch(f -> f instanceof Symbol || f instanceof Numeral));
        }
    }

    /** See {@link #big}. */
    record Big(String operator, Formula under, Formula body) implements Formula {
        @Override
        public Binding binding(Style style) {
            return Binding.BIG;
        }

        @Override
        public String set(Style style) {
            String below = under == null ? "" : under.set(style);
            return style.big(operator, below, body.set(style, Binding.PRODUCT));
        }
    }

    /** See {@link #relation}. */
    record Relation(Formula left, String sign, Formula right) implements Formula {
        @Override
        public Binding binding(Style style) {
            return Binding.RELATION;
        }

        @Override
        public String set(Style style) {
            return style.row(List.of(left.set(style), style.operator(sign), right.set(style)));
        }
    }

    /** See {@link #fenced}. */
    record Fenced(String open, Formula body, String close) implements Formula {
        @Override
        public Binding binding(Style style) {
            return Binding.ATOM;
        }

        @Override
        public String set(Style style) {
            return style.fenced(open, body.set(style), close);
        }
    }

    /** See {@link #list}. */
    record Listing(List<Formula> items) implements Formula {
        @Override
        public Binding binding(Style style) {
            return Binding.RELATION;
        }

        @Override
        public String set(Style style) {
            List<String> parts = new ArrayList<>();
            for (Formula item : items) {
                if (!parts.isEmpty()) {
                    parts.add(style.operator(","));
                }
                parts.add(item.set(style));
            }
            return style.row(parts);
        }
    }

    /** See {@link #matrix}. */
    record Matrix(List<List<Formula>> rows) implements Formula {
        @Override
        public Binding binding(Style style) {
            return Binding.ATOM;
        }

        @Override
        public String set(Style style) {
            return style.matrix(
                    rows.stream()
                            .map(row -> row.stream().map(f -> f.set(style)).toList())
                            .toList());
        }
    }

    /** See {@link #cases}. */
    record Cases(List<Case> cases) implements Formula {
        @Override
        public Binding binding(Style style) {
            return Binding.ATOM;
        }

        @Override
        public String set(Style style) {
            return style.cases(
                    cases.stream()
                            .map(c -> Stream.concat(Stream.of(c.value), c.condition.stream()))
                            .map(row -> row.map(f -> f.set(style)).toList())
                            .toList());
        }
    }
}
