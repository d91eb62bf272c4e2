package org.chainrule.datasets.images;

/**
 * How one axis of an image gets another size. Where it shrinks, each new pixel is the mean of what
 * it covers; where it grows, each lies on the line between its two neighbours.
 *
 * @param from the old size
 * @param to the new size
 * @param first for each new pixel the first old one that counts (to)
 * @param weights for each new pixel the weights of the old ones from there on; they sum to 1
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves the package
record Resampling(int from, int to, int[] first, float[][] weights) {

    static Resampling of(int from, int to) {
        int[] first = new int[to];
        float[][] weights = new float[to][];
        double scale = (double) from / to;
        for (int i = 0; i < to; i++) {
            double[] exact;
            if (scale > 1) { // from i·scale to (i + 1)·scale
                first[i] = Math.min(from - 1, (int) (i * scale));
                int last = Math.min(from, (int) Math.ceil((i + 1) * scale - 1e-9));
                exact = new double[Math.max(1, last - first[i])];
                for (int j = 0; j < exact.length; j++) {
                    double begin = Math.max(i * scale, first[i] + j);
                    double end = Math.min((i + 1) * scale, first[i] + j + 1.0);
                    exact[j] = Math.max(0, end - begin);
                }
            } else {
                double centre = Math.max(0, Math.min(from - 1, (i + 0.5) * scale - 0.5));
                first[i] = Math.min((int) centre, Math.max(0, from - 2));
                double share = centre - first[i];
                exact = from == 1 ? new double[] {1} : new double[] {1 - share, share};
            }
            weights[i] = normalized(exact);
        }
        return new Resampling(from, to, first, weights);
    }

    private static float[] normalized(double... exact) {
        double sum = 0;
        for (double weight : exact) {
            sum += weight;
        }
        float[] weights = new float[exact.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (exact[i] / sum);
        }
        return weights;
    }

    /** Gives one plane (rows, columns) another size: along its rows, then along its columns. */
    static void plane(
            Resampling rows, Resampling columns, float[] in, int inAt, float[] out, int outAt) {
        float[] narrow = new float[rows.from * columns.to];
        for (int y = 0; y < rows.from; y++) {
            columns.line(in, inAt + y * columns.from, 1, narrow, y * columns.to, 1);
        }
        for (int x = 0; x < columns.to; x++) {
            rows.line(narrow, x, columns.to, out, outAt + x, columns.to);
        }
    }

    private void line(float[] in, int inAt, int inStep, float[] out, int outAt, int outStep) {
        for (int i = 0; i < to; i++) {
            float sum = 0;
            for (int j = 0; j < weights[i].length; j++) {
                sum += weights[i][j] * in[inAt + (first[i] + j) * inStep];
            }
            out[outAt + i * outStep] = sum;
        }
    }
}
