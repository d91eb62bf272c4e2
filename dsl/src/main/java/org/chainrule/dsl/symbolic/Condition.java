package org.chainrule.dsl.symbolic;

import java.util.function.UnaryOperator;
import org.chainrule.dsl.notation.Formula;

/**
 * A condition on variables, such as x &gt; 0.
 *
 * @param left its left side
 * @param relation what must hold between the sides
 * @param right its right side
 */
public record Condition(Expression left, Relation relation, Expression right) {
    private static final double ROUNDING = 1e-15; // sin π is not 0 in doubles

    /** What holds between two numbers. */
    public enum Relation {
        /** a &gt; b. */
        ABOVE(">"),
        /** a ≥ b. */
        AT_LEAST("≥"),
        /** a ≤ b. */
        AT_MOST("≤"),
        /** a ≠ b. */
        DIFFERENT("≠"),
        /** a = b. */
        EQUAL("=");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }
    }

    /** Reads a condition. */
    static Condition parse(String text) {
        for (Relation relation : Relation.values()) {
            int place = text.indexOf(relation.sign);
            if (place >= 0) {
                return new Condition(
                        Expression.parse(text.substring(0, place)),
                        relation,
                        Expression.parse(text.substring(place + 1)));
            }
        }
        throw new IllegalArgumentException("no condition: " + text);
    }

    /** The same of other expressions. */
    Condition map(UnaryOperator<Expression> change) {
        return new Condition(change.apply(left), relation, change.apply(right));
    }

    /** Whether it holds for values of the two sides; never for what is no number. */
    boolean holds(double a, double b) {
        boolean isEqual = Math.abs(a - b) <= ROUNDING * Math.max(1, Math.abs(a));
        return switch (relation) {
            case ABOVE -> a > b;
            case AT_LEAST -> a >= b;
            case AT_MOST -> a <= b;
            case DIFFERENT -> !isEqual && !Double.isNaN(a - b);
            case EQUAL -> isEqual;
        };
    }

    /** How it is set on a page. */
    public Formula formula() {
        return Formula.relation(left.formula(), relation.sign, right.formula());
    }

    @Override
    public String toString() {
        return formula().text();
    }
}
