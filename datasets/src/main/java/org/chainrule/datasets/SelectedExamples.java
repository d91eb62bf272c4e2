package org.chainrule.datasets;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Some of other examples.
 *
 * @param all the others
 * @param indices which of them
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves the package
record SelectedExamples(Examples all, int[] indices) implements Examples {
    @Override
    public String name() {
        return all.name();
    }

    @Override
    public int count() {
        return indices.length;
    }

    @Override
    public long[] shape() {
        return all.shape();
    }

    @Override
    public List<String> classes() {
        return all.classes();
    }

    @Override
    public void copy(int index, SplittableRandom draws, float[] to, int offset) {
        all.copy(indices[index], draws, to, offset);
    }

    @Override
    public double target(int index) {
        return all.target(indices[index]);
    }
}
