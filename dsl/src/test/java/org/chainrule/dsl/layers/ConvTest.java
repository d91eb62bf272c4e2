package org.chainrule.dsl.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.dsl.initializers.Initializers.constant;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.dsl.ImageNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Sizes;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.ops.Pad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConvTest {
    private static final double ROUNDING = 1e-12; // of sums of a few numbers around 1

    private static NumericArray evaluate(Network net, NumericArray x) {
        return new Evaluator(values(net, x), 0).valueOf(net.declare(Mode.EVALUATION).output());
    }

    /** The input and drawn parameters. */
    private static Map<Variable, NumericArray> values(Network net, NumericArray x) {
        Map<Variable, NumericArray> values = new HashMap<>(Map.of(net.input(), x));
        for (Parameter parameter : net.parameters()) {
            double[] drawn =
                    parameter
                            .initializer()
                            .values(parameter.shape(), new SplittableRandom(1))
                            .toArray();
            values.put(parameter.variable(), NumericArray.of(drawn, parameter.shape().sizes()));
        }
        return values;
    }

    private static NumericArray counting(long... sizes) {
        int count = (int) Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
        return NumericArray.of(IntStream.rangeClosed(1, count).asDoubleStream().toArray(), sizes);
    }

    /** 1 to 9 in a square: each 2×2 window's sum, by hand. */
    @Test
    void onesAsKernelAddUpEachWindow() {
        ImageNet net = Net.image(1, 3, 3).conv(1, 2, c -> c.withoutBias().withWeights(constant(1)));
        assertThat(evaluate(net, counting(1, 1, 3, 3)).values()).containsExactly(12, 16, 24, 28);
    }

    /** The kernel is not turned, other than in mathematics. */
    @Test
    void kernelIsNotTurned() {
        SequenceNet net = Net.sequence(1).conv(1, 2, c -> c.withoutBias());
        Variable weight = net.parameters().get(0).variable();
        Map<Variable, NumericArray> values = new HashMap<>(values(net, counting(1, 3, 1)));
        values.put(weight, NumericArray.of(new double[] {10, 1}, 1, 1, 2));
        Node y = net.declare(Mode.EVALUATION).output();
        assertThat(new Evaluator(values, 0).valueOf(y).values()).containsExactly(12, 23);
    }

    /** Each number lays the kernel: 1 2 3 with a stride of 2 and ones of size 3. */
    @Test
    void transposedKernelIsLaidByEachNumber() {
        SequenceNet net =
                Net.sequence(1)
                        .transposedConv(
                                1, 3, c -> c.withStride(2).withoutBias().withWeights(constant(1)));
        assertThat(evaluate(net, counting(1, 3, 1)).values()).containsExactly(1, 1, 3, 2, 5, 3, 3);
    }

    @Test
    void sizesFollowTheFormula() {
        ImageNet net =
                Net.image(3, 32, 20)
                        .conv(8, 5, c -> c.withPadding(2).withStride(2, 3).withDilation(1, 2));
        // ⌊(32 + 4 − 4 − 1)/2⌋ + 1 and ⌊(20 + 4 − 8 − 1)/3⌋ + 1
        assertThat(net.output().sizes()).containsExactly(-1, 8, 16, 6);
    }

    @Test
    void sizeOfAnOpenSequenceFollowsTheFormula() {
        SequenceNet net =
                Net.sequence(4)
                        .conv(8, 3, c -> c.withStride(2))
                        .maxPool(2)
                        .transposedConv(2, 4, c -> c.withStride(3).withPadding(1))
                        .upsample(2);
        for (long n = 5; n < 12; n++) {
            long conv = (n - 3) / 2 + 1;
            long transposed = (conv / 2 - 1) * 3 - 2 + 4;
            Sizes sizes = new Sizes(Map.of("batch", 1L, "time", n));
            assertThat(sizes.of(net.output())).containsExactly(1, 2 * transposed, 2);
            double[] actual = evaluate(net, counting(1, n, 4)).values();
            assertThat(actual).hasSize((int) (2 * transposed * 2));
        }
    }

    @Test
    void sequencesOfAnyLengthHaveADerivation() {
        SequenceNet net = Net.sequence(4).conv(3, 3, c -> c.withStride(2));
        assertThat(net.globalAveragePool().derive(Losses.crossEntropy()).text())
                .contains("y = W·windows(x) + b")
                .contains("dW = Σ[batch] dy·windows(x)ᵀ");
    }

    @Test
    void derivationIsTheTextbooks() {
        ImageNet net = Net.image(2, 6, 6).conv(3, 3).averagePool(2);
        assertThat(net.flatten().derive(Losses.crossEntropy()).text())
                .contains(
                        """
                           y = W·windows(x) + b
                           dy = ∂L/∂y  (batch, channel 3, height 4, width 4)
                           dx = overlap(Wᵀ·dy)  (batch, channel 2, height 6, width 6)    [to image]
                           dW = Σ[batch] dy·windows(x)ᵀ  (channel 3, channel 2, kernel 3, kernel 3)    [to conv.weight]
                           db = Σ[batch·height·width] dy  (channel 3)    [to conv.bias]
                        """)
                .contains("y = mean[window](windows(x))")
                .contains("dx = overlap(dy/(2·2))");
    }

    @Test
    void parametersAreNamedAndBeginAsInPyTorch() {
        List<Parameter> parameters =
                Net.image(4, 5, 5).conv(6, 3, c -> c.withGroups(2)).parameters();
        assertThat(parameters)
                .extracting(Parameter::path)
                .containsExactly("conv.weight", "conv.bias");
        assertThat(parameters.get(0).shape().sizes()).containsExactly(6, 2, 3, 3);
        double bound = 1 / Math.sqrt(2 * 3 * 3);
        for (Parameter parameter : parameters) {
            List<Double> drawn =
                    parameter
                            .initializer()
                            .values(parameter.shape(), new SplittableRandom(3))
                            .boxed()
                            .toList();
            assertThat(drawn)
                    .allMatch(value -> Math.abs(value) <= bound)
                    .anyMatch(value -> Math.abs(value) > bound / 2);
        }
    }

    @Test
    void causalStepsDoNotSeeLaterOnes() {
        SequenceNet net =
                Net.sequence(2)
                        .conv(3, 3, c -> c.causal().withDilation(2))
                        .conv(2, 2, Conv::causal);
        NumericArray x = counting(1, 7, 2);
        double[] before = evaluate(net, x).values();
        double[] after = evaluate(net, x.moved(8, 1)).values(); // step 4
        assertThat(Arrays.copyOf(after, 8)).containsExactly(Arrays.copyOf(before, 8));
        assertThat(after[8]).isNotEqualTo(before[8]);
    }

    /** What is made step by step is what the whole sequence gives. */
    @Test
    void causalConvolutionRemembersWhenItDecodes() {
        SequenceNet net = Net.sequence(2).conv(3, 3, c -> c.causal().withDilation(2));
        NumericArray x = counting(1, 6, 2);
        double[] whole = evaluate(net, x).values();
        Declaration decoding = net.declare(Mode.DECODING);
        State state = decoding.states().get(0);
        NumericArray past = NumericArray.filled(0, 1, 2, 0);
        for (int step = 0; step < 6; step++) {
            double[] here = Arrays.copyOfRange(x.values(), 2 * step, 2 * step + 2);
            Map<Variable, NumericArray> values = values(net, NumericArray.of(here, 1, 1, 2));
            values.put((Variable) state.before().call().op(), past);
            Evaluator evaluator = new Evaluator(values, 0);
            assertThat(evaluator.valueOf(decoding.output()).values())
                    .containsExactly(
                            Arrays.copyOfRange(whole, 3 * step, 3 * step + 3), within(ROUNDING));
            past = evaluator.valueOf(state.after());
        }
    }

    private static Arguments refused(Runnable declaration, String message) {
        return Arguments.of(declaration, message);
    }

    private static ImageNet image(Layer layer) {
        return Net.image(4, 3, 6).then(layer);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused(
                        () -> image(new Conv(2, 5, 5)),
                        "conv: the kernel must fit the padded input, but 5 does not fit 3. Use a"
                                + " smaller kernel or more padding."),
                refused(
                        () -> image(new Conv(2, 3, 3).withDilation(2).withPadding(0, 1)),
                        "conv: the kernel must fit the padded input, but 5 does not fit 3. Use a"
                                + " smaller kernel or more padding."),
                refused(
                        () -> image(new Conv(2, 0, 3)),
                        "conv: the kernel must be 1 or more, but found 0. Use 1 or more."),
                refused(
                        () -> image(new Conv(2, 3, 3).withStride(0)),
                        "conv: the stride must be 1 or more, but found 0. Use 1 or more."),
                refused(
                        () -> image(new Conv(2, 3, 3).withPadding(-1)),
                        "conv: the padding must be 0 or more, but found -1. Use 1 or more."),
                refused(
                        () -> image(new Conv(2, 3, 3).withDilation(1, 0)),
                        "conv: the dilation must be 1 or more, but found 0. Use 1 or more."),
                refused(
                        () -> image(new Conv(2, 3, 3).withStride(1, 2, 3)),
                        "conv: the stride must be one number, or one for each axis, but found 3"
                                + " numbers for 2 axes. Give 2."),
                refused(
                        () -> image(new Conv(0, 3, 3)),
                        "conv: there must be 1 or more channels, but found 0. Use 16 or 32."),
                refused(
                        () -> image(new Conv(6, 3, 3).withGroups(3)),
                        "conv: groups must divide the channels, but 3 does not divide 4. Change"
                                + " the groups or the channels."),
                refused(
                        () -> image(new Conv(6, 3, 3).withGroups(4)),
                        "conv: groups must divide the channels, but 4 does not divide 6. Change"
                                + " the groups or the channels."),
                refused(
                        () -> image(new Conv(6, 3, 3).withGroups(0)),
                        "conv: groups must divide the channels, but 0 does not divide 4. Change"
                                + " the groups or the channels."),
                refused(
                        () -> image(new Conv(2, 3, 3).withSamePadding().withStride(2)),
                        "conv: padding that keeps sizes needs a stride of 1, but found [2]. Give"
                                + " the padding as a number."),
                refused(
                        () -> image(new Conv(2, 3, 3).causal()),
                        "conv: a causal kernel must move along time alone, but found 2 axes. Use"
                                + " withSamePadding for images."),
                refused(
                        () -> image(new Conv(2, 3)),
                        "conv: a layer along 1 axis needs (batch, time, width), one along 2 needs"
                                + " (batch, channels, height, width), but found 1 for (batch,"
                                + " channel 4, height 3, width 6). Give as many sizes as there are"
                                + " axes to move along."),
                refused(
                        () ->
                                image(
                                        new Conv(2, 3, 3)
                                                .withPadding(3)
                                                .withPaddingMode(Pad.Mode.REFLECT)),
                        "conv: the layer must fit its input (batch, channel 4, height 3, width 6),"
                                + " but what is put around an axis must be found in it, but 3 is"
                                + " more than 2. Change the layer or the one before it."),
                refused(
                        () -> image(new TransposedConv(2, 3, 3).withOutputPadding(1)),
                        "transposedConv: the output padding must be less than the stride or the"
                                + " dilation, but found 1. Use 0 or less."),
                refused(
                        () -> image(new TransposedConv(2, 1, 1).withPadding(2)),
                        "transposedConv: what comes out must have a size of 1 or more, but found"
                                + " -1. Use less padding or a larger kernel."),
                refused(
                        () -> image(new TransposedConv(3, 2, 2).withGroups(2)),
                        "transposedConv: groups must divide the channels, but 2 does not divide 3."
                                + " Change the groups or the channels."),
                refused(
                        () -> Net.sequence(2).conv(2, 3).declare(Mode.DECODING),
                        "conv: what makes text may not look ahead, but a convolution that is not"
                                + " causal sees steps after its own. Use causal layers alone."),
                refused(
                        () -> image(new Upsample(0)),
                        "upsample: the factor must be 1 or more, but found 0. Use 2."));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatDoesNotFitIsRefused(Runnable declaration, String message) {
        assertThatThrownBy(declaration::run)
                .isInstanceOf(ChainruleException.class)
                .hasMessage(message);
    }

    @Test
    void sequenceThatIsTooShortIsRefusedWhenTheNetworkIsCalled() {
        Sizes sizes = new Sizes(Map.of("batch", 1L, "time", 2L));
        List<Requirement> required =
                Net.sequence(2)
                        .conv(3, 4, c -> c.withPadding(0))
                        .declare(Mode.TRAINING)
                        .requirements();
        assertThat(required).hasSize(1);
        assertThatThrownBy(() -> required.get(0).check(sizes))
                .hasMessage(
                        "conv: the kernel must fit the padded sequence, which needs 4 or more"
                                + " steps, but found 2. Use longer sequences, a smaller kernel or"
                                + " more padding.");
        List<Requirement> transposed =
                Net.sequence(2)
                        .transposedConv(3, 2, c -> c.withPadding(2))
                        .declare(Mode.TRAINING)
                        .requirements();
        assertThatThrownBy(() -> transposed.get(0).check(sizes))
                .hasMessage(
                        "transposedConv: what comes out must have a size of 1 or more, for which"
                                + " it takes 4 or more steps, but found 2. Use longer sequences or"
                                + " less padding.");
    }
}
