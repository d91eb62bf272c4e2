package org.chainrule.datasets;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.chainrule.dsl.error.ChainruleException;

/** Examples that lie in an array. */
public final class ArrayExamples implements Examples {
    private final String name;
    private final long[] shape;
    private final float[] inputs; // (N, shape)
    private final double[] targets; // (N)
    private final List<String> classes;

    /**
     * Examples with their targets; the arrays are copied.
     *
     * @param name a short name, for reports and errors
     * @param shape of one example
     * @param inputs the numbers of all examples, one after the other, row-major
     * @param targets for each example the number of its class, or a number
     * @param classes the names of the classes; none where targets are numbers
     * @throws ChainruleException if sizes differ, there is no example, a number is not finite, or a
     *     class has no name
     */
    public ArrayExamples(
            String name, long[] shape, float[] inputs, double[] targets, List<String> classes) {
        this.name = name;
        this.shape = shape.clone();
        this.inputs = inputs.clone();
        this.targets = targets.clone();
        this.classes = List.copyOf(classes);
        long size = LongStream.of(shape).reduce(1, Math::multiplyExact);
        if (targets.length == 0 || inputs.length != size * targets.length) {
            throw new ChainruleException(
                    name,
                    "there must be %d numbers for each target, and a target".formatted(size),
                    "but there are %d numbers and %d targets"
                            .formatted(inputs.length, targets.length),
                    "Give as many of both.");
        }
        for (int i = 0; i < inputs.length; i++) {
            if (!Float.isFinite(inputs[i])) {
                throw new ChainruleException(
                        "%s, example %d".formatted(name, i / size),
                        "inputs must be finite",
                        "but one is " + inputs[i],
                        "Leave the example out.");
            }
        }
        for (int i = 0; i < targets.length; i++) {
            requireTarget(i, targets[i]);
        }
    }

    private void requireTarget(int index, double target) {
        boolean isClass = target == (int) target && target >= 0 && target < classes.size();
        if (classes.isEmpty() ? !Double.isFinite(target) : !isClass) {
            throw new ChainruleException(
                    "%s, example %d".formatted(name, index),
                    classes.isEmpty()
                            ? "a target must be finite"
                            : "a target must be the number of a class, from 0 to "
                                    + (classes.size() - 1),
                    "but it is " + target,
                    "Leave the example out.");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int count() {
        return targets.length;
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public void copy(int index, SplittableRandom draws, float[] to, int offset) {
        System.arraycopy(inputs, index * size(), to, offset, size());
    }

    @Override
    public double target(int index) {
        return targets[index];
    }

    @Override
    public String toString() {
        return "%s, %d examples".formatted(name, count());
    }
}
