package org.chainrule.trainers.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class ConfusionMatrixTest {
    private static final double ROUNDING = 1e-12; // of a few divisions

    /** The example in scikit-learn's documentation of {@code confusion_matrix}. */
    private static final ConfusionMatrix PUBLISHED =
            ConfusionMatrix.of(
                    List.of("ant", "bird", "cat"),
                    new int[] {2, 0, 2, 2, 0, 1},
                    new int[] {0, 0, 2, 2, 0, 2});

    @Test
    void countsAsThePublishedExample() {
        long[][] published = {{2, 0, 0}, {0, 0, 1}, {1, 0, 2}};
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(PUBLISHED.count(i, j)).isEqualTo(published[i][j]);
            }
        }
        assertThat(PUBLISHED.accuracy()).isEqualTo(4 / 6.0);
        Table table = PUBLISHED.table();
        assertThat(table.columnNames())
                .containsExactly(
                        "actual \\ predicted", "predicted ant", "predicted bird", "predicted cat");
        assertThat(table.longColumn("predicted cat").asList()).containsExactly(0L, 1L, 2L);
    }

    /** The example of {@code precision_recall_fscore_support}: 0.22, 0.33 and 0.26. */
    @Test
    void meansAreThoseOfThePublishedExample() {
        var matrix =
                ConfusionMatrix.of(
                        List.of("cat", "dog", "pig"),
                        new int[] {0, 1, 2, 0, 1, 2},
                        new int[] {0, 2, 1, 0, 0, 1});
        assertThat(matrix.macroPrecision()).isCloseTo(2 / 9.0, within(ROUNDING));
        assertThat(matrix.macroRecall()).isCloseTo(1 / 3.0, within(ROUNDING));
        assertThat(matrix.macroF1()).isCloseTo(4 / 15.0, within(ROUNDING));
        assertThat(matrix.f1(0)).isCloseTo(0.8, within(ROUNDING));
    }

    @Test
    void shareOfNothingIsMissing() {
        Table table = PUBLISHED.perClass();
        assertThat(PUBLISHED.precision(1)).isNaN();
        assertThat(PUBLISHED.recall(1)).isZero();
        assertThat(PUBLISHED.f1(1)).isZero();
        assertThat(table.doubleColumn("precision").isMissing(1)).isTrue();
        assertThat(table.doubleColumn("recall").asDoubleArray()).containsExactly(1, 0, 2 / 3.0);
        assertThat(table.longColumn("support").asList()).containsExactly(2L, 1L, 3L);
    }

    @Test
    void refusesWhatDoesNotFit() {
        List<String> labels = List.of("a", "b");
        assertThatThrownBy(() -> ConfusionMatrix.of(labels, new int[2], new int[3]))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "ConfusionMatrix: there must be a prediction for each row, and at least one"
                                + " row, but there are 3 predictions for 2 rows. Predict the rows of"
                                + " the test part, all of them.");
        assertThatThrownBy(() -> ConfusionMatrix.of(labels, new int[0], new int[0]))
                .hasMessageContaining("but there are 0 predictions for 0 rows");
        assertThatThrownBy(() -> ConfusionMatrix.of(labels, new int[] {0, 1}, new int[] {0, 2}))
                .hasMessage(
                        "ConfusionMatrix: classes must be from 0 to 1, but found 2 at 1. Give all"
                                + " labels, in the order of their numbers.");
    }
}
