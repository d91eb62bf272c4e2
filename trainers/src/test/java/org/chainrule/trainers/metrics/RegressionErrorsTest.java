package org.chainrule.trainers.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;

class RegressionErrorsTest {
    /** The example in scikit-learn's documentation of its regression metrics. */
    @Test
    void errorsAreThoseOfThePublishedExample() {
        RegressionErrors errors =
                RegressionErrors.of(new double[] {3, -0.5, 2, 7}, new double[] {2.5, 0, 2, 8});
        assertThat(errors.meanAbsolute()).isEqualTo(0.5);
        assertThat(errors.meanSquared()).isEqualTo(0.375);
        assertThat(errors.rootMeanSquared()).isCloseTo(0.612, within(0.0005));
        assertThat(errors.r2()).isCloseTo(0.948, within(0.001));
        assertThat(errors.largest()).isEqualTo(1);
        assertThat(errors.table().doubleColumn("value").get(1)).isEqualTo(0.375);
        assertThat(errors.table().stringColumn("error").asList())
                .containsExactly("MAE", "MSE", "RMSE", "largest", "R²");
    }

    @Test
    void predictingTheMeanExplainsNothing() {
        double[] mean = {2, 2, 2};
        assertThat(RegressionErrors.of(new double[] {1, 2, 3}, mean).r2()).isZero();
        assertThat(RegressionErrors.of(mean, new double[] {1, 2, 3}).r2()).isNaN();
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> RegressionErrors.of(new double[1], new double[2]))
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining("but there are 2 predictions for 1 rows");
        double[] infinite = {Double.NEGATIVE_INFINITY};
        assertThatThrownBy(() -> RegressionErrors.of(new double[1], infinite))
                .hasMessageContaining("must hold finite numbers, but found -Infinity at 0");
    }
}
