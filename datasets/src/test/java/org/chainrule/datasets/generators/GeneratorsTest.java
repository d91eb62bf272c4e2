package org.chainrule.datasets.generators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.datasets.Examples;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratorsTest {
    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Stream<String> names() {
        return Generators.names().keySet().stream();
    }

    @Test
    void namesAreThoseOfTheGenerators() {
        assertThat(names())
                .containsExactly(
                        "xor",
                        "spirals",
                        "moons",
                        "circles",
                        "blobs",
                        "linear",
                        "logistic",
                        "sine",
                        "waves",
                        "communities");
    }

    @ParameterizedTest
    @MethodSource("names")
    void sameSeedGivesTheSameExamplesAndAnotherOthers(String name) {
        Generator generator = Generators.named(name);
        Examples examples = generator.examples(1);
        assertThat(examples.name()).isEqualTo(generator.name()).isEqualTo(name);
        assertThat(generator.examples(1).fingerprint()).isEqualTo(examples.fingerprint());
        assertThat(generator.examples(2).fingerprint()).isNotEqualTo(examples.fingerprint());
    }

    @Test
    void unknownNameIsRefused() {
        assertThatThrownBy(() -> Generators.named("mons"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "generator: there must be one of that name, but found \"mons\". Did you"
                                + " mean moons? Choose from xor, spirals, moons, circles, blobs,"
                                + " linear, logistic, sine, waves, communities.");
    }

    private static Arguments bad(Runnable call, String message) {
        return Arguments.of(message, call);
    }

    private static Stream<Arguments> badArguments() {
        var blobs = new Blobs(9);
        var line = new LinearRegression(5);
        var chances = new LogisticRegression(5);
        var graph = new Communities(40);
        return Stream.of(
                bad(
                        () -> new Xor(3),
                        "xor: count must be from 4 to 10000000, but found 3. Draw more."),
                bad(
                        () -> new Xor(10_000_001),
                        "xor: count must be from 4 to 10000000, but found 10000001. Draw fewer."),
                bad(
                        () -> new Xor(4).withNoise(-0.5),
                        "xor: noise must be a finite number, 0 or more, but found -0.5. Use 0 for"
                                + " none."),
                bad(
                        () -> new Moons(1),
                        "moons: count must be from 2 to 10000000, but found 1. Draw more."),
                bad(
                        () -> new Moons(2).withNoise(NAN),
                        "moons: noise must be a finite number, 0 or more, but found NaN. Use 0 for"
                                + " none."),
                bad(
                        () -> new Moons(2).withNoise(INFINITY),
                        "moons: noise must be a finite number, 0 or more, but found Infinity. Use"
                                + " 0 for none."),
                bad(
                        () -> new Circles(0),
                        "circles: count must be from 2 to 10000000, but found 0. Draw more."),
                bad(
                        () -> new Circles(2).withFactor(1),
                        "circles: factor must be above 0 and below 1, but found 1.0. Use 0.5."),
                bad(
                        () -> new Circles(2).withFactor(NAN),
                        "circles: factor must be above 0 and below 1, but found NaN. Use 0.5."),
                bad(
                        () -> new Circles(2).withNoise(-1),
                        "circles: noise must be a finite number, 0 or more, but found -1.0. Use 0"
                                + " for none."),
                bad(
                        () -> new Spirals(9).withArms(1),
                        "spirals: arms must be 2 or more, but found 1. Use 2."),
                bad(
                        () -> new Spirals(4).withArms(5),
                        "spirals: count must be from 5 to 10000000, but found 4. Draw more."),
                bad(
                        () -> new Spirals(4).withTurns(0),
                        "spirals: turns must be a finite number above 0, but found 0.0. Use 1."),
                bad(
                        () -> new Spirals(4).withTurns(NAN),
                        "spirals: turns must be a finite number above 0, but found NaN. Use 1."),
                bad(
                        () -> new Spirals(4).withNoise(-0.1),
                        "spirals: noise must be a finite number, 0 or more, but found -0.1. Use 0"
                                + " for none."),
                bad(
                        () -> blobs.withCentres(1),
                        "blobs: centres must be 2 or more, but found 1. Use 2."),
                bad(
                        () -> blobs.withCentres(10),
                        "blobs: count must be from 10 to 10000000, but found 9. Draw more."),
                bad(
                        () -> blobs.withCentres(List.of(List.of(), List.of())),
                        "blobs: coordinates of a centre must be 1 or more, but found 0. Use 1."),
                bad(
                        () -> blobs.withCentres(List.of(List.of(1.0), List.of(1.0, 2.0))),
                        "blobs: each centre must have as many coordinates as the first, 1, but"
                                + " found [1.0, 2.0]. Give as many for all."),
                bad(
                        () -> blobs.withCentres(List.of(List.of(1.0), List.of(NAN))),
                        "blobs: each of the coordinates must be finite, but found NaN. Give a"
                                + " finite number."),
                bad(
                        () -> blobs.withNoise(NAN),
                        "blobs: noise must be a finite number, 0 or more, but found NaN. Use 0 for"
                                + " none."),
                bad(
                        () -> new LinearRegression(0),
                        "linear: count must be from 1 to 10000000, but found 0. Draw more."),
                bad(
                        () -> line.withWeights(List.of(), 1),
                        "linear: the number of weights must be 1 or more, but found 0. Use 1."),
                bad(
                        () -> line.withWeights(List.of(1.0, INFINITY), 1),
                        "linear: each of the weights must be finite, but found Infinity. Give a"
                                + " finite number."),
                bad(
                        () -> line.withWeights(List.of(1.0), NAN),
                        "linear: bias must be finite, but found NaN. Give a finite number."),
                bad(
                        () -> line.withNoise(-2),
                        "linear: noise must be a finite number, 0 or more, but found -2.0. Use 0"
                                + " for none."),
                bad(
                        () ->
                                new LinearRegression(10_000_000)
                                        .withWeights(Collections.nCopies(300, 1.0), 0),
                        "linear: all examples together must have 100000000 numbers or fewer, but"
                                + " found 10000000 of 300. Draw fewer or shorter ones."),
                bad(
                        () -> new LogisticRegression(-1),
                        "logistic: count must be from 1 to 10000000, but found -1. Draw more."),
                bad(
                        () -> chances.withWeights(List.of(), 0),
                        "logistic: the number of weights must be 1 or more, but found 0. Use 1."),
                bad(
                        () -> chances.withWeights(List.of(NAN), 0),
                        "logistic: each of the weights must be finite, but found NaN. Give a"
                                + " finite number."),
                bad(
                        () -> chances.withWeights(List.of(1.0), -INFINITY),
                        "logistic: bias must be finite, but found -Infinity. Give a finite"
                                + " number."),
                bad(
                        () -> new Sine(0),
                        "sine: count must be from 1 to 10000000, but found 0. Draw more."),
                bad(
                        () -> new Sine(1).withFrequency(-1),
                        "sine: frequency must be a finite number above 0, but found -1.0. Use 1."),
                bad(
                        () -> new Sine(1).withNoise(NAN),
                        "sine: noise must be a finite number, 0 or more, but found NaN. Use 0 for"
                                + " none."),
                bad(
                        () -> new SineWaves(0, 5),
                        "waves: count must be from 1 to 10000000, but found 0. Draw more."),
                bad(
                        () -> new SineWaves(1, 2),
                        "waves: length must be 3 or more, but found 2. Use 3."),
                bad(
                        () -> new SineWaves(10_000_000, 11),
                        "waves: all examples together must have 100000000 numbers or fewer, but"
                                + " found 10000000 of 11. Draw fewer or shorter ones."),
                bad(
                        () -> new SineWaves(1, 3).withNoise(-1),
                        "waves: noise must be a finite number, 0 or more, but found -1.0. Use 0"
                                + " for none."),
                bad(
                        () -> graph.withCommunities(1),
                        "communities: communities must be 2 or more, but found 1. Use 2."),
                bad(
                        () -> graph.withKnown(0),
                        "communities: known must be 1 or more, but found 0. Use 1."),
                bad(
                        () -> graph.withKnown(10),
                        "communities: count must be from 44 to 5000, but found 40. Draw more."),
                bad(
                        () -> graph.withKnown(Integer.MAX_VALUE),
                        "communities: 5000 nodes must hold the known ones of each community, and"
                                + " one more, but found 4 communities with 2147483647 known. Use"
                                + " fewer of either."),
                bad(
                        () -> graph.withCommunities(834),
                        "communities: 5000 nodes must hold the known ones of each community, and"
                                + " one more, but found 834 communities with 5 known. Use fewer of"
                                + " either."),
                bad(
                        () -> new Communities(5_001),
                        "communities: count must be from 24 to 5000, but found 5001. Draw fewer."),
                bad(
                        () -> graph.withEdges(1.5, 0),
                        "communities: within must be from 0.0 to 1.0, but found 1.5. Use 1.0."),
                bad(
                        () -> graph.withEdges(1, NAN),
                        "communities: between must be from 0.0 to 1.0, but found NaN. Use 0.0."),
                bad(
                        () -> graph.withNoise(-1),
                        "communities: noise must be a finite number, 0 or more, but found -1.0."
                                + " Use 0 for none."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badArguments")
    void badArgumentsAreRefused(String message, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(ChainruleException.class).hasMessage(message);
    }
}
