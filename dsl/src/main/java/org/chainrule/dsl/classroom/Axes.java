package org.chainrule.dsl.classroom;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.dsl.graph.Shape;

/** Axes as they are called in a sentence: {@code batch}, {@code batch and time}, {@code axis 0}. */
final class Axes {
    private Axes() {}

    static String names(Shape shape, List<Integer> axes) {
        return axes.stream().map(axis -> name(shape, axis)).collect(Collectors.joining(" and "));
    }

    /** Those in front of the last {@code rank} ones. */
    static String leading(Shape shape, int rank) {
        return names(shape, IntStream.range(0, shape.rank() - rank).boxed().toList());
    }

    private static String name(Shape shape, int axis) {
        String name = shape.dim(axis).name().replaceAll(" [0-9]+", ""); // of joined axes
        return name.isEmpty() ? "axis " + axis : name;
    }
}
