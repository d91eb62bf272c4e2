package org.chainrule.datasets.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.datasets.images.ResizedExamplesTest.one;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chainrule.datasets.Examples;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final int SIZE = 21;
    private static final int MIDDLE = 10;
    private static final int DRAWS = 400;
    private static final double PIXEL = 0.05; // of a mean place, with values between pixels

    private static List<Float> drawn(Examples examples, long seed) {
        float[] one = new float[examples.size()];
        examples.copy(0, new SplittableRandom(seed), one, 0);
        return IntStream.range(0, one.length).mapToObj(i -> one[i]).toList();
    }

    private static Set<List<Float>> all(Augmentation how, Examples examples) {
        Set<List<Float>> seen = new HashSet<>();
        Examples changed = how.over(examples);
        for (int seed = 0; seed < DRAWS; seed++) {
            seen.add(drawn(changed, seed));
        }
        return seen;
    }

    @Test
    void noneChangesNothing() {
        Examples image = one(2, 2, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(all(Augmentation.none(), image)).containsExactly(drawn(image, 1));
    }

    @Test
    void flipExchangesLeftAndRightInHalf() {
        Examples image = one(2, 1, 3, 1, 2, 3, 4, 5, 6);
        Examples flipped = Augmentation.none().withFlip().over(image);
        assertThat(all(Augmentation.none().withFlip(), image))
                .containsExactlyInAnyOrder(
                        List.of(1f, 2f, 3f, 4f, 5f, 6f), List.of(3f, 2f, 1f, 6f, 5f, 4f));
        long same = IntStream.range(0, DRAWS).filter(s -> drawn(flipped, s).get(0) == 1f).count();
        assertThat(same).isBetween(DRAWS / 2 - 50L, DRAWS / 2 + 50L); // 5 deviations
    }

    /** All places that padding by a pixel and a random crop give, and no others. */
    @Test
    void shiftMovesByWholePixels() {
        Set<List<Float>> expected = new HashSet<>();
        float[] image = {1, 2, 3, 4};
        for (int down = -1; down <= 1; down++) {
            for (int right = -1; right <= 1; right++) {
                List<Float> moved = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    int y = i / 2 - down;
                    int x = i % 2 - right;
                    boolean isInside = y >= 0 && y < 2 && x >= 0 && x < 2;
                    moved.add(isInside ? image[y * 2 + x] : 0f);
                }
                expected.add(moved);
            }
        }
        assertThat(all(Augmentation.none().withShift(1), one(1, 2, 2, image)))
                .isEqualTo(expected)
                .hasSize(9);
    }

    /** Where the middle of a spot lies that was drawn 6 pixels to the right of the middle. */
    private static List<double[]> places(Augmentation how) {
        float[] pixels = new float[SIZE * SIZE];
        for (int y = -1; y <= 1; y++) {
            for (int x = -1; x <= 1; x++) {
                pixels[(MIDDLE + y) * SIZE + MIDDLE + 6 + x] = 1;
            }
        }
        Examples changed = how.over(one(1, SIZE, SIZE, pixels));
        List<double[]> places = new ArrayList<>();
        for (int seed = 0; seed < DRAWS; seed++) {
            List<Float> image = drawn(changed, seed);
            double sum = 0;
            double x = 0;
            double y = 0;
            for (int i = 0; i < image.size(); i++) {
                sum += image.get(i);
                x += image.get(i) * (i % SIZE - MIDDLE);
                y += image.get(i) * (i / SIZE - MIDDLE);
            }
            places.add(new double[] {x / sum, y / sum});
        }
        return places;
    }

    @Test
    void rotationTurnsAboutTheMiddle() {
        List<double[]> places = places(Augmentation.none().withRotation(30));
        assertThat(places)
                .allSatisfy(p -> assertThat(Math.hypot(p[0], p[1])).isCloseTo(6, within(PIXEL)));
        double[] angles =
                places.stream().mapToDouble(p -> Math.toDegrees(Math.atan2(p[1], p[0]))).toArray();
        assertThat(IntStream.range(0, DRAWS).mapToDouble(i -> angles[i]).max().orElseThrow())
                .isBetween(28.0, 30.5);
        assertThat(IntStream.range(0, DRAWS).mapToDouble(i -> angles[i]).min().orElseThrow())
                .isBetween(-30.5, -28.0);
    }

    @Test
    void zoomMovesAwayFromTheMiddleOrTowardsIt() {
        List<double[]> places = places(Augmentation.none().withZoom(0.25));
        assertThat(places).allSatisfy(p -> assertThat(p[1]).isCloseTo(0, within(1e-6)));
        double least = places.stream().mapToDouble(p -> p[0]).min().orElseThrow();
        double most = places.stream().mapToDouble(p -> p[0]).max().orElseThrow();
        assertThat(least).isBetween(4.4, 4.7); // 6·0.75 = 4.5
        assertThat(most).isBetween(7.3, 7.6); // 6·1.25 = 7.5
    }

    @Test
    void noiseHasTheDeviation() {
        float[] pixels = new float[10_000];
        List<Float> noisy =
                drawn(Augmentation.none().withNoise(0.1).over(one(1, 100, 100, pixels)), 3);
        double mean = noisy.stream().mapToDouble(Float::doubleValue).average().orElseThrow();
        double square = noisy.stream().mapToDouble(x -> x * x).average().orElseThrow();
        assertThat(mean).isCloseTo(0, within(0.005)); // 5 deviations of the mean
        assertThat(Math.sqrt(square)).isCloseTo(0.1, within(0.004)); // likewise
    }

    @Test
    void sameDrawsGiveTheSameChange() {
        Augmentation how =
                Augmentation.none().withFlip().withShift(2).withRotation(9).withNoise(0.1);
        Examples changed = how.over(DrawnDigits.inStrokes().examples(3, 1));
        assertThat(drawn(changed, 5)).isEqualTo(drawn(changed, 5)).isNotEqualTo(drawn(changed, 6));
        assertThat(changed.fingerprint())
                .isEqualTo(how.over(DrawnDigits.inStrokes().examples(3, 1)).fingerprint())
                .isNotEqualTo(
                        how.withShift(3)
                                .over(DrawnDigits.inStrokes().examples(3, 1))
                                .fingerprint());
    }

    @Test
    void changesMustBePossible() {
        assertThatThrownBy(() -> Augmentation.none().withShift(-1))
                .hasMessage(
                        "Augmentation: shift must be 0 or more, but it is -1. Try 1 to 4 pixels.");
        assertThatThrownBy(() -> Augmentation.none().withRotation(Double.NaN))
                .hasMessage("Augmentation: degrees must be from 0 to 180, but it is NaN. Try 10.");
        assertThatThrownBy(() -> Augmentation.none().withZoom(1))
                .hasMessage(
                        "Augmentation: zoom must be from 0 to below 1, but it is 1.0. Try 0.1.");
    }
}
