package org.chainrule.datasets.images;

import java.util.SplittableRandom;
import org.chainrule.datasets.Examples;

/**
 * Images, changed at random.
 *
 * @param all the others
 * @param how the changes
 */
record AugmentedExamples(Examples all, Augmentation how) implements ChangedExamples {
    @Override
    public void copy(int index, SplittableRandom draws, float[] to, int offset) {
        float[] one = new float[size()];
        all.copy(index, draws, one, 0);
        boolean isFlipped = how.hasFlip() && draws.nextBoolean();
        double angle = Math.toRadians(between(draws, how.degrees()));
        double zoom = 1 + between(draws, how.zoom());
        int down = draws.nextInt(-how.shift(), how.shift() + 1);
        int right = draws.nextInt(-how.shift(), how.shift() + 1);
        int height = (int) shape()[1];
        int width = (int) shape()[2];
        double cos = Math.cos(angle) / zoom;
        double sin = Math.sin(angle) / zoom;
        double middleY = (height - 1) / 2.0;
        double middleX = (width - 1) / 2.0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double dy = y - down - middleY;
                double dx = x - right - middleX;
                double fromX = cos * dx + sin * dy + middleX;
                double fromY = cos * dy - sin * dx + middleY;
                double exactX = isFlipped ? width - 1 - fromX : fromX;
                for (int c = 0; c < shape()[0]; c++) {
                    float value = between(one, c * height, height, width, fromY, exactX);
                    to[offset + (c * height + y) * width + x] = value;
                }
            }
        }
        for (int i = offset; how.noise() > 0 && i < offset + one.length; i++) {
            to[i] += (float) (how.noise() * draws.nextGaussian());
        }
    }

    private static double between(SplittableRandom draws, double most) {
        return most * (2 * draws.nextDouble() - 1);
    }

    /** The value at a place between pixels; outside there are zeros. */
    private static float between(
            float[] image, int firstRow, int height, int width, double y, double x) {
        int top = (int) Math.floor(y);
        int left = (int) Math.floor(x);
        float low = (float) (y - top);
        float right = (float) (x - left);
        float sum = 0;
        for (int i = 0; i < 4; i++) {
            int row = top + i / 2;
            int column = left + i % 2;
            float weight = (i < 2 ? 1 - low : low) * (i % 2 == 0 ? 1 - right : right);
            if (weight > 0 && row >= 0 && row < height && column >= 0 && column < width) {
                sum += weight * image[(firstRow + row) * width + column];
            }
        }
        return sum;
    }
}
