package org.chainrule.dsl.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.chainrule.dsl.ops.Gelu;
import org.chainrule.dsl.ops.HardSigmoid;
import org.chainrule.dsl.ops.Sigmoid;
import org.chainrule.dsl.ops.Softplus;
import org.junit.jupiter.api.Test;

class DeviationTest {

    /**
     * In PyTorch 1.13:
     *
     * <pre>
     * x = torch.linspace(-10, 10, 2000001, dtype=torch.float64)
     * g = F.gelu(x)
     * (F.gelu(x, approximate="tanh") - g).abs().max()
     * (x * torch.sigmoid(1.702 * x) - g).abs().max()
     * </pre>
     */
    @Test
    void errorsOfTheApproximationsOfGelu() {
        Deviation tanh = of(Gelu.Approximation.TANH);
        Deviation sigmoid = of(Gelu.Approximation.SIGMOID);
        assertThat(tanh.greatest()).isCloseTo(0.0004732355207, within(1e-8));
        assertThat(Math.abs(tanh.at())).isCloseTo(2.6989, within(1e-3));
        assertThat(sigmoid.greatest()).isCloseTo(0.02033487221, within(1e-8));
        assertThat(Math.abs(sigmoid.at())).isCloseTo(2.2704, within(1e-3));
        assertThat(of(Gelu.Approximation.EXACT).greatest()).isZero();
    }

    private static Deviation of(Gelu.Approximation approximation) {
        return Deviation.of(new Gelu(approximation), new Gelu(), -10, 10);
    }

    /** Farthest where the slopes are equal, σ(1 − σ) = 1/6: σ = (1 + 1/√3)/2. */
    @Test
    void hardSigmoidIsFarthestWhereTheSlopesAreEqual() {
        double s = (1 + 1 / Math.sqrt(3)) / 2;
        double x = Math.log(s / (1 - s));
        Deviation hard = Deviation.of(new HardSigmoid(), new Sigmoid(), -8, 8);
        assertThat(Math.abs(hard.at())).isCloseTo(x, within(2e-4)); // a step is 1.6e-4
        assertThat(hard.greatest()).isCloseTo(Math.abs(x / 6 + 0.5 - s), within(1e-9));
    }

    /** ln(1 + e^20) − 20, which is e^−20 to first order, is what PyTorch's threshold leaves out. */
    @Test
    void thresholdOfSoftplusCostsTwoBillionths() {
        Deviation jump = Deviation.of(new Softplus(), Softplus.exact(), 20, 25);
        assertThat(jump.greatest()).isLessThanOrEqualTo(Math.exp(-20));
        assertThat(jump.greatest()).isCloseTo(Math.exp(-20), within(1e-12));
    }
}
