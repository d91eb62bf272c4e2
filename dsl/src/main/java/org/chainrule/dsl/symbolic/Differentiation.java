package org.chainrule.dsl.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.chainrule.dsl.symbolic.Expression.Apply;
import org.chainrule.dsl.symbolic.Expression.Choice;
import org.chainrule.dsl.symbolic.Expression.Literal;
import org.chainrule.dsl.symbolic.Expression.Named;
import org.chainrule.dsl.symbolic.Expression.Power;
import org.chainrule.dsl.symbolic.Expression.Product;
import org.chainrule.dsl.symbolic.Expression.Sum;
import org.chainrule.dsl.symbolic.Expression.Variable;

/** Differentiates an expression, rule by rule, and keeps the steps. */
public final class Differentiation {
    private final String by;

    private Differentiation(String by) {
        this.by = by;
    }

    /** The derivative of an expression by a variable, with the steps that lead to it. */
    public static DerivativeStep of(Expression e, String by) {
        return new Differentiation(by).step(e);
    }

    /** The first derivative, the second and so on, each from the one before. */
    public static List<DerivativeStep> higher(Expression e, String by, int order) {
        List<DerivativeStep> steps = new ArrayList<>();
        Expression next = e;
        for (int i = 0; i < order; i++) {
            DerivativeStep step = of(next, by);
            steps.add(step);
            next = step.result();
        }
        return List.copyOf(steps);
    }

    private DerivativeStep step(Expression e) {
        if (!e.dependsOn(by)) {
            return made(Rule.CONSTANT, e, Expression.ZERO);
        }
        if (e instanceof Variable) {
            return made(Rule.POWER, e, Expression.ONE); // of x¹
        }
        if (e instanceof Sum sum) {
            List<DerivativeStep> steps = sum.terms().stream().map(this::step).toList();
            return made(
                    Rule.SUM,
                    e,
                    Expression.sum(steps.stream().map(DerivativeStep::result).toList()),
                    steps);
        }
        if (e instanceof Product product) {
            return product(product);
        }
        if (e instanceof Power power) {
            return power(power);
        }
        return e instanceof Choice choice ? choice(choice) : apply((Apply) e);
    }

    private DerivativeStep made(Rule rule, Expression of, Expression raw) {
        return made(rule, of, raw, List.of());
    }

    private DerivativeStep made(
            Rule rule, Expression of, Expression raw, List<DerivativeStep> substeps) {
        return DerivativeStep.of(rule, of, by, raw, substeps);
    }

    private DerivativeStep product(Product product) {
        List<Expression> constants = new ArrayList<>();
        List<Expression> over = new ArrayList<>();
        List<Expression> under = new ArrayList<>();
        for (Expression factor : product.factors()) {
            Factor split = Factor.of(factor);
            if (!factor.dependsOn(by)) {
                constants.add(factor);
            } else if (split.exponent() instanceof Literal n && n.value().signum() < 0) {
                under.add(split.base().pow(new Literal(n.value().negate())));
            } else {
                over.add(factor);
            }
        }
        if (!constants.isEmpty()) {
            List<Expression> others = new ArrayList<>(product.factors());
            others.removeAll(constants);
            DerivativeStep rest = step(Expression.product(others));
            Expression c = Expression.product(constants);
            return made(Rule.CONSTANT_MULTIPLE, product, c.times(rest.result()), List.of(rest));
        }
        if (!under.isEmpty()) {
            return quotient(product, Expression.product(over), Expression.product(under));
        }
        DerivativeStep f = step(over.get(0));
        DerivativeStep g = step(Expression.product(over.subList(1, over.size())));
        return made(
                Rule.PRODUCT,
                product,
                f.result().times(g.of()).plus(f.of().times(g.result())),
                List.of(f, g));
    }

    private DerivativeStep quotient(Expression whole, Expression over, Expression under) {
        DerivativeStep f = step(over);
        DerivativeStep g = step(under);
        Expression numerator = f.result().times(under).minus(over.times(g.result()));
        return made(Rule.QUOTIENT, whole, numerator.over(under.pow(2)), List.of(f, g));
    }

    private DerivativeStep power(Power power) {
        Expression base = power.base();
        Expression exponent = power.exponent();
        boolean isInBase = base.dependsOn(by);
        if (isInBase && exponent.dependsOn(by)) {
            DerivativeStep inner = step(exponent.times(ScalarFunction.LN.of(base)));
            return made(Rule.GENERAL_POWER, power, power.times(inner.result()), List.of(inner));
        }
        if (isInBase) {
            return isVariable(base)
                    ? made(
                            Rule.POWER,
                            power,
                            exponent.times(base.pow(exponent.minus(Expression.ONE))))
                    : chain(power, base);
        }
        if (!isVariable(exponent)) {
            return chain(power, exponent);
        }
        return base == Named.E
                ? made(Rule.EXPONENTIAL, power, power)
                : made(Rule.EXPONENTIAL_OF_BASE, power, power.times(ScalarFunction.LN.of(base)));
    }

    private boolean isVariable(Expression e) {
        return e instanceof Variable; // a single variable that is not `by` does not come here
    }

    /** f(g)′ = f′(g)·g′, with g inside the whole. */
    private DerivativeStep chain(Expression whole, Expression inside) {
        String u = fresh(whole);
        Expression outer =
                whole.with(
                        whole.parts().stream()
                                .map(p -> p == inside ? Expression.variable(u) : p)
                                .toList());
        DerivativeStep f = of(outer, u);
        DerivativeStep g = step(inside);
        return made(
                Rule.CHAIN, whole, f.result().replace(u, inside).times(g.result()), List.of(f, g));
    }

    /** A name that does not occur. */
    private String fresh(Expression e) {
        Set<String> taken = e.variables();
        return Stream.of("u", "v", "w", "z", "s", "t", "u₁")
                .filter(name -> !taken.contains(name) && !name.equals(by))
                .findFirst()
                .orElseGet(() -> "u₁" + "₁".repeat(taken.size()));
    }

    private DerivativeStep apply(Apply apply) {
        ScalarFunction function = apply.function();
        List<Expression> arguments = apply.arguments();
        if (function == ScalarFunction.LOG) {
            DerivativeStep quotient = step(function.definition(arguments).orElseThrow());
            return made(Rule.CHANGE_OF_BASE, apply, quotient.result(), List.of(quotient));
        }
        List<Expression> moving = arguments.stream().filter(a -> a.dependsOn(by)).toList();
        if (moving.size() > 1) {
            return byEach(apply);
        }
        Expression argument = moving.get(0);
        int place = arguments.indexOf(argument);
        return isVariable(argument)
                ? made(function.rule(), apply, function.derivatives(arguments).get(place))
                : chain(apply, argument);
    }

    /** f(g, h)′ = ∂f/∂g·g′ + ∂f/∂h·h′. */
    private DerivativeStep byEach(Apply apply) {
        List<DerivativeStep> steps = apply.arguments().stream().map(this::step).toList();
        List<Expression> partials = apply.function().derivatives(apply.arguments());
        return made(
                apply.function().rule(),
                apply,
                Expression.sum(
                        Stream.of(0, 1)
                                .map(i -> partials.get(i).times(steps.get(i).result()))
                                .toList()),
                steps);
    }

    private DerivativeStep choice(Choice choice) {
        DerivativeStep yes = step(choice.yes());
        DerivativeStep no = step(choice.no());
        return made(
                Rule.CASES,
                choice,
                Expression.choice(choice.left(), choice.right(), yes.result(), no.result()),
                List.of(yes, no));
    }
}
