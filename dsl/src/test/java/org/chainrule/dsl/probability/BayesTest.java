package org.chainrule.dsl.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;

class BayesTest {
    private static final Offset<Double> ROUNDING = within(1e-15);

    /** The example of Eddy, 1982: 1% ill, 80% found, 9.6% false alarms; the answer is 7.8%. */
    @Test
    void positiveMammographyMeansLittle() {
        Bayes test = Bayes.ofTest(0.01, 0.8, 0.904);
        assertThat(test.posterior().get("ill")).isCloseTo(0.0776, within(5e-5));
        assertThat(test.posterior().get("ill") + test.posterior().get("healthy"))
                .isCloseTo(1, ROUNDING);
    }

    @Test
    void stepsArePrinted() {
        Calculation steps = Bayes.ofTest(0.01, 0.99, 0.95).calculation("ill");
        assertThat(steps.result()).isCloseTo(1 / 6.0, ROUNDING);
        assertThat(steps.text())
                .isEqualTo(
                        """
                        P(positive) = P(positive | ill)·P(ill) + P(positive | illᶜ)·P(illᶜ)
                        P(positive) = 0.99·0.01 + 0.05·0.99
                        P(positive) = 0.0594
                        P(ill | positive) = P(positive | ill)·P(ill)/P(positive)
                        P(ill | positive) = 0.99·0.01/0.0594
                        P(ill | positive) = 0.166667
                        """);
    }

    @Test
    void secondTestStartsFromTheFirst() {
        Bayes test = Bayes.ofTest(0.01, 0.99, 0.95);
        double twice = 0.01 * 0.99 * 0.99 / (0.01 * 0.99 * 0.99 + 0.99 * 0.05 * 0.05);
        assertThat(test.then(test.likelihoods()).posterior().get("ill")).isCloseTo(twice, ROUNDING);
    }

    /** The host opens door 3, which he does not if the car is there. */
    @Test
    void doorsOfMontyHall() {
        double third = 1 / 3.0;
        Bayes doors =
                new Bayes(
                        Map.of("chosen", third, "other", third, "opened", third),
                        Map.of("chosen", 0.5, "other", 1.0, "opened", 0.0),
                        "goat behind 3");
        assertThat(doors.posterior().get("other")).isCloseTo(2 / 3.0, ROUNDING);
        assertThat(doors.posterior().get("opened")).isZero();
        assertThat(doors.calculation("other").result()).isCloseTo(2 / 3.0, ROUNDING);
    }

    private static void refuses(Runnable action, String message) {
        assertThatThrownBy(action::run).isInstanceOf(ChainruleException.class).hasMessage(message);
    }

    @Test
    void refusesWhatCannotBe() {
        refuses(
                () -> Bayes.ofTest(1.5, 0.9, 0.9),
                "Bayes: the prevalence must lie between 0 and 1, but found 1.5. Give a"
                        + " probability.");
        refuses(
                () -> new Bayes(Map.of("a", 1.0), Map.of("b", 1.0), "e"),
                "Bayes: priors and likelihoods must be of the same hypotheses, but found [a] and"
                        + " [b]. Give both for each.");
        refuses(
                () -> new Bayes(Map.of("a", 1.0), Map.of("a", 0.0), "e"),
                "Bayes: the evidence must be possible under a hypothesis that is, but its"
                        + " probability is 0. Add the hypothesis that explains it.");
        refuses(
                () -> new Bayes(Map.of("a", 0.5), Map.of("a", 1.0), "e"),
                "Bayes: probabilities must sum to 1, but these sum to 0.5. Divide each by the sum,"
                        + " if they are counts.");
        refuses(
                () -> new Bayes(Map.of("a", 1.0), Map.of("a", 2.0), "e"),
                "Bayes: a likelihood must lie between 0 and 1, but found 2.0. Give a probability.");
    }
}
