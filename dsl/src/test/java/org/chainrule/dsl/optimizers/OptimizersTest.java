package org.chainrule.dsl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.dsl.optimizers.Optimizers.adadelta;
import static org.chainrule.dsl.optimizers.Optimizers.adagrad;
import static org.chainrule.dsl.optimizers.Optimizers.adam;
import static org.chainrule.dsl.optimizers.Optimizers.adamW;
import static org.chainrule.dsl.optimizers.Optimizers.adamax;
import static org.chainrule.dsl.optimizers.Optimizers.lion;
import static org.chainrule.dsl.optimizers.Optimizers.matrices;
import static org.chainrule.dsl.optimizers.Optimizers.momentum;
import static org.chainrule.dsl.optimizers.Optimizers.muon;
import static org.chainrule.dsl.optimizers.Optimizers.nAdam;
import static org.chainrule.dsl.optimizers.Optimizers.rAdam;
import static org.chainrule.dsl.optimizers.Optimizers.rmsProp;
import static org.chainrule.dsl.optimizers.Optimizers.sgd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.djl.Learner.Options;
import org.chainrule.dsl.djl.Trial;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The optimizers against PyTorch's own, over 100 steps. */
class OptimizersTest {
    private static final double NONE = Double.POSITIVE_INFINITY;

    /** 64 bits, whose rounding 100 steps may make ten thousand times greater. */
    private static final double DOUBLE = 1e-11;

