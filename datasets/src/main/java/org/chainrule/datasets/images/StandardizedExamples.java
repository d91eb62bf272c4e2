package org.chainrule.datasets.images;

import java.util.SplittableRandom;
import org.chainrule.datasets.Examples;

/**
 * Images, scaled.
 *
 * @param all the others
 * @param scale how
 */
record StandardizedExamples(Examples all, Standardization scale) implements ChangedExamples {
    @Override
    public void copy(int index, SplittableRandom draws, float[] to, int offset) {
        all.copy(index, draws, to, offset);
        int plane = size() / scale.means().size();
        for (int c = 0; c < scale.means().size(); c++) {
            double mean = scale.means().get(c);
            double deviation = scale.deviations().get(c);
            for (int p = offset + c * plane; p < offset + (c + 1) * plane; p++) {
                to[p] = (float) ((to[p] - mean) / deviation);
            }
        }
    }
}
