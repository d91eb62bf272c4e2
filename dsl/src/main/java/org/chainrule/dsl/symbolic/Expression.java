package org.chainrule.dsl.symbolic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.chainrule.dsl.notation.Formula;

/**
 * An expression of variables, exact numbers and functions, such as x²eˣ.
 *
 * <p>Expressions are made by {@link #parse} and by the methods here, which keep them tidy: numbers
 * are added and multiplied out, like terms and like factors are joined, and factors stand in the
 * order of textbooks. Terms stay in the order in which they were written, but two sums are equal
 * whatever their order. For example
 *
 * <pre>{@code
 * import org.chainrule.dsl.symbolic.Expression;
 *
 * Expression f = Expression.parse("x^2 * e^x");
 * f.derivative("x").text(); // eˣ(x² + 2x)
 * }</pre>
 */
public sealed interface Expression {
    /** 0. */
    Expression ZERO = number(0);

    /** 1. */
    Expression ONE = number(1);

    /** A number. */
    record Literal(Rational value) implements Expression {}

    /** A number with a name. */
    enum Named implements Expression {
        /** Euler's number, 2.718…. */
        E("e", Math.E),
        /** 3.141…. */
        PI("π", Math.PI);

        private final String symbol;
        private final double value;

        Named(String symbol, double value) {
            this.symbol = symbol;
            this.value = value;
        }

        /** How it is written. */
        public String symbol() {
            return symbol;
        }

        /** The double next to it. */
        public double value() {
            return value;
        }
    }

    /** A variable: a letter, perhaps with an index, as x or x₁. */
    record Variable(String name) implements Expression {}

    /** A sum of two or more terms. Two sums are equal whatever the order of their terms. */
    record Sum(List<Expression> terms) implements Expression {
        /** A copy. */
        public Sum {
            terms = List.copyOf(terms);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Sum sum
                    && sum.terms.size() == terms.size()
                    && (sum.terms.equals(terms) || sum.counts().equals(counts()));
        }

        private Map<Expression, Integer> counts() {
            Map<Expression, Integer> counts = new HashMap<>();
            terms.forEach(term -> counts.merge(term, 1, Integer::sum));
            return counts;
        }

        @Override
        public int hashCode() {
            return terms.stream().mapToInt(Expression::hashCode).sum();
        }
    }

    /** A product of two or more factors, a number first. */
    record Product(List<Expression> factors) implements Expression {
        /** A copy. */
        public Product {
            factors = List.copyOf(factors);
        }
    }

    /** A power; a quotient is a product with a power of −1, a root a power of ½. */
    record Power(Expression base, Expression exponent) implements Expression {}

    /** A function of one or two arguments. */
    record Apply(ScalarFunction function, List<Expression> arguments) implements Expression {
        /** A copy. */
        public Apply {
            arguments = List.copyOf(arguments);
        }

        /** The first argument. */
        public Expression argument() {
            return arguments.get(0);
        }
    }

    /** One value where left &gt; right, else another. */
    record Choice(Expression left, Expression right, Expression yes, Expression no)
            implements Expression {}

    /**
     * Reads an expression as it is written on a calculator, or as {@link #text} writes it.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if it can't be read; the message points to
     *     the place
     */
    static Expression parse(String text) {
        return new Parser(text).parse();
    }

    /** A whole number. */
    static Expression number(long value) {
        return new Literal(Rational.of(value));
    }

    /** A fraction. */
    static Expression number(long over, long under) {
        return new Literal(Rational.of(over, under));
    }

    /** A variable. */
    static Expression variable(String name) {
        return new Variable(name);
    }

    /** The sum of any number of terms. */
    static Expression sum(List<Expression> terms) {
        return Term.sum(terms);
    }

    /** The sum of any number of terms. */
    static Expression sum(Expression... terms) {
        return Term.sum(Arrays.asList(terms));
    }

    /** The product of any number of factors. */
    static Expression product(List<Expression> factors) {
        return Factor.product(factors);
    }

    /** The product of any number of factors. */
    static Expression product(Expression... factors) {
        return Factor.product(Arrays.asList(factors));
    }

    /** One value where left &gt; right, else another. */
    static Expression choice(Expression left, Expression right, Expression yes, Expression no) {
        return new Choice(left, right, yes, no);
    }