    /** PyTorch's own runs in 32 bits end up to 3.4e-6 away from its runs in 64, AdamW's most. */
    private static final double SINGLE = 5e-6;

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("adamW", adamW(0.01), NONE),
                Arguments.of(
                        "adamW decays matrices",
                        adamW(0.02).betas(0.9, 0.95).epsilon(1e-6).weightDecay(0.1, matrices()),
                        NONE),
                Arguments.of("adamW clipped", adamW(0.01).weightDecay(0), 0.05),
                Arguments.of("sgd", sgd(0.1), NONE),
                Arguments.of("sgd clipped", sgd(0.1), 0.05),
                Arguments.of("sgd decays", sgd(0.1).weightDecay(0.05), NONE),
                Arguments.of("sgd momentum", sgd(0.05).momentum(0.9), NONE),
                Arguments.of(
                        "sgd momentum decays matrices",
                        sgd(0.05).momentum(0.8).weightDecay(0.05, matrices()),
                        NONE),
                Arguments.of("sgd nesterov", sgd(0.05).nesterov(0.9).weightDecay(0.01), NONE));
    }

    private static Trial trial(Optimizer optimizer, Gradients gradients, DataType type) {
        Options options = new Options(gradients, Precision.FULL, 1);
        Trial trial = new Trial(Reference.net(), optimizer, options, Reference.weights(type));
        return trial.on(Reference.batch(trial.manager(), type));
    }

    private static void assertFollows(String name, Trial trial, double clip, double tolerance) {
        Reference expected = Reference.of(name);
        for (int step = 1; step <= Reference.STEPS; step++) {
            var report = trial.step(step, trial.optimizer().rate(), clip);
            if (step % 10 == 1) {
                assertThat(report.loss())
                        .as("loss of step %d", step)
                        .isCloseTo(expected.losses()[step / 10], within(tolerance));
                assertThat(report.gradientNorm())
                        .as("gradient norm of step %d", step)
                        .isCloseTo(expected.norms()[step / 10], within(tolerance));
            }
        }
        expected.weights()
                .forEach(
                        (path, weights) ->
                                assertThat(trial.values(path))
                                        .as(path)
                                        .containsExactly(weights, within(tolerance)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void followsPyTorchIn64Bits(String name, Optimizer optimizer, double clip) {
        try (Trial trial = trial(optimizer, Gradients.AUTOGRAD, DataType.FLOAT64)) {
            assertFollows(name, trial, clip, DOUBLE);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void followsPyTorchIn32Bits(String name, Optimizer optimizer, double clip) {
        try (Trial trial = trial(optimizer, Gradients.AUTOGRAD, DataType.FLOAT32)) {
            assertFollows(name, trial, clip, SINGLE);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void followsPyTorchByDerivedGradients(String name, Optimizer optimizer, double clip) {
        try (Trial trial = trial(optimizer, Gradients.DERIVED, DataType.FLOAT64)) {
            assertFollows(name, trial, clip, DOUBLE);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void followsPyTorchByItsExpression(String name, Optimizer optimizer, double clip) {
        Optimizer expression = ByExpression.of(optimizer);
        try (Trial trial = trial(expression, Gradients.AUTOGRAD, DataType.FLOAT64)) {
            assertFollows(name, trial, clip, DOUBLE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void expressionLeavesTheWeightsAndSlotsOfTheKernel(Gradients gradients) {
        Optimizer whole = adamW(0.01).weightDecay(0.1, matrices());
        try (Trial byKernel = trial(whole, gradients, DataType.FLOAT32);
                Trial inParts = trial(ByExpression.of(whole), gradients, DataType.FLOAT32)) {
            byKernel.losses(Reference.STEPS);
            inParts.losses(Reference.STEPS);
            for (String path : inParts.weights().arrays().keySet()) {
                assertThat(byKernel.values(path))
                        .as(path)
                        .containsExactly(inParts.values(path), within(SINGLE));
            }
            Map<String, NDArray> slots = inParts.learner().slots();
            byKernel.learner()
                    .slots()
                    .forEach(
                            (name, slot) ->
                                    assertThat(Trial.numbers(slots.get(name)))
                                            .as(name)
                                            .containsExactly(Trial.numbers(slot), within(SINGLE)));
        }
    }

    /** It reads the step and what clipping divides by as 32 bits, and fails where it finds 64. */
    @Test
    void kernelRunsIn32BitsOnly() {
        Optimizer whole = adamW(0.01);
        try (Trial single = trial(whole, Gradients.AUTOGRAD, DataType.FLOAT32);
                Trial wide = trial(whole, Gradients.AUTOGRAD, DataType.FLOAT64)) {
            assertThat(single.learner().source()).contains("_fused_adamw_");
            assertThat(wide.learner().source()).doesNotContain("_fused_adamw_");
        }
    }

    @Test
    void adamWKeepsTwoSlotsOfEachWeightsShape() {
        try (Trial trial = trial(adamW(0.01), Gradients.AUTOGRAD, DataType.FLOAT32)) {
            Map<String, NDArray> slots = trial.learner().slots();
            assertThat(slots.keySet())
                    .containsExactly(
                            "m dense.weight",
                            "m dense.bias",
                            "m logits.weight",
                            "m logits.bias",
                            "v dense.weight",
                            "v dense.bias",
                            "v logits.weight",
                            "v logits.bias");
            assertThat(slots.get("v dense.weight").getShape().getShape()).containsExactly(4, 3);
            assertThat(slots.get("m logits.bias").getShape().getShape()).containsExactly(3);
            slots.values().forEach(slot -> assertThat(Trial.numbers(slot)).containsOnly(0));
        }
    }

    @Test
    void plainDescentKeepsNoSlotsAndMomentumKeepsOne() {
        assertThat(sgd(0.1).slots()).isEmpty();
        assertThat(sgd(0.1).momentum(0.9).slots()).containsExactly(Slot.of("v"));
        assertThat(sgd(0.1).nesterov(0.9).slots()).containsExactly(Slot.of("v"));
    }

    @Test
    void matricesAreTheWeightsWithTwoAxesOrMore() {
        List<String> decayed =
                Net.tokens(8).embed(10, 4).layerNorm().dense(3).parameters().stream()
                        .filter(p -> matrices().test(p.variable()))
                        .map(Parameter::path)
                        .toList();
        assertThat(decayed).containsExactly("embed.weight", "dense.weight");
    }

    @Test
    void adamWBeginsWithPyTorchsDefaults() {
        AdamW defaults = adamW(1e-3);
        assertThat(defaults.rate()).isEqualTo(1e-3);
        assertThat(defaults.scalars())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("beta1", 0.9, "beta2", 0.999, "epsilon", 1e-8, "decay", 0.01));
    }

    @Test
    void optionsLeaveTheEarlierValueAsItWas() {
        AdamW before = adamW(1e-3);
        assertThat(before.betas(0.8, 0.9).weightDecay(0.5).epsilon(1e-4).scalars())
                .containsEntry("beta1", 0.8)
                .containsEntry("decay", 0.5)
                .containsEntry("epsilon", 1e-4);
        assertThat(before).isEqualTo(before.betas(0.9, 0.999));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(() -> adamW(-1), "adamW", "the learning rate", "Infinity", "-1.0"),
                mistake(() -> adamW(1).betas(1, 0.9), "adamW", "beta1", "1.0", "1.0"),
                mistake(() -> adamW(1).betas(0.9, -0.1), "adamW", "beta2", "1.0", "-0.1"),
                mistake(() -> adamW(1).epsilon(-1), "adamW", "epsilon", "Infinity", "-1.0"),
                mistake(
                        () -> adamW(1).weightDecay(Double.NaN),
                        "adamW",
                        "the weight decay",
                        "Infinity",
                        "NaN"),
                mistake(() -> sgd(NONE), "sgd", "the learning rate", "Infinity", "Infinity"),
                mistake(() -> sgd(1).momentum(1), "sgd", "the momentum", "1.0", "1.0"),
                mistake(() -> sgd(1).nesterov(-1), "sgd", "the momentum", "1.0", "-1.0"),
                mistake(
                        () -> sgd(1).weightDecay(-1),
                        "sgd",
                        "the weight decay",
                        "Infinity",
                        "-1.0"),
                mistake(
                        () -> sgd(1).momentum(0.9).dampening(1),
                        "sgd",
                        "the dampening",
                        "1.0",
                        "1.0"),
                mistake(() -> momentum(1, 1), "momentum", "γ", "1.0", "1.0"),
                mistake(() -> adam(-1), "adam", "the learning rate", "Infinity", "-1.0"),
                mistake(() -> adam(1).betas(0.9, 1), "adam", "beta2", "1.0", "1.0"),
                mistake(() -> rmsProp(1).alpha(1), "rmsProp", "alpha", "1.0", "1.0"),
                mistake(() -> rmsProp(1).momentum(-1), "rmsProp", "the momentum", "1.0", "-1.0"),
                mistake(
                        () -> adagrad(1).initial(-1),
                        "adagrad",
                        "the first sum of squares",
                        "Infinity",
                        "-1.0"),
                mistake(
                        () -> adagrad(1).rateDecay(-1),
                        "adagrad",
                        "the decay of the rate",
                        "Infinity",
                        "-1.0"),
                mistake(() -> adadelta(1).rho(1), "adadelta", "rho", "1.0", "1.0"),
                mistake(() -> adamax(1).betas(-1, 0), "adamax", "beta1", "1.0", "-1.0"),
                mistake(
                        () -> nAdam(1).momentumDecay(-1),
                        "nAdam",
                        "the momentum decay",
                        "Infinity",
                        "-1.0"),
                mistake(() -> rAdam(1).epsilon(-1), "rAdam", "epsilon", "Infinity", "-1.0"),
                mistake(() -> lion(1).betas(1, 0), "lion", "beta1", "1.0", "1.0"),
                mistake(() -> muon(1).momentum(1), "muon", "the momentum", "1.0", "1.0"),
                Arguments.of(
                        (ThrowingCallable) () -> muon(1).iterations(0),
                        "muon: Newton–Schulz must make a step at least, but found 0. Five are"
                                + " common."),
                Arguments.of(
                        (ThrowingCallable) () -> sgd(1).nesterov(0),
                        "sgd: Nesterov's momentum must be more than 0, and is not dampened, but"
                                + " found momentum 0.0 and dampening 0.0. Use a momentum such as"
                                + " 0.9, and no dampening."),
                Arguments.of(
                        (ThrowingCallable) () -> sgd(1).nesterov(0.9).dampening(0.5),
                        "sgd: Nesterov's momentum must be more than 0, and is not dampened, but"
                                + " found momentum 0.9 and dampening 0.5. Use a momentum such as"
                                + " 0.9, and no dampening."));
    }

    private static Arguments mistake(
            ThrowingCallable call, String where, String name, String high, String found) {
        return Arguments.of(
                call,
                "%s: %s must be at least 0.0 and less than %s, but found %s. Choose a value in that range."
                        .formatted(where, name, high, found));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    void valuesOutOfRangeAreRejected(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(ChainruleException.class).hasMessage(message);
    }
}
