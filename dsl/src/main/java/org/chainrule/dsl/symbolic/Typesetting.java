package org.chainrule.dsl.symbolic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.notation.Formula;
import org.chainrule.dsl.notation.Relation;
import org.chainrule.dsl.symbolic.Expression.Apply;
import org.chainrule.dsl.symbolic.Expression.Choice;
import org.chainrule.dsl.symbolic.Expression.Literal;
import org.chainrule.dsl.symbolic.Expression.Named;
import org.chainrule.dsl.symbolic.Expression.Power;
import org.chainrule.dsl.symbolic.Expression.Sum;
import org.chainrule.dsl.symbolic.Expression.Variable;

/** Expressions as formulas: fractions, roots, signs, and a dot only where factors need one. */
final class Typesetting {
    private static final int MOST_FRACTION = 20; // 1/20 is a fraction, 0.01 a decimal number
    private static final int MOST_DIGITS = 18;

    private Typesetting() {}

    static Formula formula(Expression e) {
        if (e instanceof Sum sum) {
            return Formula.sum(
                    sum.terms().stream().map(Typesetting::formula).toArray(Formula[]::new));
        }
        if (e instanceof Variable variable) {
            return Formula.symbol(variable.name());
        }
        if (e instanceof Named named) {
            return Formula.symbol(named.symbol());
        }
        if (e instanceof Choice choice) {
            return Formula.cases(cases(choice));
        }
        if (e instanceof Apply apply) {
            return apply(apply);
        }
        return product(Term.of(e)); // a number, a power or a product
    }

    /**
     * Two cases; three where the second is one of the same two sides the other way round. A number
     * stands on the right of what it is compared with.
     */
    private static List<Formula.Case> cases(Choice choice) {
        Formula.Case above = when(choice, ">", choice.yes());
        boolean areThree =
                choice.no() instanceof Choice rest
                        && rest.left().equals(choice.right())
                        && rest.right().equals(choice.left());
        if (!areThree) {
            return List.of(above, when(choice, "≤", choice.no()));
        }
        Choice rest = (Choice) choice.no();
        return List.of(above, when(choice, "=", rest.no()), when(choice, "<", rest.yes()));
    }

    private static Formula.Case when(Choice choice, String sign, Expression value) {
        Relation condition =
                Formula.relation(formula(choice.left()), sign, formula(choice.right()));
        return Formula.Case.when(condition.numberLast(), formula(value));
    }

    private static Formula apply(Apply apply) {
        Formula[] arguments =
                apply.arguments().stream().map(Typesetting::formula).toArray(Formula[]::new);
        return switch (apply.function()) {
            case ABS -> Formula.fenced("|", arguments[0], "|");
            case LOG ->
                    Formula.function(
                            Formula.subscript(Formula.symbol("log"), arguments[1]), arguments[0]);
            default -> Formula.function(apply.function().symbol(), arguments);
        };
    }

    /** A number times factors, those with negative exponents under a bar. */
    private static Formula product(Term term) {
        Rational number = term.coefficient().abs();
        List<Expression> over = new ArrayList<>();
        List<Expression> under = new ArrayList<>();
        if (isDecimal(number) || number.isWhole()) {
            over.add(new Literal(number));
        } else {
            over.add(new Literal(new Rational(number.over(), BigInteger.ONE)));
            under.add(new Literal(new Rational(number.under(), BigInteger.ONE)));
        }
        for (Expression factor : Factor.factors(term.rest())) {
            Factor split = Factor.of(factor);
            if (split.exponent() instanceof Literal n && n.value().signum() < 0) {
                under.add(split.base().pow(new Literal(n.value().negate())));
            } else if (!factor.is(1)) {
                over.add(factor);
            }
        }
        Formula whole = under.isEmpty() ? row(over) : Formula.fraction(row(over), row(under));
        return term.coefficient().signum() < 0 ? Formula.negative(whole) : whole;
    }

    private static boolean isDecimal(Rational number) {
        return !number.isWhole()
                && number.under().bitLength() < 60
                && number.under().longValue() > MOST_FRACTION
                && decimal(number) != null;
    }

    /** The digits of a number if they end soon, else nothing. */
    private static String decimal(Rational number) {
        try {
            BigDecimal exact = new BigDecimal(number.over()).divide(new BigDecimal(number.under()));
            return exact.precision() <= MOST_DIGITS && exact.scale() <= MOST_DIGITS
                    ? exact.toPlainString()
                    : null;
        } catch (ArithmeticException e) { // it does not end
            return null;
        }
    }

    /** Factors side by side, with a dot where they would be misread without. */
    private static Formula row(List<Expression> factors) {
        List<Expression> shown = new ArrayList<>(factors);
        if (shown.size() > 1 && shown.get(0).is(1)) {
            shown.remove(0);
        }
        List<Formula> groups = new ArrayList<>();
        List<Formula> group = new ArrayList<>();
        String letters = "";
        for (int i = 0; i < shown.size(); i++) {
            Expression factor = shown.get(i);
            String joined = i == 0 ? null : Joining.letters(letters, shown.get(i - 1), factor);
            if (i > 0 && joined == null) {
                groups.add(Formula.product("", group.toArray(Formula[]::new)));
                group.clear();
            }
            letters = joined == null ? Joining.alone(factor) : joined;
            group.add(factor(factor));
        }
        groups.add(Formula.product("", group.toArray(Formula[]::new)));
        return Formula.product("·", groups.toArray(Formula[]::new));
    }

    private static Formula factor(Expression factor) {
        if (factor instanceof Literal literal) {
            String digits = isDecimal(literal.value()) ? decimal(literal.value()) : null;
            return Formula.number(digits == null ? literal.value().toString() : digits);
        }
        if (!(factor instanceof Power power)) {
            return formula(factor);
        }
        if (power.exponent().equals(Expression.number(1, 2))) {
            return Formula.root(formula(power.base()));
        }
        Formula base = formula(power.base());
        boolean isRaisedName = power.base() instanceof Apply;
        boolean isCount =
                power.exponent() instanceof Literal n
                        && n.value().isWhole()
                        && n.value().signum() > 0;
        if (isRaisedName && !isCount) { // sin⁻¹ x would be the arcsine
            base = Formula.fenced("(", base, ")");
        }
        return Formula.power(base, formula(power.exponent()));
    }
}