    /** a + b. */
    default Expression plus(Expression b) {
        return sum(this, b);
    }

    /** a − b. */
    default Expression minus(Expression b) {
        return sum(this, b.negate());
    }

    /** a·b. */
    default Expression times(Expression b) {
        return product(this, b);
    }

    /** c·a. */
    default Expression times(long c) {
        return product(number(c), this);
    }

    /** a/b. */
    default Expression over(Expression b) {
        return product(this, b.pow(-1));
    }

    /** aᵇ. */
    default Expression pow(Expression b) {
        return Powers.power(this, b);
    }

    /** aᶜ. */
    default Expression pow(long c) {
        return pow(number(c));
    }

    /** −a. */
    default Expression negate() {
        return times(-1);
    }

    /** The expressions that this is made of, in order. */
    default List<Expression> parts() {
        if (this instanceof Sum sum) {
            return sum.terms();
        }
        if (this instanceof Product product) {
            return product.factors();
        }
        if (this instanceof Power power) {
            return List.of(power.base(), power.exponent());
        }
        if (this instanceof Apply apply) {
            return apply.arguments();
        }
        if (this instanceof Choice choice) {
            return List.of(choice.left(), choice.right(), choice.yes(), choice.no());
        }
        return List.of();
    }

    /** The same made of other parts. */
    default Expression with(List<Expression> parts) {
        if (this instanceof Sum) {
            return sum(parts);
        }
        if (this instanceof Product) {
            return product(parts);
        }
        if (this instanceof Power) {
            return parts.get(0).pow(parts.get(1));
        }
        if (this instanceof Apply apply) {
            return apply.function().of(parts.toArray(Expression[]::new));
        }
        if (this instanceof Choice) {
            return choice(parts.get(0), parts.get(1), parts.get(2), parts.get(3));
        }
        return this;
    }

    /** The same with each of its parts changed. */
    default Expression map(UnaryOperator<Expression> change) {
        List<Expression> parts = parts();
        if (parts.isEmpty()) {
            return this;
        }
        List<Expression> changed = new ArrayList<>();
        boolean differs = false;
        for (Expression part : parts) {
            Expression now = change.apply(part);
            differs |= now != part;
            changed.add(now);
        }
        return differs ? with(changed) : this;
    }

    /** The same with an expression in the place of a variable. */
    default Expression replace(String variable, Expression by) {
        return replace(Map.of(variable, by));
    }

    /** The same with expressions in the place of variables, all at once. */
    default Expression replace(Map<String, Expression> by) {
        return this instanceof Variable v
                ? by.getOrDefault(v.name(), this)
                : map(part -> part.replace(by));
    }

    /** Whether a variable occurs in it. */
    default boolean dependsOn(String variable) {
        return this instanceof Variable v
                ? v.name().equals(variable)
                : parts().stream().anyMatch(part -> part.dependsOn(variable));
    }

    /** The variables that occur in it, in alphabetical order. */
    default SortedSet<String> variables() {
        SortedSet<String> found = new TreeSet<>();
        if (this instanceof Variable v) {
            found.add(v.name());
        }
        parts().forEach(part -> found.addAll(part.variables()));
        return found;
    }

    /** Whether it is this number. */
    default boolean is(long number) {
        return this instanceof Literal literal && literal.value().equals(Rational.of(number));
    }

    /** The simplest equal expression that textbooks would write; see {@link Simplifier}. */
    default Expression simplified() {
        return Simplifier.simplify(this);
    }

    /** The derivative by a variable, simplified; see {@link Differentiation} for its steps. */
    default Expression derivative(String by) {
        return Differentiation.of(this, by).result();
    }

    /**
     * Its value at a point.
     *
     * @param point a value for each variable
     * @throws org.chainrule.dsl.error.ChainruleException if a variable has no value, or the point
     *     lies outside the domain
     */
    default double at(Map<String, Double> point) {
        return Domain.of(this).require(point).valueOf(this, point);
    }

    /** How it is set on a page. */
    default Formula formula() {
        return Typesetting.formula(this);
    }

    /** One line of Unicode, which {@link #parse} reads again. */
    default String text() {
        return formula().text();
    }
}
