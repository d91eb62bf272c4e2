package org.chainrule.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chainrule.dsl.losses.Losses.crossEntropy;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.check.GradientCheck;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.ledger.Format;
import org.chainrule.dsl.ledger.Ledger;
import org.chainrule.dsl.ledger.Row;
import org.chainrule.dsl.ledger.Verdict;
import org.chainrule.models.Gpt.Config;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gradient of every parameter of nanoGPT's CPU configuration, with dropout 0.1 to be hard, by
 * hand and by autograd.
 */
class GptGradientsTest {
    /** What was asked for; found: 2e-15. */
    private static final double DOUBLE = 1e-10;

    /** In roundings of 2⁻²⁴ of a tensor's greatest gradient; found: 14. */
    private static final double SINGLE = 32 * 0x1p-24;

    /** A central difference of a loss near 4, in 64 bits: its rounding, a few times over. */
    private static final double CENTRAL = 1e-7;

    private static final Config SHAKESPEARE = new Config(65, 64, 4, 4, 128, 0.1, false);
    private static final int BATCH = 4;

    @BeforeAll
    static void oneThreadIsEnough() {
        Native.threads(1);
    }

    private static NumericArray tokens(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return NumericArray.filled(0, BATCH, 64).map(zero -> random.nextInt(65));
    }

    /** All parameters as training begins with them, or each moved by up to 0.1. */
    private static Ledger check(GradientCheck check, boolean asInTraining) {
        SequenceNet net = Gpt.of(SHAKESPEARE);
        Map<String, NumericArray> parameters = new HashMap<>();
        for (Parameter parameter : net.parameters()) {
            double[] drawn = parameter.values(1337);
            parameters.put(parameter.path(), NumericArray.of(drawn, parameter.shape().sizes()));
        }
        return (asInTraining ? check.withParameters(parameters) : check)
                .of(net, crossEntropy(), tokens(1), tokens(2));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyParametersGradientIsAutogradsIn64Bits(boolean asInTraining) {
        Ledger ledger = check(new GradientCheck().withSamples(1), asInTraining);
        assertThat(ledger.rows()).hasSize(Gpt.of(SHAKESPEARE).parameters().size());
        assertThat(ledger.rows())
                .allSatisfy(
                        row -> {
                            assertThat(row.verdict()).isEqualTo(Verdict.PASS);
                            assertThat(row.norm()).isPositive();
                            assertThat(row.manualAutograd().relative()).isLessThan(DOUBLE);
                            assertThat(row.manualNumerical().greatest()).isLessThan(CENTRAL);
                        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyParametersGradientIsAutogradsIn32BitsToSomeRoundings(boolean asInTraining) {
        GradientCheck check = new GradientCheck().withFormat(Format.FLOAT32).withSamples(0);
        assertThat(check(check, asInTraining).rows())
                .hasSize(Gpt.of(SHAKESPEARE).parameters().size())
                .allSatisfy(row -> assertThat(row.manualAutograd().relative()).isLessThan(SINGLE));
    }

    @Test
    void everyStepsGradientIsAutogradsIn64Bits() {
        Ledger ledger = check(new GradientCheck().withSamples(0).withIntermediates(), true);
        assertThat(ledger.rows())
                .filteredOn(row -> row.kind() == Row.Kind.STEP)
                .hasSizeGreaterThan(80)
                .allSatisfy(row -> assertThat(row.manualAutograd().relative()).isLessThan(DOUBLE));
    }
}
