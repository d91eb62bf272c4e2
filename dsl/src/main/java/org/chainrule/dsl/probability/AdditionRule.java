package org.chainrule.dsl.probability;

import static org.chainrule.dsl.probability.Calculation.equal;
import static org.chainrule.dsl.probability.Calculation.number;
import static org.chainrule.dsl.probability.Calculation.probability;

import java.util.List;
import org.chainrule.dsl.notation.Formula;

/** The rule of addition: P(A ∪ B) = P(A) + P(B) − P(A ∩ B). What is in both counts once. */
final class AdditionRule {
    private AdditionRule() {}

    static Calculation of(JointDistribution joint, Event a, Event b) {
        Event both = a.and(b);
        double pa = joint.probability(a);
        double pb = joint.probability(b);
        double common = joint.probability(both);
        double result = pa + pb - common;
        Formula left = probability(a.or(b));
        return new Calculation(
                List.of(
                        equal(
                                left,
                                Formula.sum(
                                        probability(a),
                                        probability(b),
                                        Formula.negative(probability(both)))),
                        equal(
                                left,
                                Formula.sum(
                                        number(pa), number(pb), Formula.negative(number(common)))),
                        equal(left, number(result))),
                result);
    }
}
