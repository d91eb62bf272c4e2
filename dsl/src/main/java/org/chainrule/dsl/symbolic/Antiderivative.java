package org.chainrule.dsl.symbolic;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.dsl.symbolic.Expression.Apply;
import org.chainrule.dsl.symbolic.Expression.Literal;
import org.chainrule.dsl.symbolic.Expression.Named;
import org.chainrule.dsl.symbolic.Expression.Power;
import org.chainrule.dsl.symbolic.Expression.Product;
import org.chainrule.dsl.symbolic.Expression.Sum;
import org.chainrule.dsl.symbolic.Expression.Variable;

/**
 * Antiderivatives: of powers, of the functions here, of f(g)·g′ by substitution, and of xⁿ times an
 * exponential, a sine, a cosine or a logarithm by parts. That none was found is a value, not an
 * error: it may have none that is elementary.
 */
public final class Antiderivative {
    private static final int DEEPEST = 8; // substitutions and parts within each other

    private final String by;

    private Antiderivative(String by) {
        this.by = by;
    }

    /**
     * A function whose derivative by a variable is this expression.
     *
     * @return it, without a constant; empty if none was found
     */
    public static Optional<Expression> of(Expression e, String by) {
        return new Antiderivative(by).find(e.simplified(), 0).map(Expression::simplified);
    }

    private Optional<Expression> find(Expression e, int depth) {
        Expression x = Expression.variable(by);
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        if (!e.dependsOn(by)) {
            return Optional.of(e.times(x));
        }
        if (e instanceof Sum sum) {
            return sum(sum.terms(), depth);
        }
        List<Expression> constants = new ArrayList<>();
        List<Expression> rest = new ArrayList<>();
        Factor.factors(e).forEach(f -> (f.dependsOn(by) ? rest : constants).add(f));
        if (!constants.isEmpty()) {
            Expression c = Expression.product(constants);
            return find(Expression.product(rest), depth).map(c::times);
        }
        return table(e).or(() -> substitution(e, depth))
                .or(() -> parts(e, depth))
                .or(() -> multipliedOut(e, depth));
    }

    private Optional<Expression> sum(List<Expression> terms, int depth) {
        List<Expression> found = new ArrayList<>();
        for (Expression term : terms) {
            Optional<Expression> each = find(term, depth + 1);
            if (each.isEmpty()) {
                return each;
            }
            found.add(each.get());
        }
        return Optional.of(Expression.sum(found));
    }

    /** Powers, exponentials and functions of the variable itself. */
    private Optional<Expression> table(Expression e) {
        Expression x = Expression.variable(by);
        if (e instanceof Variable) {
            return Optional.of(x.pow(2).over(Expression.number(2)));
        }
        if (e instanceof Power power && power.base().equals(x) && !power.exponent().dependsOn(by)) {
            Expression next = power.exponent().plus(Expression.ONE);
            return Optional.of(
                    next.is(0)
                            ? ScalarFunction.LN.of(ScalarFunction.ABS.of(x))
                            : x.pow(next).over(next));
        }
        if (e instanceof Power power && power.exponent().equals(x) && !power.base().dependsOn(by)) {
            return Optional.of(
                    power.base() == Named.E ? e : e.over(ScalarFunction.LN.of(power.base())));
        }
        if (e instanceof Apply apply && apply.argument().equals(x)) {
            List<Expression> arguments = apply.arguments();
            boolean onlyFirst =
                    arguments.stream().skip(1).noneMatch(argument -> argument.dependsOn(by));
            return onlyFirst ? apply.function().antiderivative(arguments) : Optional.empty();
        }
        return known(e);
    }

    /** What textbooks list beside the functions themselves. */
    private Optional<Expression> known(Expression e) {
        String[][] pairs = {
            {"sec² x", "tan x"},
            {"csc² x", "-cot x"},
            {"sec x·tan x", "sec x"},
            {"csc x·cot x", "-csc x"},
            {"1/(1 + x²)", "atan x"},
            {"1/√(1 - x²)", "asin x"},
            {"sin² x", "(x - sin x·cos x)/2"},
            {"cos² x", "(x + sin x·cos x)/2"},
            {"tan² x", "tan x - x"},
            {"e^(-x²)", "√π·erf x/2"},
        };
        Expression x = Expression.variable(by);
        for (String[] pair : pairs) {
            if (Expression.parse(pair[0]).replace("x", x).equals(e)) {
                return Optional.of(Expression.parse(pair[1]).replace("x", x));
            }
        }
        return Optional.empty();
    }

    /** ∫f(g)·g′ dx = F(g), also where only a number is missing before g′. */
    private Optional<Expression> substitution(Expression e, int depth) {
        String u = by.equals("u") ? "v" : "u";
        if (e.dependsOn(u)) {
            return Optional.empty();
        }
        Set<Expression> candidates = new LinkedHashSet<>();
        collect(e, candidates);
        for (Expression g : candidates) {
            Expression slope = g.derivative(by);
            Expression quotient = slope.is(0) ? e : e.over(slope).simplified();
            Expression inner = put(quotient, g, Expression.variable(u)).simplified();
            if (!slope.is(0) && !inner.dependsOn(by)) {
                Optional<Expression> found =
                        new Antiderivative(u).find(inner, depth + 1).map(f -> f.replace(u, g));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** The parts that depend on the variable but are not the variable, the largest first. */
    private void collect(Expression e, Set<Expression> into) {
        for (Expression part : e.parts()) {
            if (part.dependsOn(by) && !(part instanceof Variable)) {
                into.add(part);
            }
        }
        e.parts().forEach(part -> collect(part, into));
    }

    private static Expression put(Expression e, Expression part, Expression by) {
        return e.equals(part) ? by : e.map(inner -> put(inner, part, by));
    }

    /** ∫f·g dx = f·G − ∫f′·G dx, where f is xⁿ, or g is xⁿ and f a logarithm. */
    private Optional<Expression> parts(Expression e, int depth) {
        if (!(e instanceof Product product) || product.factors().size() != 2) {
            return Optional.empty();
        }
        Expression power = product.factors().get(0);
        Expression other = product.factors().get(1);
        if (!isWholePower(power)) {
            return Optional.empty();
        }
        boolean isLogarithm =
                Factor.of(other).base() instanceof Apply apply
                        && (apply.function() == ScalarFunction.LN
                                || apply.function() == ScalarFunction.ATAN);
        Expression f = isLogarithm ? other : power;
        Expression g = isLogarithm ? power : other;
        return find(g, depth + 1)
                .flatMap(
                        integral ->
                                find(f.derivative(by).times(integral).simplified(), depth + 1)
                                        .map(rest -> f.times(integral).minus(rest)));
    }

    private boolean isWholePower(Expression e) {
        Factor factor = Factor.of(e);
        return factor.base().equals(Expression.variable(by))
                && factor.exponent() instanceof Literal n
                && n.value().isWhole()
                && n.value().signum() > 0;
    }

    private Optional<Expression> multipliedOut(Expression e, int depth) {
        List<Expression> terms = Polynomials.expanded(e);
        return terms.size() > 1 ? sum(terms, depth) : Optional.empty();
    }
}
