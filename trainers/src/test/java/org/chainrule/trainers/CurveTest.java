package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveTest {
    private static final double ROUNDING = 1e-9; // of sums of thousands of numbers of size 1

    private static Curve of(double... y) {
        return new Curve(IntStream.range(0, y.length).asDoubleStream().toArray(), y);
    }

    private static double[] noise(int count) {
        return new SplittableRandom(1).doubles(count).toArray();
    }

    @Test
    void leavesOutWhatIsNotFinite() {
        List<History.Row> rows =
                List.of(
                        new History.Row(1, 5, 0, 0, 0, Double.NaN),
                        new History.Row(2, Double.NaN, 0, 0, 0, 7),
                        new History.Row(3, Double.POSITIVE_INFINITY, 0, 0, 0, Double.NaN),
                        new History.Row(9, 4, 0, 0, 0, Double.NaN));
        assertThat(Curve.of(rows, History.Row::loss).x()).containsExactly(1, 9);
        assertThat(Curve.of(rows, History.Row::loss).y()).containsExactly(5, 4);
        assertThat(Curve.of(rows, History.Row::validationLoss).x()).containsExactly(2);
    }

    @Test
    void smoothsByTheMeanOfNeighbours() {
        assertThat(of(1, 2, 6, 4, 5, 9).smoothed(1).y())
                .containsExactly(new double[] {1, 3, 4, 5, 6, 7}, within(ROUNDING));
        assertThat(of(1, 2, 6).smoothed(100).y())
                .containsExactly(new double[] {1, 3, 3}, within(ROUNDING));
        assertThat(of().smoothed(3).y()).isEmpty();
    }

    @Test
    void smoothingHasNoLagOnALine() {
        double[] line = IntStream.range(0, 100).mapToDouble(i -> 3 - i / 50.0).toArray();
        double[] smooth = of(line).smoothed(10).y();
        assertThat(Arrays.copyOf(smooth, 90))
                .containsExactly(Arrays.copyOf(line, 90), within(ROUNDING));
    }

    @Test
    void thinsOutOnlyLongCurves() {
        Curve curve = of(noise(100));
        assertThat(curve.thinned(100)).isSameAs(curve);
    }

    @Test
    void thinnedCurveKeepsEachStretchsExtremes() {
        double[] y = noise(10_001);
        y[5_000] = 50;
        y[5_001] = -50;
        Curve thin = of(y).thinned(100);
        assertThat(thin.size()).isBetween(90, 100);
        assertThat(thin.x()).isSorted();
        assertThat(thin.y()).contains(50, -50);
        for (int i = 0; i < thin.size(); i++) {
            assertThat(y[(int) thin.x()[i]]).isEqualTo(thin.y()[i]);
        }
    }
}
