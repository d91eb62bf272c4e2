package org.chainrule.datasets.generators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.datasets.Examples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Points lie where geometry says. */
class PlanePointsTest {
    private static final int MANY = 20_000;
    private static final double ROUNDING = 1e-6; // 32 bits, for numbers up to 2
    private static final double FIVE = 5; // standard errors: once in two million
    private static final double TAIL = 0.158655; // Φ(−1), from tables

    private static double[] input(Examples examples, int index) {
        return Plain.input(examples, index);
    }

    /** How far a point is from the circle of its moon, outwards. */
    private static double fromMoon(Examples moons, int index) {
        double[] p = input(moons, index);
        return moons.target(index) == 0
                ? Math.hypot(p[0], p[1]) - 1
                : Math.hypot(p[0] - 1, p[1] - 0.5) - 1;
    }

    /** How far a point is from the circle with a radius, outwards. */
    private static double fromCircle(Examples circles, int index, double inner) {
        double[] p = input(circles, index);
        return Math.hypot(p[0], p[1]) - (circles.target(index) == 0 ? 1 : inner);
    }

    @Test
    void withoutNoiseMoonsAreHalfCircles() {
        Examples moons = new Moons(1_000).withNoise(0).examples(1);
        for (int i = 0; i < moons.count(); i++) {
            assertThat(fromMoon(moons, i)).as("example " + i).isCloseTo(0, within(ROUNDING));
            double y = input(moons, i)[1];
            assertThat(moons.target(i) == 0 ? y : 0.5 - y).isGreaterThan(-ROUNDING);
        }
    }

    /** Six deviations: once in 500 million. */
    @Test
    void noiseMovesAcrossTheCurveByItsDeviation() {
        Examples moons = new Moons(MANY).withNoise(0.02).examples(2);
        Examples circles = new Circles(MANY).withFactor(0.6).withNoise(0.03).examples(2);
        double[] moon = IntStream.range(0, MANY).mapToDouble(i -> fromMoon(moons, i)).toArray();
        double[] circle =
                IntStream.range(0, MANY).mapToDouble(i -> fromCircle(circles, i, 0.6)).toArray();
        double standard = 1 / Math.sqrt(2.0 * MANY); // of a deviation, as a part of it
        assertThat(Plain.deviation(moon)).isCloseTo(0.02, within(0.02 * FIVE * standard));
        assertThat(Plain.deviation(circle)).isCloseTo(0.03, within(0.03 * FIVE * standard));
        assertThat(Plain.greatest(moon)).isLessThan(6 * 0.02);
        assertThat(Plain.greatest(circle)).isLessThan(6 * 0.03);
    }

