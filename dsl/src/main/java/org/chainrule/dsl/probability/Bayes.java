package org.chainrule.dsl.probability;

import static org.chainrule.dsl.probability.Calculation.equal;
import static org.chainrule.dsl.probability.Calculation.number;
import static org.chainrule.dsl.probability.Calculation.probability;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.notation.Formula;

/**
 * Bayes' rule, P(A | B) = P(B | A)·P(A)/P(B): what is believed of hypotheses after evidence was
 * seen, from what was believed before and how probable the evidence is under each.
 *
 * <pre>{@code
 * import org.chainrule.dsl.probability.Bayes;
 *
 * var test = Bayes.ofTest(0.01, 0.99, 0.95); // of a hundred people one is ill
 * test.posterior().get("ill"); // 1/6: most who test positive are healthy
 * System.out.print(test.calculation("ill").text());
 * test.then(test.likelihoods()).posterior().get("ill"); // after a second positive test
 * }</pre>
 *
 * @param priors P(A) for each hypothesis A
 * @param likelihoods P(B | A), how probable the evidence B is under each hypothesis
 * @param evidence what the evidence is called
 */
public record Bayes(Map<String, Double> priors, Map<String, Double> likelihoods, String evidence) {
    private static final String HYPOTHESIS = "A";

    /**
     * Hypotheses and evidence.
     *
     * @throws ChainruleException if the priors do not sum to 1, a likelihood does not lie between 0
     *     and 1, the hypotheses of both differ, or no hypothesis allows the evidence
     */
    public Bayes {
        Simplex.require("Bayes", priors.values().stream().mapToDouble(p -> p).toArray());
        likelihoods.values().forEach(p -> Simplex.requireProbability("Bayes", "a likelihood", p));
        if (!priors.keySet().equals(likelihoods.keySet())) {
            throw new ChainruleException(
                    "Bayes",
                    "priors and likelihoods must be of the same hypotheses",
                    "but found " + priors.keySet() + " and " + likelihoods.keySet(),
                    "Give both for each.");
        }
        priors = Collections.unmodifiableMap(new LinkedHashMap<>(priors));
        likelihoods = Collections.unmodifiableMap(new LinkedHashMap<>(likelihoods));
        if (evidence(priors, likelihoods) == 0) {
            throw new ChainruleException(
                    "Bayes",
                    "the evidence must be possible under a hypothesis that is",
                    "but its probability is 0",
                    "Add the hypothesis that explains it.");
        }
    }

    /**
     * A positive test.
     *
     * @param prevalence P(ill)
     * @param sensitivity P(positive | ill)
     * @param specificity P(negative | healthy)
     */
    public static Bayes ofTest(double prevalence, double sensitivity, double specificity) {
        Simplex.requireProbability("Bayes", "the prevalence", prevalence);
        Simplex.requireProbability("Bayes", "the specificity", specificity);
        return new Bayes(
                ordered("ill", prevalence, "healthy", 1 - prevalence),
                ordered("ill", sensitivity, "healthy", 1 - specificity),
                "positive");
    }

    private static Map<String, Double> ordered(String a, double pa, String b, double pb) {
        Map<String, Double> map = new LinkedHashMap<>();
        map.put(a, pa);
        map.put(b, pb);
        return map;
    }

    private static double evidence(Map<String, Double> priors, Map<String, Double> likelihoods) {
        return priors.entrySet().stream()
                .mapToDouble(each -> each.getValue() * likelihoods.get(each.getKey()))
                .sum();
    }

    /** P(A | B) for each hypothesis. */
    public Map<String, Double> posterior() {
        double sum = evidence(priors, likelihoods);
        Map<String, Double> posterior = new LinkedHashMap<>();
        priors.forEach((name, prior) -> posterior.put(name, prior * likelihoods.get(name) / sum));
        return posterior;
    }

    /** The same beliefs, after which further evidence was seen: the posterior is the new prior. */
    public Bayes then(Map<String, Double> further) {
        return new Bayes(posterior(), further, evidence);
    }

    /** How the posterior of a hypothesis is found: total probability, then Bayes' rule. */
    public Calculation calculation(String hypothesis) {
        Event a = joint().attribute(HYPOTHESIS).is(hypothesis).as(hypothesis);
        Event b = Event.of("B", evidence).as(evidence);
        return of(joint(), a, b);
    }

    /** The table P(A ∩ B) = P(B | A)·P(A). */
    private JointDistribution joint() {
        List<String> names = List.copyOf(priors.keySet());
        double[] cells = new double[2 * names.size()];
        for (int i = 0; i < names.size(); i++) {
            double prior = priors.get(names.get(i));
            double likelihood = likelihoods.get(names.get(i));
            cells[2 * i] = prior * likelihood;
            cells[2 * i + 1] = prior * (1 - likelihood);
        }
        return new JointDistribution(
                List.of(
                        new Attribute(HYPOTHESIS, names),
                        Attribute.of("B", evidence, "not " + evidence)),
                NumericArray.of(cells, names.size(), 2));
    }

    static Calculation of(JointDistribution joint, Event a, Event given) {
        double prior = joint.probability(a);
        double opposite = 1 - prior;
        double under = joint.probability(given, a);
        double otherwise = opposite > 0 ? joint.probability(given, a.not()) : 0;
        double evidence = under * prior + otherwise * opposite;
        double result = under * prior / evidence;
        Formula left = probability(a, given);
        Formula product = Formula.product("·", probability(given, a), probability(a));
        Formula rest = Formula.product("·", probability(given, a.not()), probability(a.not()));
        Formula first = Formula.product("·", number(under), number(prior));
        Formula second = Formula.product("·", number(otherwise), number(opposite));
        return new Calculation(
                List.of(
                        equal(probability(given), Formula.sum(product, rest)),
                        equal(probability(given), Formula.sum(first, second)),
                        equal(probability(given), number(evidence)),
                        equal(left, Formula.fraction(product, probability(given))),
                        equal(left, Formula.fraction(first, number(evidence))),
                        equal(left, number(result))),
                result);
    }
}
