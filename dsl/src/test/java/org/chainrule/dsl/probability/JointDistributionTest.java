package org.chainrule.dsl.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;

class JointDistributionTest {
    private static final Offset<Double> ROUNDING = within(1e-15);
    private static final Attribute WEATHER = Attribute.of("weather", "rain", "sun");
    private static final Attribute MOOD = Attribute.of("mood", "good", "bad", "none");
    private static final Event RAIN = WEATHER.is("rain");
    private static final Event BAD = MOOD.is("bad");
    private static final JointDistribution JOINT =
            new JointDistribution(
                    List.of(WEATHER, MOOD),
                    NumericArray.of(new double[] {0.1, 0.25, 0.05, 0.5, 0.1, 0}, 2, 3));

    /** Two dice; the classical sample space of 36 outcomes. */
    private static JointDistribution dice() {
        String[] sides = {"1", "2", "3", "4", "5", "6"};
        return new JointDistribution(
                List.of(Attribute.of("first", sides), Attribute.of("second", sides)),
                NumericArray.filled(1 / 36.0, 6, 6));
    }

    @Test
    void additionCountsWhatIsInBothOnce() {
        Calculation sum = JOINT.addition(RAIN, BAD);
        assertThat(sum.result()).isCloseTo(JOINT.probability(RAIN.or(BAD)), ROUNDING);
        assertThat(sum.text())
                .isEqualTo(
                        """
                        P((weather = rain) ∪ (mood = bad)) = P(weather = rain) + P(mood = bad) − P((weather = rain) ∩ (mood = bad))
                        P((weather = rain) ∪ (mood = bad)) = 0.4 + 0.35 − 0.25
                        P((weather = rain) ∪ (mood = bad)) = 0.5
                        """);
    }

    @Test
    void multiplicationChainsConditions() {
        Event sum =
                Event.where("S", o -> o.get("first").equals("6") || o.get("second").equals("6"));
        Event high = Event.where("H", o -> Integer.parseInt(o.get("first")) >= 4);
        Event even = Event.where("E", o -> Integer.parseInt(o.get("second")) % 2 == 0);
        Calculation product = dice().multiplication(high, even, sum);
        assertThat(product.result()).isCloseTo(5 / 36.0, ROUNDING); // (6,2) (6,4) (4,6) (5,6) (6,6)
        assertThat(product.text())
                .isEqualTo(
                        """
                        P(H ∩ E ∩ S) = P(H)·P(E | H)·P(S | H ∩ E)
                        P(H ∩ E ∩ S) = 0.5·0.5·0.555556
                        P(H ∩ E ∩ S) = 0.138889
                        """);
    }

    @Test
    void totalProbabilitySumsOverCases() {
        Calculation total = JOINT.total(BAD, "weather");
        assertThat(total.result()).isCloseTo(0.35, ROUNDING);
        assertThat(total.text())
                .isEqualTo(
                        """
                        P(mood = bad) = P(mood = bad | weather = rain)·P(weather = rain) + P(mood = bad | weather = sun)·P(weather = sun)
                        P(mood = bad) = 0.625·0.4 + 0.166667·0.6
                        P(mood = bad) = 0.35
                        """);
    }

    @Test
    void bayesTurnsConditionsRound() {
        Calculation bayes = JOINT.bayes(RAIN, BAD);
        assertThat(bayes.result()).isCloseTo(JOINT.probability(RAIN, BAD), ROUNDING);
        assertThat(bayes.result()).isCloseTo(0.25 / 0.35, ROUNDING);
    }

    @Test
    void stepsAreLatexToo() {
        assertThat(JOINT.addition(RAIN.as("A"), BAD.as("B")).latex())
                .isEqualTo(
                        """
                        \\begin{aligned}
                        &P(A \\cup B) = P(A) + P(B) - P(A \\cap B) \\\\
                        &P(A \\cup B) = 0.4 + 0.35 - 0.25 \\\\
                        &P(A \\cup B) = 0.5
                        \\end{aligned}
                        """);
    }

