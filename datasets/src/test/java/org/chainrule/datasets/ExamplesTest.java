package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    private static ArrayExamples numbered(int count, int classes) {
        float[] inputs = new float[count];
        double[] targets = new double[count];
        for (int i = 0; i < count; i++) {
            inputs[i] = i;
            targets[i] = i % classes;
        }
        List<String> names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        return new ArrayExamples("numbers", new long[] {1}, inputs, targets, names);
    }

    private static List<Integer> numbers(Examples examples) {
        float[] one = new float[1];
        return IntStream.range(0, examples.count())
                .mapToObj(
                        i -> {
                            examples.copy(i, new SplittableRandom(0), one, 0);
                            return (int) one[0];
                        })
                .toList();
    }

    @Test
    void splitHasEachExampleInOnePartAndEachClassInBoth() {
        Examples.Split split = numbered(50, 5).split(0.2, 3);
        List<Integer> training = numbers(split.training());
        List<Integer> test = numbers(split.test());
        assertThat(split.test().counts().values()).containsOnly(2);
        assertThat(split.training().counts().values()).containsOnly(8);
        assertThat(IntStream.concat(ints(training), ints(test)))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 50).boxed().toList());
        assertThat(numbers(numbered(50, 5).split(0.2, 3).test())).isEqualTo(test);
        assertThat(numbers(numbered(50, 5).split(0.2, 4).test())).isNotEqualTo(test);
    }

    private static IntStream ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue);
    }

    /** 23 examples of 2 classes in 4 folds: each in one test part, 2 or 3 of each class there. */
    @Test
    void foldsTestEachExampleOnce() {
        Examples all = numbered(23, 2);
        List<Integer> tested = new ArrayList<>();
        for (Examples.Split fold : all.folds(4, 1)) {
            List<Integer> test = numbers(fold.test());
            tested.addAll(test);
            assertThat(test).hasSizeBetween(5, 6);
            assertThat(fold.test().counts().values())
                    .allSatisfy(count -> assertThat(count).isBetween(2, 3));
            assertThat(numbers(fold.training())).hasSize(23 - test.size());
            assertThat(IntStream.concat(ints(numbers(fold.training())), ints(test)))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 23).boxed().toList());
        }
        assertThat(tested)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 23).boxed().toList());
        assertThat(numbers(all.folds(4, 1).get(0).test()))
                .isNotEqualTo(numbers(all.folds(4, 2).get(0).test()));
        assertThatThrownBy(() -> all.folds(1, 1))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "numbers: the number of folds must be from 2 to the number of rows, 23, but"
                                + " it is 1. Try 5 or 10.");
    }

    @Test
    void aClassOfOneCannotBeSplit() {
        var examples =
                new ArrayExamples(
                        "birds",
                        new long[] {1},
                        new float[] {1, 2, 3},
                        new double[] {0, 0, 1},
                        List.of("owl", "kiwi"));
        assertThatThrownBy(() -> examples.split(0.5, 1))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "birds: each class must have at least 2 examples, so that no training part"
                                + " lacks it, but \"kiwi\" has only one. Give more, or leave it"
                                + " out.");
    }

    @Test
    void arraysMustFit() {
        assertThatThrownBy(
                        () ->
                                new ArrayExamples(
                                        "points",
                                        new long[] {2},
                                        new float[] {1, 2, 3},
                                        new double[] {0, 1},
                                        List.of("a", "b")))
                .hasMessage(
                        "points: there must be 2 numbers for each target, and a target, but there"
                                + " are 3 numbers and 2 targets. Give as many of both.");
        assertThatThrownBy(
                        () ->
                                new ArrayExamples(
                                        "points",
                                        new long[] {1},
                                        new float[] {1, Float.NaN},
                                        new double[] {0, 1},
                                        List.of("a", "b")))
                .hasMessage(
                        "points, example 1: inputs must be finite, but one is NaN. Leave the example"
                                + " out.");
        assertThatThrownBy(
                        () ->
                                new ArrayExamples(
                                        "points",
                                        new long[] {1},
                                        new float[] {1, 1},
                                        new double[] {0, 2},
                                        List.of("a", "b")))
                .hasMessage(
                        "points, example 1: a target must be the number of a class, from 0 to 1,"
                                + " but it is 2.0. Leave the example out.");
    }

    @Test
    void fingerprintTellsOneNumberFromAnother() {
        assertThat(numbered(6, 2).fingerprint()).isEqualTo(numbered(6, 2).fingerprint());
        assertThat(numbered(6, 2).fingerprint()).isNotEqualTo(numbered(6, 3).fingerprint());
    }

    @Test
    void anEpochTakesEachExampleOnceAndTheNextInAnotherOrder() {
        var shuffle = new Shuffle(10);
        int[] epoch = shuffle.batch(10, 1, 0);
        assertThat(Arrays.stream(epoch).sorted()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(shuffle.batch(10, 1, 1)).isNotEqualTo(epoch);
        assertThat(shuffle.batch(10, 2, 0)).isNotEqualTo(epoch);
        int[] third = shuffle.batch(3, 1, 2); // places 6, 7, 8
        assertThat(new Shuffle(10).batch(3, 1, 2)).containsExactly(third);
        assertThat(third).containsExactly(epoch[6], epoch[7], epoch[8]);
        assertThatThrownBy(() -> new Shuffle(0))
                .hasMessage(
                        "Shuffle: there must be an example to take, but there are 0. Give at least"
                                + " one.");
    }
}
