package org.chainrule.dsl.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.ops.Rotary.Pairing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RotaryTest {
    /** 64 bits; angles up to 10,000 lose four digits of their own. */
    private static final double ANGLES = 1e-11;

    private static final int SIZE = 8;

    private static NumericArray turned(Pairing pairing, NumericArray x, long place) {
        Variable variable =
                new Variable("x", new Type(Shape.of(x.sizes()), DType.FLOAT), Variable.Role.INPUT);
        Node y = new Rotary(10_000, pairing).apply(variable.apply(), Node.integer(place));
        return new Evaluator(Map.of(variable, x), 0).valueOf(y);
    }

    private static double dot(NumericArray a, NumericArray b) {
        double sum = 0;
        for (int i = 0; i < SIZE; i++) {
            sum += a.at(0, i) * b.at(0, i);
        }
        return sum;
    }

    private static NumericArray vector(SplittableRandom random) {
        return NumericArray.filled(0, 1, SIZE).map(zero -> random.nextGaussian());
    }

    /** R(m)q · R(n)k is the same for all m and n with the same m − n, and another for others. */
    @ParameterizedTest
    @EnumSource
    void scoreDependsOnTheDistanceOnly(Pairing pairing) {
        long seed = 5;
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 200; trial++) {
            NumericArray q = vector(random);
            NumericArray k = vector(random);
            long m = random.nextInt(5_000);
            long n = random.nextInt(5_000);
            long shift = random.nextInt(5_000);
            double score = dot(turned(pairing, q, m), turned(pairing, k, n));
            double shifted = dot(turned(pairing, q, m + shift), turned(pairing, k, n + shift));
            assertThat(shifted)
                    .as("seed %s, trial %s", seed, trial)
                    .isCloseTo(score, within(ANGLES));
            double other = dot(turned(pairing, q, m + 1), turned(pairing, k, n));
            assertThat(Math.abs(other - score)).isGreaterThan(ANGLES);
        }
    }

    @ParameterizedTest
    @EnumSource
    void lengthStays(Pairing pairing) {
        NumericArray x = vector(new SplittableRandom(1));
        NumericArray y = turned(pairing, x, 77);
        assertThat(dot(y, y)).isCloseTo(dot(x, x), within(ANGLES));
        assertThat(y).isNotEqualTo(x);
    }

    @ParameterizedTest
    @EnumSource
    void placeZeroTurnsNothing(Pairing pairing) {
        NumericArray x = vector(new SplittableRandom(1));
        assertThat(turned(pairing, x, 0)).isEqualTo(x);
    }

    /** (1, 0) turned by one radian, in the first pair; θ₁ = 1/100 in the second. */
    @Test
    void pairsAreWhereTheirNameSays() {
        NumericArray neighbours = NumericArray.of(new double[] {1, 0, 1, 0}, 1, 4);
        NumericArray halves = NumericArray.of(new double[] {1, 1, 0, 0}, 1, 4);
        assertThat(turned(Pairing.INTERLEAVED, neighbours, 1).values())
                .containsExactly(
                        new double[] {Math.cos(1), Math.sin(1), Math.cos(0.01), Math.sin(0.01)},
                        within(ANGLES));
        assertThat(turned(Pairing.HALVES, halves, 1).values())
                .containsExactly(
                        new double[] {Math.cos(1), Math.cos(0.01), Math.sin(1), Math.sin(0.01)},
                        within(ANGLES));
    }

    @Test
    void stepsOfASequenceStandAtTheirOwnPlaces() {
        SplittableRandom random = new SplittableRandom(9);
        NumericArray x = NumericArray.filled(0, 3, SIZE).map(zero -> random.nextGaussian());
        double[] all = turned(Pairing.HALVES, x, 4).values();
        for (int t = 0; t < 3; t++) {
            double[] row = Arrays.copyOfRange(x.values(), t * SIZE, (t + 1) * SIZE);
            double[] alone = turned(Pairing.HALVES, NumericArray.of(row, 1, SIZE), 4 + t).values();
            assertThat(Arrays.copyOfRange(all, t * SIZE, (t + 1) * SIZE)).containsExactly(alone);
        }
    }

    @Test
    void oddSizeIsRejected() {
        Node x = Variable.input("x", DType.FLOAT, Dim.TIME, Dim.of("size", 3));
        assertThatThrownBy(() -> new Rotary(10_000, Pairing.HALVES).apply(x, Node.integer(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "vectors must have an even size to turn in pairs, but found (time, size"
                                + " 3)");
    }
}