    @Test
    void complementHasTheRest() {
        assertThat(JOINT.probability(RAIN.not())).isCloseTo(0.6, ROUNDING);
        assertThat(RAIN.as("A").not()).hasToString("Aᶜ");
    }

    @Test
    void diceAreIndependentAndWeatherIsNot() {
        assertThat(dice().areIndependent(Event.of("first", "6"), Event.of("second", "6"))).isTrue();
        assertThat(JOINT.areIndependent(RAIN, BAD)).isFalse();
    }

    @Test
    void marginalSumsTheOthersOut() {
        assertThat(JOINT.marginal("mood").probabilities().values())
                .containsExactly(new double[] {0.6, 0.35, 0.05}, ROUNDING);
        assertThat(JOINT.marginal("mood", "weather").probabilities().values())
                .containsExactly(new double[] {0.1, 0.5, 0.25, 0.1, 0.05, 0}, ROUNDING);
    }

    @Test
    void conditionalDistributionSumsToOne() {
        JointDistribution given = JOINT.given(MOOD.is("none"));
        assertThat(given.probability(RAIN)).isEqualTo(1);
        assertThat(Arrays.stream(given.probabilities().values()).sum()).isEqualTo(1);
    }

    @Test
    void countsBecomeFrequencies() {
        NumericArray counts = NumericArray.of(new double[] {1, 3}, 2);
        assertThat(JointDistribution.ofCounts(List.of(WEATHER), counts).probability(RAIN))
                .isEqualTo(0.25);
    }

    private static void refuses(Runnable action, String message) {
        assertThatThrownBy(action::run).isInstanceOf(ChainruleException.class).hasMessage(message);
    }

    @Test
    void refusesWhatIsNoDistribution() {
        refuses(
                () -> new JointDistribution(List.of(WEATHER), NumericArray.filled(0.6, 2)),
                "JointDistribution: probabilities must sum to 1, but these sum to 1.2. Divide each"
                        + " by the sum, if they are counts.");
        refuses(
                () ->
                        new JointDistribution(
                                List.of(WEATHER), NumericArray.of(new double[] {1.5, -0.5}, 2)),
                "JointDistribution: probabilities must be numbers of 0 or more, but found -0.5."
                        + " Check where it comes from.");
        refuses(
                () -> new JointDistribution(List.of(WEATHER), NumericArray.filled(0.25, 4)),
                "JointDistribution: probabilities must have sizes [2], but found [4]. Give a number"
                        + " for each combination of values.");
        refuses(
                () ->
                        new JointDistribution(
                                List.of(WEATHER, WEATHER), NumericArray.filled(0.25, 2, 2)),
                "JointDistribution: attributes must have different names, but found weather,"
                        + " weather. Rename one.");
        refuses(
                () -> JointDistribution.ofCounts(List.of(WEATHER), NumericArray.filled(0, 2)),
                "JointDistribution: probabilities must be numbers of 0 or more, but found NaN."
                        + " Check where it comes from.");
    }

    @Test
    void refusesUnknownNamesAndImpossibleConditions() {
        refuses(
                () -> JOINT.probability(Event.of("colour", "red")),
                "event colour = red: an event must be about an attribute of the table, but colour"
                        + " is none. Choose from weather, mood.");
        refuses(
                () -> JOINT.marginal("colour"),
                "JointDistribution: an attribute must be one of the table, but found colour."
                        + " Choose from weather, mood.");
        refuses(
                () -> JOINT.probability(RAIN, MOOD.is("none").and(RAIN.not())),
                "JointDistribution: a condition must have a probability of more than 0, but that of"
                        + " (mood = none) ∩ (weather = rain)ᶜ is 0. Choose another condition.");
        refuses(
                () -> Attribute.of("coin", "head", "head"),
                "Attribute coin: values must be one or more, each once, but found [head, head]."
                        + " Name each value that can turn out.");
    }
}