    @Test
    void moonsComeNoNearerThanOneHalf() {
        var moons = new Moons(2);
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= 500; i++) {
            for (int j = 0; j <= 500; j++) {
                double[] upper = moons.curve(0, i / 500.0);
                double[] lower = moons.curve(1, j / 500.0);
                nearest = Math.min(nearest, Math.hypot(upper[0] - lower[0], upper[1] - lower[1]));
            }
        }
        assertThat(nearest).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void withoutNoiseCirclesAreCircles() {
        Examples circles = new Circles(1_000).withFactor(0.3).withNoise(0).examples(1);
        for (int i = 0; i < circles.count(); i++) {
            assertThat(fromCircle(circles, i, 0.3)).isCloseTo(0, within(ROUNDING));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 1.5", "3, 1", "5, 0.4"})
    void withoutNoiseTheRadiusOfAnArmGrowsWithItsAngle(int arms, double turns) {
        Examples spirals =
                new Spirals(999).withArms(arms).withTurns(turns).withNoise(0).examples(1);
        for (int i = 0; i < spirals.count(); i++) {
            double[] p = input(spirals, i);
            double t = (Math.hypot(p[0], p[1]) / 2 - 0.1) / 0.9;
            double angle = Math.atan2(p[1], p[0]) / (2 * Math.PI) - spirals.target(i) / arms;
            double whole = turns * t - angle; // how often it went around
            assertThat(t).isBetween(-ROUNDING, 1 + ROUNDING);
            assertThat(whole).as("example " + i).isCloseTo(Math.rint(whole), within(1e-5));
        }
    }

    @Test
    void armsAreApartAsTheFormulaSays() {
        var spirals = new Spirals(10).withArms(3).withTurns(2);
        double[] arm = spirals.curve(0, 0.5);
        double[] next = spirals.curve(1, 0.5 - 1.0 / (3 * 2)); // the same angle
        double distance = Math.hypot(arm[0] - next[0], arm[1] - next[1]);
        assertThat(distance).isCloseTo(1.8 / (2 * 3), within(1e-12));
    }

    @Test
    void fourExamplesOfExclusiveOrAreTheTruthTable() {
        Examples xor = new Xor(4).examples(7);
        assertThat(IntStream.range(0, 4).mapToObj(i -> input(xor, i)))
                .containsExactly(
                        new double[] {0, 0},
                        new double[] {0, 1},
                        new double[] {1, 0},
                        new double[] {1, 1});
        assertThat(Plain.targets(xor)).containsExactly(0, 1, 1, 0);
        assertThat(xor.classes()).containsExactly("equal", "different");
    }

    /** With σ = ½ a coordinate crosses the middle with q = Φ(−1); one crossing is a mistake. */
    @Test
    void nearestCornerErrsAsOftenAsItMust() {
        var xor = new Xor(MANY).withNoise(0.5);
        Examples examples = xor.examples(3);
        long wrong =
                IntStream.range(0, MANY)
                        .filter(
                                i -> {
                                    double[] p = input(examples, i);
                                    return xor.truth(p[0], p[1]) != examples.target(i);
                                })
                        .count();
        assertShare(wrong, 2 * TAIL * (1 - TAIL));
    }

    /** Centres 2 apart with σ = 1: half the distance is one deviation. */
    @Test
    void nearestCentreErrsAsOftenAsItMust() {
        var blobs =
                new Blobs(MANY)
                        .withCentres(List.of(List.of(-1.0, 0.0, 3.0), List.of(1.0, 0.0, 3.0)))
                        .withNoise(1);
        Examples examples = blobs.examples(3);
        assertThat(examples.shape()).containsExactly(3);
        long wrong =
                IntStream.range(0, MANY)
                        .filter(i -> blobs.truth(input(examples, i)) != examples.target(i))
                        .count();
        assertShare(wrong, TAIL);
    }

    private static void assertShare(long found, double p) {
        double error = Math.sqrt(p * (1 - p) / MANY);
        assertThat((double) found / MANY).isCloseTo(p, within(FIVE * error));
    }

    @Test
    void blobsSurroundTheirCentres() {
        Examples blobs = new Blobs(MANY).withCentres(4).withNoise(0.7).examples(1);
        double[][] centres = {{2, 0}, {0, 2}, {-2, 0}, {0, -2}};
        for (int label = 0; label < 4; label++) {
            int own = label;
            for (int axis = 0; axis < 2; axis++) {
                int one = axis;
                double[] offsets =
                        IntStream.range(0, MANY)
                                .filter(i -> blobs.target(i) == own)
                                .mapToDouble(i -> input(blobs, i)[one] - centres[own][one])
                                .toArray();
                double n = MANY / 4.0;
                assertThat(Plain.mean(offsets)).isCloseTo(0, within(FIVE * 0.7 / Math.sqrt(n)));
                assertThat(Plain.deviation(offsets))
                        .isCloseTo(0.7, within(FIVE * 0.7 / Math.sqrt(2 * n)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xor", "spirals", "moons", "circles", "blobs", "communities"})
    void classesAreBalanced(String name) {
        var counts = Generators.named(name).examples(5).counts();
        assertThat(counts.size()).isGreaterThan(1);
        assertThat(counts.values().stream().distinct()).hasSize(1);
    }
}
