package org.chainrule.dsl.probability;

import static org.chainrule.dsl.probability.Calculation.equal;
import static org.chainrule.dsl.probability.Calculation.number;
import static org.chainrule.dsl.probability.Calculation.probability;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.notation.Formula;

/** The law of total probability: P(B) = Σ P(B | Aᵢ)·P(Aᵢ), where just one of the Aᵢ holds. */
final class TotalProbability {
    private TotalProbability() {}

    /** Over the values of an attribute; those that cannot be are left out. */
    static Calculation of(JointDistribution joint, Event b, String attribute) {
        List<Formula> terms = new ArrayList<>();
        List<Formula> numbers = new ArrayList<>();
        double result = 0;
        for (String value : joint.attribute(attribute).values()) {
            Event a = Event.of(attribute, value);
            double pa = joint.probability(a);
            if (pa > 0) {
                double conditional = joint.probability(b, a);
                terms.add(Formula.product("·", probability(b, a), probability(a)));
                numbers.add(Formula.product("·", number(conditional), number(pa)));
                result += conditional * pa;
            }
        }
        Formula left = probability(b);
        return new Calculation(
                List.of(
                        equal(left, Formula.sum(terms.toArray(Formula[]::new))),
                        equal(left, Formula.sum(numbers.toArray(Formula[]::new))),
                        equal(left, number(result))),
                result);
    }
}
