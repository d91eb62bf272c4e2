package org.chainrule.trainers.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.chainrule.models.Gpt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SideTest {
    private static final int VOCABULARY = 11;
    private static final Gpt.Config CONFIG = new Gpt.Config(VOCABULARY, 8, 1, 2, 16, 0, false);
    private static final Side.Tokens TOKENS = Side.Tokens.random(4, 8, VOCABULARY);
    private static final double RATE = 1e-2;
    private static final double NEAR_GUESSING = 0.05; // first weights are small: logits near 0

    @BeforeAll
    static void useOneThread() {
        Native.threads(1); // other load on the machine matters less
    }

    /** Makes a side. */
    @FunctionalInterface
    private interface Maker {
        Side make();
    }

    static Stream<Arguments> sides() {
        return Stream.of(
                side("derived", () -> chainrule(Gradients.DERIVED)),
                side("autograd", () -> chainrule(Gradients.AUTOGRAD)),
                side("djl", () -> Side.djl(CONFIG, TOKENS, RATE)));
    }

    private static Arguments side(String name, Maker maker) {
        return Arguments.of(name, maker);
    }

    private static Side chainrule(Gradients gradients) {
        return Side.chainrule(
                CONFIG,
                TOKENS,
                Optimizers.adamW(RATE),
                1,
                new Learner.Options(gradients, Precision.FULL, 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sides")
    void lossFallsFromThatOfGuessing(String name, Maker maker) {
        try (Side side = maker.make()) {
            double first = side.step(1);
            assertThat(first).isCloseTo(Math.log(VOCABULARY), within(NEAR_GUESSING));
            double last = first;
            for (int i = 2; i <= 100; i++) {
                last = side.step(i);
            }
            assertThat(last).isLessThan(first / 2);
        }
    }

    @Test
    void tokensAreTheSameForEverySide() {
        Side.Tokens again = Side.Tokens.random(4, 8, VOCABULARY);
        assertThat(again.inputs()).isEqualTo(TOKENS.inputs()).hasSize(32);
        assertThat(again.targets()).isEqualTo(TOKENS.targets()).hasSize(32);
        assertThat(TOKENS.inputs()).isNotEqualTo(TOKENS.targets());
        assertThat(LongStream.of(TOKENS.inputs())).allMatch(t -> t >= 0 && t < VOCABULARY);
    }
}
