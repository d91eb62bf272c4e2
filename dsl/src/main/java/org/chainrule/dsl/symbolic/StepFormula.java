package org.chainrule.dsl.symbolic;

import java.util.List;
import org.chainrule.dsl.notation.Formula;

/** What a rule says, with the results of the substeps put in and nothing simplified. */
final class StepFormula {
    private StepFormula() {}

    static Formula of(DerivativeStep step) {
        List<DerivativeStep> substeps = step.substeps();
        if (step.rule().equals(Rule.PRODUCT)) {
            Formula[] both = crossed(substeps);
            return Formula.sum(both[0], both[1]);
        }
        if (step.rule().equals(Rule.QUOTIENT)) {
            Formula[] both = crossed(substeps);
            Expression under = substeps.get(1).of();
            return Formula.fraction(
                    Formula.sum(both[0], Formula.negative(both[1])),
                    Formula.power(fenced(under), Formula.number("2")));
        }
        if (step.rule().equals(Rule.CHAIN)) {
            DerivativeStep outer = substeps.get(0);
            DerivativeStep inner = substeps.get(1);
            Expression f = outer.result().replace(outer.by(), inner.of());
            return Formula.product("·", f.formula(), inner.result().formula());
        }
        if (step.rule().equals(Rule.GENERAL_POWER)) {
            return Formula.product("·", step.of().formula(), substeps.get(0).result().formula());
        }
        if (step.rule().equals(Rule.CONSTANT_MULTIPLE)) {
            DerivativeStep rest = substeps.get(0);
            Expression c = step.of().over(rest.of());
            return c.is(-1)
                    ? Formula.negative(rest.result().formula())
                    : Formula.product("·", c.formula(), rest.result().formula());
        }
        if (step.rule().equals(Rule.SUM)) {
            return Formula.sum(
                    substeps.stream().map(s -> s.result().formula()).toArray(Formula[]::new));
        }
        return step.raw().formula();
    }

    /** f′·g and f·g′. */
    private static Formula[] crossed(List<DerivativeStep> substeps) {
        DerivativeStep f = substeps.get(0);
        DerivativeStep g = substeps.get(1);
        return new Formula[] {
            Formula.product("·", f.result().formula(), g.of().formula()),
            Formula.product("·", f.of().formula(), g.result().formula())
        };
    }

    private static Formula fenced(Expression e) {
        return e instanceof Expression.Apply || e instanceof Expression.Power
                ? Formula.fenced("(", e.formula(), ")")
                : e.formula();
    }
}
