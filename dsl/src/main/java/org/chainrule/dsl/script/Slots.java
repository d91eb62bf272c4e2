package org.chainrule.dsl.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.graph.Variable.Role;
import org.chainrule.dsl.optimizers.ParameterGroup;
import org.chainrule.dsl.optimizers.Slot;
import org.chainrule.dsl.script.TrainingMethod.Kept;

/**
 * The slots of an optimizer, as states of a method.
 *
 * @param kept all weights' first ones, then all second ones
 * @param byWeight the slots of each weight
 */
record Slots(List<Kept> kept, Map<Variable, List<Node>> byWeight) {
    /** The slots that the groups' rules have for these weights. */
    static Slots of(List<ParameterGroup> groups, List<Variable> weights) {
        Map<Variable, List<Slot>> declared = new HashMap<>();
        groups.forEach(
                group -> group.weights().forEach(w -> declared.put(w, group.rule().slots())));
        int most = declared.values().stream().mapToInt(List::size).max().orElse(0);
        List<Kept> kept = new ArrayList<>();
        Map<Variable, List<Node>> byWeight = new HashMap<>();
        for (int i = 0; i < most; i++) {
            for (Variable weight : weights) {
                List<Slot> own = declared.get(weight);
                if (i < own.size()) {
                    Variable variable = variable(own.get(i), weight);
                    kept.add(new Kept(variable, own.get(i).initial()));
                    byWeight.computeIfAbsent(weight, w -> new ArrayList<>()).add(variable.apply());
                }
            }
        }
        return new Slots(List.copyOf(kept), byWeight);
    }

    private static Variable variable(Slot slot, Variable weight) {
        Type type = new Type(slot.shape().apply(weight.type().shape()), DType.FLOAT);
        return new Variable(slot.name() + " " + weight.name(), type, Role.STATE);
    }

    /** The slots of a weight. */
    List<Node> of(Variable weight) {
        return byWeight.getOrDefault(weight, List.of());
    }
}
