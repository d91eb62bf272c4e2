package org.chainrule.dsl.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.dsl.check.GradientAssertions.assertGradients;
import static org.chainrule.dsl.losses.Losses.crossEntropy;

import java.util.List;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.CentralDifferences;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.ledger.Format;
import org.chainrule.dsl.ledger.Ledger;
import org.chainrule.dsl.ledger.Row;
import org.chainrule.dsl.ops.CrossEntropy;
import org.chainrule.dsl.ops.Gelu;
import org.chainrule.dsl.ops.Linear;
import org.junit.jupiter.api.Test;

class GradCheckTest {
    private static final NumericArray X = NumericArray.of(new double[] {-1, 0.5, 2}, 3);

    /** x³, right to the second derivative. */
    private record Cube() implements Op {
        @Override
        public List<Node> forward(List<Node> in) {
            return List.of(in.get(0).pow(3));
        }

        @Override
        public List<Node> vjp(Call call, Node dy) {
            return List.of(dy.times(call.input(0).square()).times(3));
        }
    }

    /** x³, whose gradient is right but has a wrong one itself. */
    private record FlatCube() implements Op {
        @Override
        public List<Node> forward(List<Node> in) {
            return List.of(in.get(0).pow(3));
        }

        @Override
        public List<Node> vjp(Call call, Node dy) {
            return List.of(new Gradient().apply(dy, call.input(0)));
        }

        private record Gradient() implements Op {
            @Override
            public List<Node> forward(List<Node> in) {
                return List.of(in.get(0).times(in.get(1).square()).times(3));
            }

            @Override
            public List<Node> vjp(Call call, Node dy) {
                return List.of(dy.times(call.input(1).square()).times(3), dy);
            }
        }
    }

    /** With examples of its own. */
    public record Documented() implements Op {
        @Override
        public List<Node> forward(List<Node> in) {
            return List.of(in.get(0).exp());
        }

        /** Where it is right, and where it is not. */
        public static List<Example> examples() {
            return List.of(
                    Example.of(new Documented(), Example.reals(2)),
                    Example.of(new BrokenOps.Square(), Example.reals(2)));
        }
    }

    @Test
    void defaultsAreTorchs() {
        GradientCheck options = GradCheck.options();
        assertThat(options.format()).isEqualTo(Format.FLOAT64);
        assertThat(options.numerical().absolute()).isEqualTo(1e-5);
        assertThat(options.numerical().relative()).isEqualTo(1e-3);
        assertThat(CentralDifferences.STEP).isEqualTo(1e-6);
    }

    @Test
    void everyNumberOfEveryInputIsChecked() {
        Ledger ledger =
                GradCheck.gradcheck(
                        new Linear(), Example.reals(6, 10), Example.reals(7, 10), Example.reals(7));
        assertThat(ledger.passed()).isTrue();
        assertThat(ledger.rows()).extracting(Row::path).containsExactly("x0", "x1", "x2");
        assertThat(ledger.rows()).extracting(Row::sampled).containsExactly(60, 70, 7);
    }

    @Test
    void rightOpPassesBoth() {
        assertThat(GradCheck.gradcheck(new Cube(), X).passed()).isTrue();
        assertThat(GradCheck.gradgradcheck(new Cube(), X).passed()).isTrue();
    }

    /** Of y = x³: dx = 3x²·c, and by c it is 3x²·d: its norm is that of c·3x². */
    @Test
    void gradientIsAtTheGivenInputs() {
        Ledger ledger = GradCheck.gradcheck(new Cube(), NumericArray.of(new double[] {0}, 1));
        assertThat(ledger.rows().get(0).norm()).isZero();
    }

    @Test
    void wrongFirstDerivativeFailsGradcheck() {
        assertThat(GradCheck.gradcheck(new BrokenOps.Cosine(), X).passed()).isFalse();
    }

    @Test
    void wrongSecondDerivativeFailsGradgradcheckAlone() {
        assertThat(GradCheck.gradcheck(new FlatCube(), X).passed()).isTrue();
        assertThat(GradCheck.gradgradcheck(new FlatCube(), X).passed()).isFalse();
    }

    @Test
    void inputsOfWholeNumbersAreDrawnBelowTheirBound() {
        Ledger ledger =
                GradCheck.gradcheck(
                        new CrossEntropy(-100), Example.reals(4, 5), Example.below(5, 4));
        assertThat(ledger.passed()).isTrue();
        assertThat(ledger.rows()).extracting(Row::path).containsExactly("x0");
    }

    @Test
    void opWithoutRealInputIsRefused() {
        assertThatThrownBy(() -> GradCheck.gradcheck(new Cube(), Example.below(3, 2)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "cube: an op must have a real input that its outputs depend on, but this"
                                + " one has none. There is no gradient to check.");
    }

    @Test
    void assertionPassesOnRightOps() {
        assertThatCode(() -> assertGradients(new Gelu())).doesNotThrowAnyException();
        assertThatCode(() -> assertGradients(new Cube(), X)).doesNotThrowAnyException();
        assertThatCode(() -> assertGradients(new Cube(), Example.between(1, 2, 2, 3)))
                .doesNotThrowAnyException();
    }

    /** c is drawn from the seed, so the numbers are these: dy·x, 2·dy·x, and the difference. */
    @Test
    void assertionNamesInputIndexGradientsAndSeed() {
        assertThatThrownBy(() -> assertGradients(new BrokenOps.Square(), X))
                .isInstanceOf(AssertionError.class)
                .message()
                .startsWith("square: all gradients must agree, but they do not:\n")
                .containsPattern(
                        "\nsquare: x0 at \\[[012]]: manual \\S+, autograd \\S+, numerical \\S+, seed"
                                + " 1337\n")
                .contains("\nsquare, second derivative: x0 at ");
    }

    @Test
    void assertionRunsTheExamplesOfTheClass() {
        assertThatThrownBy(() -> assertGradients(new Documented()))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("square: all gradients must agree");
    }

    @Test
    void assertionHoldsAnOpToTheContract() {
        assertThatThrownBy(() -> assertGradients(new BrokenOps.Center(), Example.reals(2, 3)))
                .hasMessageContaining("dx0 step by step, against central differences");
    }

    @Test
    void assertionNeedsInputs() {
        assertThatThrownBy(() -> assertGradients(new Cube()))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "cube: an op must have inputs to be checked on, but it has no static"
                                + " examples(). Declare it, or give inputs after the op.");
    }

    @Test
    void assertionTakesALedger() {
        NumericArray x = Batches.reals(1, 2, 3);
        NumericArray y = NumericArray.filled(0, 2);
        assertThatCode(
                        () ->
                                assertGradients(
                                        Net.features(3)
                                                .dense(2)
                                                .checkGradients(crossEntropy(), x, y)))
                .doesNotThrowAnyException();
        Net broken = Net.features(3).activation(new BrokenOps.Cosine()).dense(2);
        assertThatThrownBy(() -> assertGradients(broken.checkGradients(crossEntropy(), x, y)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "network: all gradients must agree, but they do not:\ncosine: the"
                                + " vector-Jacobian product of cosine must be autograd's");
    }
}
