package org.chainrule.dsl.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.dsl.losses.Losses.crossEntropy;

import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.djl.DjlLayer;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.ledger.FirstBad;
import org.chainrule.dsl.ledger.Format;
import org.chainrule.dsl.ledger.Ledger;
import org.chainrule.dsl.ledger.Row;
import org.chainrule.dsl.ledger.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GradientCheckTest {
    /** A central difference of a loss near 1: its rounding, 10⁻¹⁶/10⁻⁶, a few times over. */
    private static final double CENTRAL = 1e-8;

    /** 64 bits, but for the last bits. */
    private static final double DOUBLE = 1e-14;

    private static final NumericArray X = Batches.reals(3, 5, 4);
    private static final NumericArray Y = Batches.below(3, 4, 5);
    private static final NumericArray TOKENS = Batches.below(7, 5, 2, 5);

    private static final FeatureNet SMOOTH = Net.features(4).dense(6).gelu().dropout(0.2).dense(3);

    private static SequenceNet transformer() {
        return Net.tokens(5)
                .embed(7, 4)
                .learnedPositions()
                .dropout(0.1)
                .residual(r -> r.layerNorm().causalAttention(2, a -> a.withDropout(0.1)))
                .layerNorm()
                .tiedLogits();
    }

    @Test
    void allThreeGradientsAgree() {
        Ledger ledger = SMOOTH.checkGradients(crossEntropy(), X, Y);
        assertThat(ledger.passed()).isTrue();
        assertThat(ledger.rows())
                .extracting(Row::path)
                .containsExactly(
                        "dense.weight", "dense.bias", "dense2.weight", "dense2.bias", "features");
        assertThat(ledger.rows())
                .allSatisfy(
                        row -> {
                            assertThat(row.verdict()).isEqualTo(Verdict.PASS);
                            assertThat(row.norm()).isPositive();
                            assertThat(row.manualAutograd().relative()).isLessThan(1e-14);
                            assertThat(row.manualNumerical().greatest()).isLessThan(CENTRAL);
                            assertThat(row.autogradNumerical().greatest()).isLessThan(CENTRAL);
                        });
    }

    /** dL/db of the last bias is the mean of softmax − onehot, whatever comes before. */
    @Test
    void gradientsAreOfTheGivenParameters() {
        Map<String, NumericArray> zeros =
                Map.of(
                        "dense.weight", NumericArray.filled(0, 2, 1),
                        "dense.bias", NumericArray.filled(0, 2));
        Ledger ledger =
                new GradientCheck()
                        .withParameters(zeros)
                        .of(
                                Net.features(1).dense(2),
                                crossEntropy(),
                                NumericArray.filled(3, 1, 1),
                                NumericArray.filled(0, 1));
        assertThat(ledger.row("dense.bias").orElseThrow().norm())
                .isCloseTo(Math.sqrt(0.5), within(DOUBLE));
        assertThat(ledger.row("dense.weight").orElseThrow().norm())
                .isCloseTo(3 * Math.sqrt(0.5), within(DOUBLE));
    }

    @Test
    void parametersMustHaveTheirSizes() {
        GradientCheck check =
                new GradientCheck().withParameters(Map.of("dense.bias", NumericArray.filled(0, 3)));
        assertThatThrownBy(() -> check.of(SMOOTH, crossEntropy(), X, Y))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "dense.bias: the values of a parameter must have its sizes [6], but found"
                                + " [3]. Reshape them.");
    }

    @ParameterizedTest
    @EnumSource
    void everyStepOfATransformerPassesInEveryFormat(Format format) {
        Ledger ledger =
                new GradientCheck()
                        .withFormat(format)
                        .withIntermediates()
                        .of(transformer(), crossEntropy(), TOKENS, TOKENS);
        assertThat(ledger.rows())
                .filteredOn(row -> row.verdict() != Verdict.PASS)
                .as(ledger.text())
                .isEmpty();
        assertThat(ledger.rows())
                .filteredOn(row -> row.kind() == Row.Kind.STEP)
                .extracting(Row::path)
                .contains("embed", "causalAttention.attention", "residual", "logits")
                .doesNotContain("tokens", "loss");
    }

    @Test
    void inputsOfWholeNumbersHaveNoGradient() {
        Ledger ledger = transformer().checkGradients(crossEntropy(), TOKENS, TOKENS);
        assertThat(ledger.rows()).noneMatch(row -> row.kind() == Row.Kind.INPUT);
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"TRAINING", "EVALUATION"})
    void batchNormIsCheckedWithItsOwnStatisticsAndWithRunningOnes(Mode mode) {
        FeatureNet net = Net.features(2).dense(3).batchNorm().tanh().logits(2);
        NumericArray x = NumericArray.of(new double[] {0.3, -1, 2, 0.5, -0.7, 1.1}, 3, 2);
        NumericArray y = NumericArray.of(new double[] {1, 0, 1}, 3);
        Ledger ledger = new GradientCheck().withMode(mode).of(net, crossEntropy(), x, y);
        assertThat(ledger.passed()).isTrue();
        assertThat(ledger.rows())
                .extracting(Row::path)
                .contains("batchNorm.weight", "batchNorm.bias")
                .noneMatch(path -> path.contains("running"));
    }

    @Test
    void largeTensorsAreSampledAndSmallOnesTakenWhole() {
        Ledger ledger = new GradientCheck().withSamples(5).of(SMOOTH, crossEntropy(), X, Y);
        assertThat(ledger.rows())
                .extracting(row -> row.path() + " " + row.sampled())
                .containsExactly(
                        "dense.weight 5",
                        "dense.bias 5",
                        "dense2.weight 5",
                        "dense2.bias 3",
                        "features 5");
    }

    @Test
    void withoutSamplesThereAreNoCentralDifferences() {
        Ledger ledger = new GradientCheck().withSamples(0).of(SMOOTH, crossEntropy(), X, Y);
        assertThat(ledger.passed()).isTrue();
        assertThat(ledger.rows()).allMatch(row -> Double.isNaN(row.manualNumerical().greatest()));
    }

    @Test
    void sameSeedGivesTheSameLedger() {
        GradientCheck check = new GradientCheck().withSamples(4);
        Ledger one = check.of(SMOOTH, crossEntropy(), X, Y);
        assertThat(check.of(SMOOTH, crossEntropy(), X, Y)).isEqualTo(one);
        assertThat(check.withSeed(2).of(SMOOTH, crossEntropy(), X, Y).rows())
                .isNotEqualTo(one.rows());
    }

    @Test
    void modeSaysWhetherDropoutIsOn() {
        FeatureNet net = Net.features(4).dropout(0.9).dense(3);
        double on = norm(new GradientCheck().of(net, crossEntropy(), X, Y));
        double off =
                norm(new GradientCheck().withMode(Mode.EVALUATION).of(net, crossEntropy(), X, Y));
        double without =
                norm(new GradientCheck().of(Net.features(4).dense(3), crossEntropy(), X, Y));
        assertThat(off).isEqualTo(without);
        assertThat(on).isNotEqualTo(without);
    }

    private static double norm(Ledger ledger) {
        return ledger.row("features").orElseThrow().norm();
    }

    @Test
    void notANumberInTheBatchIsTheFirstBadValue() {
        Ledger ledger = SMOOTH.checkGradients(crossEntropy(), X.with(7, Double.NaN), Y);
        assertThat(ledger.passed()).isFalse();
        assertThat(ledger.rows()).isEmpty();
        assertThat(ledger.firstBad())
                .contains(new FirstBad("features", false, List.of(1, 3), Double.NaN));
        assertThat(ledger.firstBad().orElseThrow())
                .hasToString(
                        "features: the first value that is not a finite number is NaN at [1, 3]. No"
                                + " gradient after it can be checked.");
    }

    @Test
    void stepThatMakesTheFirstBadValueIsNamed() {
        Layer logarithm = (scope, x) -> scope.named("logarithm", x.log());
        Ledger ledger =
                Net.features(4)
                        .dense(4)
                        .gelu()
                        .then(logarithm)
                        .dense(3)
                        .checkGradients(crossEntropy(), X, Y);
        assertThat(ledger.firstBad().orElseThrow().path()).isEqualTo("layer.logarithm");
        assertThat(ledger.firstBad().orElseThrow().isGradient()).isFalse();
    }

    /** √0 is 0, but its slope is not finite. */
    @Test
    void gradientThatIsNotFiniteIsNamed() {
        Layer root = (scope, x) -> x.sqrt();
        Ledger ledger =
                Net.features(2)
                        .then(root)
                        .dense(3)
                        .checkGradients(
                                crossEntropy(),
                                NumericArray.of(new double[] {1, 0}, 1, 2),
                                NumericArray.filled(0, 1));
        assertThat(ledger.firstBad().orElseThrow())
                .satisfies(
                        bad -> {
                            assertThat(bad.path()).isEqualTo("features");
                            assertThat(bad.isGradient()).isTrue();
                            assertThat(bad.index()).containsExactly(0, 1);
                        });
    }

    @Test
    void whatLeadsIntoABlockOfDjlIsUncheckedAndSaysWhy() {
        SequentialBlock block =
                new SequentialBlock()
                        .add(Linear.builder().setUnits(5).build())
                        .add(Activation::relu);
        Ledger ledger =
                Net.features(4)
                        .dense(6)
                        .then(new DjlLayer(block))
                        .dense(4)
                        .gelu()
                        .dense(3)
                        .checkGradients(crossEntropy(), X, Y);
        assertThat(ledger.rows())
                .filteredOn(row -> row.verdict() == Verdict.PASS)
                .extracting(Row::path)
                .containsExactly("dense2.weight", "dense2.bias", "dense3.weight", "dense3.bias");
        assertThat(ledger.rows())
                .filteredOn(row -> row.verdict() == Verdict.UNCHECKED)
                .hasSize(5)
                .allMatch(
                        row ->
                                row.remark()
                                        .equals(
                                                "it leads into sequentialBlock, whose gradient only"
                                                        + " autograd knows"));
        assertThat(ledger.passed()).isTrue();
    }
}
