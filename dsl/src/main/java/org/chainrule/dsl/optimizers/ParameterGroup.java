package org.chainrule.dsl.optimizers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.graph.Variable;

/**
 * Weights of a network that follow one rule.
 *
 * @param index which of the network's groups it is, counted from 0
 * @param rule the rule
 * @param weights the weights
 */
public record ParameterGroup(int index, UpdateRule rule, List<Variable> weights) {
    private static final String RATE = "rate";

    /** A copy of the weights. */
    public ParameterGroup {
        weights = List.copyOf(weights);
    }

    /** The groups that an optimizer makes of weights, in the order of their first weights. */
    public static List<ParameterGroup> of(Optimizer optimizer, List<Variable> weights) {
        Map<UpdateRule, List<Variable>> byRule = new LinkedHashMap<>();
        weights.forEach(
                w -> byRule.computeIfAbsent(optimizer.rule(w), rule -> new ArrayList<>()).add(w));
        List<ParameterGroup> groups = new ArrayList<>();
        byRule.forEach((rule, own) -> groups.add(new ParameterGroup(groups.size(), rule, own)));
        return groups;
    }

    /**
     * The group's hyperparameters under the names that they have in a program, by the names that
     * the rule has for them.
     */
    public Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(RATE, RATE + suffix());
        rule.scalars().keySet().stream().sorted().forEach(name -> names.put(name, name + suffix()));
        return names;
    }

    private String suffix() {
        return index == 0 ? "" : " of group " + index;
    }

    /**
     * The values of the hyperparameters by their names in a program.
     *
     * @param optimizer what made the group
     * @param rate the optimizer's own learning rate in this step; the group's is scaled like it
     */
    public Map<String, Double> values(Optimizer optimizer, double rate) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(RATE + suffix(), scaled(optimizer.rate(), rate));
        rule.scalars().forEach((name, value) -> values.put(name + suffix(), value));
        return values;
    }

    private double scaled(double base, double rate) {
        return rule.rate() == base || base == 0 ? rate : rule.rate() * (rate / base);
    }
}
