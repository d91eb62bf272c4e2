package org.chainrule.dsl.probability;

import static org.chainrule.dsl.probability.Calculation.equal;
import static org.chainrule.dsl.probability.Calculation.number;
import static org.chainrule.dsl.probability.Calculation.probability;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.notation.Formula;

/**
 * The rule of multiplication, or chain rule of probability: P(A ∩ B ∩ C) = P(A)·P(B | A)·P(C | A ∩
 * B).
 */
final class MultiplicationRule {
    private MultiplicationRule() {}

    static Calculation of(JointDistribution joint, Event first, Event... others) {
        Event all = first;
        double result = joint.probability(first);
        List<Formula> factors = new ArrayList<>(List.of(probability(first)));
        List<Formula> numbers = new ArrayList<>(List.of(number(result)));
        for (Event other : others) {
            double conditional = joint.probability(other, all);
            factors.add(probability(other, all));
            numbers.add(number(conditional));
            result *= conditional;
            all = all.and(other);
        }
        Formula left = probability(all);
        return new Calculation(
                List.of(
                        equal(left, Formula.product("·", factors.toArray(Formula[]::new))),
                        equal(left, Formula.product("·", numbers.toArray(Formula[]::new))),
                        equal(left, number(result))),
                result);
    }
}
