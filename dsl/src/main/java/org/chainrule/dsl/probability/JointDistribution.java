package org.chainrule.dsl.probability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;

/**
 * The joint distribution of some attributes: a probability for each way in which all of them can
 * turn out.
 *
 * <pre>{@code
 * import org.chainrule.dsl.eval.NumericArray;
 * import org.chainrule.dsl.probability.*;
 *
 * var weather = Attribute.of("weather", "rain", "sun");
 * var mood = Attribute.of("mood", "good", "bad");
 * var p = NumericArray.of(new double[] {0.1, 0.3, 0.5, 0.1}, 2, 2);
 * var joint = new JointDistribution(List.of(weather, mood), p);
 * joint.probability(weather.is("rain").or(mood.is("bad"))); // 0.5
 * System.out.print(joint.addition(weather.is("rain"), mood.is("bad")).text());
 * System.out.print(joint.bayes(weather.is("rain"), mood.is("bad")).text());
 * }</pre>
 *
 * @param attributes the attributes, each with a name of its own
 * @param probabilities an axis for each attribute, along it a place for each value
 */
@Teaches(
        meaning = "finite joint distributions: the rules of addition, multiplication, Bayes",
        formula = "P(A | B) = P(B | A)·P(A)/P(B)",
        rows = "J1")
public record JointDistribution(List<Attribute> attributes, NumericArray probabilities) {

    /**
     * A joint distribution.
     *
     * @throws ChainruleException if two attributes have one name, the axes do not fit, or as {@link
     *     Simplex#require}
     */
    public JointDistribution {
        attributes = List.copyOf(attributes);
        long[] sizes = attributes.stream().mapToLong(each -> each.values().size()).toArray();
        if (!Arrays.equals(sizes, probabilities.sizes())) {
            throw new ChainruleException(
                    "JointDistribution",
                    "probabilities must have sizes " + Arrays.toString(sizes),
                    "but found " + Arrays.toString(probabilities.sizes()),
                    "Give a number for each combination of values.");
        }
        List<String> names = attributes.stream().map(Attribute::name).toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new ChainruleException(
                    "JointDistribution",
                    "attributes must have different names",
                    "but found " + String.join(", ", names),
                    "Rename one.");
        }
        Simplex.require("JointDistribution", probabilities.values());
    }

    /**
     * The relative frequencies of counts.
     *
     * @throws ChainruleException as the constructor
     */
    public static JointDistribution ofCounts(List<Attribute> attributes, NumericArray counts) {
        double sum = Arrays.stream(counts.values()).sum();
        return new JointDistribution(attributes, counts.map(each -> each / sum));
    }

    /** An outcome and its probability. */
    private record Cell(Map<String, String> outcome, double probability) {}

    private List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        double[] all = probabilities.values();
        for (int i = 0; i < all.length; i++) {
            cells.add(new Cell(outcome(i), all[i]));
        }
        return cells;
    }

    /** The value of each attribute at a place among the probabilities. */
    private Map<String, String> outcome(int place) {
        int rest = place;
        String[] values = new String[attributes.size()];
        for (int axis = values.length - 1; axis >= 0; axis--) {
            List<String> names = attributes.get(axis).values();
            values[axis] = names.get(rest % names.size());
            rest /= names.size();
        }
        Map<String, String> outcome = new LinkedHashMap<>();
        for (int axis = 0; axis < values.length; axis++) {
            outcome.put(attributes.get(axis).name(), values[axis]);
        }
        return outcome;
    }

    /** P(A). */
    public double probability(Event a) {
        return cells().stream()
                .filter(cell -> a.holds(cell.outcome()))
                .mapToDouble(Cell::probability)
                .sum();
    }

    /**
     * P(A | B) = P(A ∩ B)/P(B).
     *
     * @throws ChainruleException if P(B) = 0
     */
    public double probability(Event a, Event given) {
        return probability(a.and(given)) / requirePossible(given);
    }

    private double requirePossible(Event given) {
        double p = probability(given);
        if (p == 0) {
            throw new ChainruleException(
                    "JointDistribution",
                    "a condition must have a probability of more than 0",
                    "but that of " + given + " is 0",
                    "Choose another condition.");
        }
        return p;
    }

    /** Whether P(A ∩ B) = P(A)·P(B), up to rounding. */
    public boolean areIndependent(Event a, Event b) {
        return Math.abs(probability(a.and(b)) - probability(a) * probability(b)) <= 1e-12;
    }

    /**
     * The distribution under a condition, P(· | B).
     *
     * @throws ChainruleException if P(B) = 0
     */
    public JointDistribution given(Event b) {
        double p = requirePossible(b);
        double[] conditional =
                cells().stream()
                        .mapToDouble(c -> b.holds(c.outcome()) ? c.probability() / p : 0)
                        .toArray();
        return new JointDistribution(
                attributes, NumericArray.of(conditional, probabilities.sizes()));
    }

    /**
     * The distribution of some of the attributes alone, in this order.
     *
     * @throws ChainruleException if the table has no such attribute
     */
    public JointDistribution marginal(String... names) {
        List<Attribute> kept = Arrays.stream(names).map(this::attribute).toList();
        long[] sizes = kept.stream().mapToLong(each -> each.values().size()).toArray();
        double[] sums =
                new double[Math.toIntExact(Arrays.stream(sizes).reduce(1, (a, b) -> a * b))];
        for (Cell cell : cells()) {
            int place = 0;
            for (Attribute each : kept) {
                int value = each.values().indexOf(cell.outcome().get(each.name()));
                place = place * each.values().size() + value;
            }
            sums[place] += cell.probability();
        }
        return new JointDistribution(kept, NumericArray.of(sums, sizes));
    }

    /**
     * The attribute of a name.
     *
     * @throws ChainruleException if the table has none
     */
    public Attribute attribute(String name) {
        return attributes.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ChainruleException(
                                        "JointDistribution",
                                        "an attribute must be one of the table",
                                        "but found " + name,
                                        "Choose from "
                                                + String.join(
                                                        ", ",
                                                        attributes.stream()
                                                                .map(Attribute::name)
                                                                .toList())
                                                + "."));
    }

    /** E[X], the sum of P(ω)·X(ω) over all outcomes ω that can be. */
    public double expectation(RandomVariable x) {
        return cells().stream()
                .filter(cell -> cell.probability() > 0)
                .mapToDouble(cell -> cell.probability() * x.of(cell.outcome()))
                .sum();
    }

    /** P(A ∪ B) by the rule of addition. */
    public Calculation addition(Event a, Event b) {
        return AdditionRule.of(this, a, b);
    }

    /** P(A ∩ B ∩ …) by the rule of multiplication. */
    public Calculation multiplication(Event first, Event... others) {
        return MultiplicationRule.of(this, first, others);
    }

    /** P(B) by the law of total probability, over the values of an attribute. */
    public Calculation total(Event b, String attribute) {
        return TotalProbability.of(this, b, attribute);
    }

    /** P(A | B) by Bayes' rule, from P(B | A). */
    public Calculation bayes(Event a, Event given) {
        return Bayes.of(this, a, given);
    }
}
