package org.chainrule.dsl.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.dsl.djl.TinyGpt.VOCABULARY;
import static org.chainrule.dsl.optimizers.Optimizers.adamW;
import static org.chainrule.dsl.optimizers.Optimizers.sgd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.HashMap;
import java.util.Map;
import org.chainrule.dsl.djl.Learner.Report;
import org.chainrule.dsl.optimizers.Optimizer;
import org.chainrule.dsl.script.Gradients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The gradients of a step, seen through plain descent: with rate 1, they are what a weight loses.
 */
class LearnerGradientsTest {
    /** 64 bits, rounded in another order. */
    private static final double DOUBLE = 1e-12;

    /** 32 bits, whose differences in rounding 20 steps make some ten times greater. */
    private static final double SINGLE = 5e-6;

    private static final double NONE = Double.POSITIVE_INFINITY;

    private static final int CONTEXT = 8;

    private static Trial gpt(double dropout, Optimizer optimizer, Gradients gradients) {
        return Trial.of(TinyGpt.of(CONTEXT, dropout), optimizer, gradients)
                .tokens(4, CONTEXT, VOCABULARY);
    }

    private static Trial exactGpt(Optimizer optimizer, Gradients gradients) {
        return Trial.of(TinyGpt.of(CONTEXT, 0), optimizer, gradients, DataType.FLOAT64)
                .tokens(4, CONTEXT, VOCABULARY);
    }

    private static Map<String, double[]> numbers(Map<String, NDArray> arrays) {
        Map<String, double[]> numbers = new HashMap<>();
        arrays.forEach((name, array) -> numbers.put(name, Trial.numbers(array)));
        return numbers;
    }

    @Test
    void derivedGradientsGiveTheLossesOfAutograd() {
        try (Trial autograd = gpt(0, adamW(1e-2), Gradients.AUTOGRAD);
                Trial derived = gpt(0, adamW(1e-2), Gradients.DERIVED)) {
            assertThat(derived.losses(20)).containsExactly(autograd.losses(20), within(SINGLE));
        }
    }

    @Test
    void derivedGradientsGiveTheLossesOfAutogradWithTheSameDropout() {
        try (Trial autograd = gpt(0.1, adamW(1e-2), Gradients.AUTOGRAD);
                Trial derived = gpt(0.1, adamW(1e-2), Gradients.DERIVED)) {
            assertThat(derived.losses(20)).containsExactly(autograd.losses(20), within(SINGLE));
        }
    }

    /** With a rate of 1, plain descent takes the gradient away from the weight. */
    @Test
    void derivedGradientOfEveryWeightIsAutograds() {
        try (Trial autograd = exactGpt(sgd(1), Gradients.AUTOGRAD);
                Trial derived = exactGpt(sgd(1), Gradients.DERIVED)) {
            autograd.step(1);
            derived.step(1);
            Map<String, double[]> expected = numbers(autograd.weights().arrays());
            numbers(derived.weights().arrays())
                    .forEach(
                            (path, weights) ->
                                    assertThat(weights)
                                            .as(path)
                                            .containsExactly(expected.get(path), within(DOUBLE)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void gradientNormIsTheRootOfAllSquares(Gradients gradients) {
        try (Trial trial = exactGpt(sgd(1), gradients)) {
            Map<String, double[]> before = numbers(trial.weights().arrays());
            Report report = trial.step(1);
            assertThat(report.gradientNorm())
                    .isCloseTo(norm(before, numbers(trial.weights().arrays())), within(DOUBLE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void clippingMakesTheNormOfTheUpdateTheGreatestAllowed(Gradients gradients) {
        try (Trial whole = exactGpt(sgd(1), gradients);
                Trial clipped = exactGpt(sgd(1), gradients)) {
            Map<String, double[]> before = numbers(whole.weights().arrays());
            double norm = whole.step(1).gradientNorm();
            double clip = norm / 3;
            assertThat(clipped.step(1, 1, clip).gradientNorm()).isCloseTo(norm, within(DOUBLE));
            double factor = clip / (norm + 1e-6); // as in torch's clip_grad_norm_
            Map<String, double[]> free = numbers(whole.weights().arrays());
            numbers(clipped.weights().arrays())
                    .forEach(
                            (path, now) -> {
                                for (int i = 0; i < now.length; i++) {
                                    double gradient = before.get(path)[i] - free.get(path)[i];
                                    assertThat(before.get(path)[i] - now[i])
                                            .isCloseTo(factor * gradient, within(DOUBLE));
                                }
                            });
        }
    }

    @Test
    void gradientBelowTheGreatestNormIsNotClipped() {
        try (Trial free = exactGpt(sgd(1), Gradients.AUTOGRAD);
                Trial clipped = exactGpt(sgd(1), Gradients.AUTOGRAD)) {
            double norm = free.step(1).gradientNorm();
            clipped.step(1, 1, 2 * norm);
            assertThat(numbers(clipped.weights().arrays()))
                    .usingRecursiveComparison()
                    .isEqualTo(numbers(free.weights().arrays()));
        }
    }

    @Test
    void rateChangesFromStepToStepWithoutANewProgram() {
        try (Trial trial = exactGpt(sgd(1), Gradients.AUTOGRAD)) {
            Map<String, double[]> start = numbers(trial.weights().arrays());
            Report first = trial.step(1, 0, NONE);
            Report second = trial.step(2, 0.25, NONE); // the rate 0 has left all as it was
            assertThat(second).isEqualTo(first);
            assertThat(norm(start, numbers(trial.weights().arrays())))
                    .isCloseTo(0.25 * first.gradientNorm(), within(DOUBLE));
        }
    }

    private static double norm(Map<String, double[]> before, Map<String, double[]> after) {
        double sum = 0;
        for (String path : before.keySet()) {
            for (int i = 0; i < before.get(path).length; i++) {
                sum += Math.pow(before.get(path)[i] - after.get(path)[i], 2);
            }
        }
        return Math.sqrt(sum);
    }
}
