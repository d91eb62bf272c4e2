package org.chainrule.trainers.bench;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.dsl.djl.Native;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** DJL's blocks with autograd are the oracle of Chainrule's, on sizes that are small and odd. */
class BlockRowTest {
    // Of 1 + the norm, since the bias of keys has the gradient 0: sums of a few dozen products in
    // single precision, in another order.
    private static final double SINGLE_PRECISION = 1e-6;
    private static final double MOVED = 0.02; // a weight near 0.5 moves by 1e-5: 200 roundings
    private static final int STEPS = 3;

    @BeforeAll
    static void useOneThread() {
        Native.threads(1); // other load on the machine matters less
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                        BlockRow.dense(3, 5, 7),
                        BlockRow.dense(1, 1, 1),
                        BlockRow.layerNorm(3, 2, 5),
                        BlockRow.conv2d(3, 2, 5, 4, 3),
                        BlockRow.lstm(3, 5, 7),
                        BlockRow.lstm(1, 1, 1),
                        BlockRow.embedding(3, 5, 4, 7),
                        BlockRow.crossEntropy(5, 3))
                .map(row -> Arguments.of(row.block() + " " + row.size(), row));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void outputAndGradientsAreThoseOfDjl(String name, BlockRow row) {
        try (Sides sides = row.sides();
                NDManager scope = sides.sample().manager().newSubManager()) {
            NDList expected = sides.theirs().run(scope);
            NDList found = sides.ours().run(scope);
            long real =
                    sides.sample().inputs().stream()
                            .filter(x -> x.getDataType().isFloating())
                            .count();
            assertThat(found).hasSize((int) (1 + sides.sample().parameters().size() + real));
            requireSame(found, expected);
        }
    }

    @ParameterizedTest
    @MethodSource("attention")
    void attentionIsThatOfDjlWhichHoldsItsWeightsApart(BlockRow row) {
        try (Sides sides = row.sides();
                NDManager scope = sides.sample().manager().newSubManager()) {
            NDList expected = sides.theirs().run(scope);
            NDList found = sides.ours().run(scope);
            assertThat(found).hasSize(6);
            NDList apart = new NDList(found.get(0));
            apart.addAll(DjlBlocks.apart(found.subList(1, 5)));
            apart.add(found.get(5));
            requireSame(apart, expected);
        }
    }

    static Stream<BlockRow> attention() {
        return Stream.of(BlockRow.attention(3, 5, 6, 2), BlockRow.attention(1, 1, 3, 3));
    }

    /** By default the decay is 0.01 on both sides, and ε does not show beside these gradients. */
    @Test
    void stepsOfAdamWAreThoseOfDjl() {
        try (Sides sides = BlockRow.adamW(2, 5).sides();
                NDManager scope = sides.sample().manager().newSubManager()) {
            for (int i = 0; i < STEPS; i++) {
                requireMoved(sides, sides.ours().run(scope), sides.theirs().run(scope));
            }
        }
    }

    /** The weights' ways from where they began agree, to what single precision leaves of them. */
    private static void requireMoved(Sides sides, NDList found, NDList expected) {
        List<NDArray> begun = sides.sample().parameters();
        NDList ours = new NDList();
        NDList theirs = new NDList();
        for (int i = 0; i < begun.size(); i++) {
            ours.add(found.get(i).sub(begun.get(i)));
            theirs.add(expected.get(i).sub(begun.get(i)));
        }
        requireSame(ours, theirs, 0, MOVED);
    }

    private static void requireSame(NDList found, NDList expected) {
        requireSame(found, expected, SINGLE_PRECISION, SINGLE_PRECISION);
    }

    private static void requireSame(
            NDList found, NDList expected, double absolute, double relative) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).getShape())
                    .as("result " + i)
                    .isEqualTo(expected.get(i).getShape());
            float[] ours = found.get(i).toFloatArray();
            float[] theirs = expected.get(i).toFloatArray();
            double norm = norm(theirs, new float[theirs.length]);
            assertThat(norm(ours, theirs))
                    .as("result " + i)
                    .isLessThanOrEqualTo(absolute + relative * norm);
        }
    }

    private static double norm(float[] a, float[] b) {
        return Math.sqrt(
                IntStream.range(0, a.length).mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i])).sum());
    }

    @Test
    void tableHasEachBlockInThreeSizes() {
        assertThat(BlockRow.all().stream().map(BlockRow::block).distinct())
                .containsExactly(
                        "dense",
                        "layer norm",
                        "attention",
                        "conv2d",
                        "LSTM",
                        "embedding",
                        "cross-entropy",
                        "AdamW step");
        assertThat(BlockRow.all()).hasSize(8 * 3);
    }

    @Test
    void sidesTakeTurnsInEachRound() {
        Duel duel = BlockRow.dense(2, 3, 2).measure(4);
        assertThat(duel.ratios()).hasSize(4).isSorted();
        assertThat(duel.ours()).isPositive();
        assertThat(duel.theirs()).isPositive();
        assertThat(duel.ratio()).isBetween(duel.ratios()[0], duel.ratios()[3]);
    }
}
