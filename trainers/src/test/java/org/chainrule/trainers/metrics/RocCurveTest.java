package org.chainrule.trainers.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

class RocCurveTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private static final double ROUNDING = 1e-12; // of sums of a hundred shares

    /** The example in scikit-learn's documentation of {@code roc_curve}. */
    @Test
    void goesThroughThePublishedPoints() {
        RocCurve curve =
                RocCurve.of(
                        new boolean[] {false, false, true, true},
                        new double[] {0.1, 0.4, 0.35, 0.8});
        assertThat(curve.points())
                .containsExactly(
                        new RocCurve.Point(INFINITE, 0, 0),
                        new RocCurve.Point(0.8, 0, 0.5),
                        new RocCurve.Point(0.4, 0.5, 0.5),
                        new RocCurve.Point(0.35, 0.5, 1),
                        new RocCurve.Point(0.1, 1, 1));
        assertThat(curve.area()).isEqualTo(0.75);
        assertThat(curve.table().doubleColumn("true positive rate").asDoubleArray())
                .containsExactly(0, 0.5, 0.5, 1, 1);
    }

    /** Mann and Whitney's statistic, which counts pairs. */
    @Property(tries = 200)
    void areaIsTheShareOfPairsInTheRightOrder(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int rows) {
        var random = new SplittableRandom(seed);
        boolean[] positive = new boolean[rows];
        double[] scores = new double[rows];
        for (int i = 0; i < rows; i++) {
            positive[i] = i == 0 || (i > 1 && random.nextBoolean());
            scores[i] = random.nextInt(8); // with ties
        }
        double right = 0;
        long pairs = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
                if (positive[i] && !positive[j]) {
                    pairs++;
                    right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        assertThat(RocCurve.of(positive, scores).area()).isCloseTo(right / pairs, within(ROUNDING));
    }

    @Test
    void equalScoresMakeOnePoint() {
        RocCurve curve = RocCurve.of(new boolean[] {true, false, true}, new double[] {1, 1, 1});
        assertThat(curve.points()).hasSize(2);
        assertThat(curve.area()).isEqualTo(0.5);
    }

    @Test
    void refusesWhatHasNoCurve() {
        assertThatThrownBy(() -> RocCurve.of(new boolean[] {true}, new double[] {1}))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "RocCurve: there must be rows of the class and others, but there are 1 and"
                                + " 0. Use a stratified split, or a larger test part.");
        assertThatThrownBy(
                        () ->
                                RocCurve.of(
                                        new boolean[] {true, false}, new double[] {1, Double.NaN}))
                .hasMessage(
                        "RocCurve: must hold finite numbers, but found NaN at 1. Look at the"
                                + " training loss: has it become NaN?");
    }
}
