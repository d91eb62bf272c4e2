package org.chainrule.dsl.symbolic;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One step of a differentiation: what is shown is what was computed.
 *
 * @param rule the rule
 * @param of what is differentiated
 * @param by by which variable
 * @param raw what the rule gives when the results of the substeps are put in
 * @param result the same, simplified
 * @param substeps the steps that the rule asks for. Of the chain rule for f(g): first that of f by
 *     a variable that stands for g, then that of g
 */
public record DerivativeStep(
        Rule rule,
        Expression of,
        String by,
        Expression raw,
        Expression result,
        List<DerivativeStep> substeps) {

    /** A copy. */
    public DerivativeStep {
        substeps = List.copyOf(substeps);
    }

    /** A step whose result is simplified from what the rule gives. */
    static DerivativeStep of(
            Rule rule, Expression of, String by, Expression raw, List<DerivativeStep> substeps) {
        return new DerivativeStep(rule, of, by, raw, raw.simplified(), substeps);
    }

    /** The rules that were used, each once, in the order of the tree from the top. */
    public Set<Rule> rules() {
        Set<Rule> rules = new LinkedHashSet<>();
        rules.add(rule);
        substeps.forEach(step -> rules.addAll(step.rules()));
        return rules;
    }

    /** All steps, each after those that it builds on; equal ones once. */
    public List<DerivativeStep> inOrder() {
        Set<DerivativeStep> steps = new LinkedHashSet<>();
        substeps.forEach(step -> steps.addAll(step.inOrder()));
        steps.add(this);
        return new ArrayList<>(steps);
    }
}
