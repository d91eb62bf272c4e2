package org.chainrule.dsl.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The named axes of a value, outermost first: {@code (batch, time, width 128)}.
 *
 * <p>Axes are counted from 0, or from the end with negative numbers: −1 is the last.
 *
 * @param dims the axes
 */
public record Shape(List<Dim> dims) {
    /** The shape of a single number. */
    public static final Shape SCALAR = new Shape(List.of());

    /** A shape of a copy of these axes. */
    public Shape {
        dims = List.copyOf(dims);
    }

    /** A shape of these axes. */
    public static Shape of(Dim... dims) {
        return new Shape(List.of(dims));
    }

    /** A shape of fixed sizes without names. */
    public static Shape of(long... sizes) {
        List<Dim> dims = new ArrayList<>();
        for (long size : sizes) {
            dims.add(Dim.of("", size));
        }
        return new Shape(dims);
    }

    /** How many axes. */
    public int rank() {
        return dims.size();
    }

    /** The axis at this place. */
    public Dim dim(int axis) {
        return dims.get(axis(axis));
    }

    /** The place of an axis counted from 0. */
    public int axis(int axis) {
        int place = axis < 0 ? axis + rank() : axis;
        if (place < 0 || place >= rank()) {
            throw new IllegalArgumentException("no axis " + axis + " in " + this);
        }
        return place;
    }

    /** How many numbers, where no axis is open; else {@link Dim#OPEN}. */
    public long elements() {
        return dims.stream().anyMatch(Dim::isOpen)
                ? Dim.OPEN
                : dims.stream().mapToLong(Dim::size).reduce(1, Math::multiplyExact);
    }

    /** The sizes; {@link Dim#OPEN} where open. */
    public long[] sizes() {
        return dims.stream().mapToLong(Dim::size).toArray();
    }

    /** With another axis at this place. */
    public Shape with(int axis, Dim dim) {
        List<Dim> changed = new ArrayList<>(dims);
        changed.set(axis(axis), dim);
        return new Shape(changed);
    }

    /** With one axis more before this place; −1 puts it last. */
    public Shape insert(int axis, Dim dim) {
        List<Dim> changed = new ArrayList<>(dims);
        changed.add(axis < 0 ? axis + rank() + 1 : axis, dim);
        return new Shape(changed);
    }

    /** Without the axis at this place. */
    public Shape without(int axis) {
        return replace(axis, axis, List.of());
    }

    /** With the axes from {@code first} to {@code last}, both included, replaced by others. */
    public Shape replace(int first, int last, List<Dim> others) {
        List<Dim> changed = new ArrayList<>(dims.subList(0, axis(first)));
        changed.addAll(others);
        changed.addAll(dims.subList(axis(last) + 1, rank()));
        return new Shape(changed);
    }

    /** With two axes in each other's place. */
    public Shape swap(int a, int b) {
        List<Dim> changed = new ArrayList<>(dims);
        Collections.swap(changed, axis(a), axis(b));
        return new Shape(changed);
    }

    /** Whether every axis agrees: the same sizes, and the same names where they are open. */
    public boolean agrees(Shape other) {
        if (rank() != other.rank()) {
            return false;
        }
        for (int i = 0; i < rank(); i++) {
            if (!dim(i).agrees(other.dim(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The shape of an element-wise operation on two values: aligned at the last axis, a size of 1
     * stretches to any other.
     */
    public Shape broadcast(Shape other) {
        if (other.rank() > rank()) {
            return other.broadcast(this);
        }
        List<Dim> joined = new ArrayList<>(dims);
        for (int i = 1; i <= other.rank(); i++) {
            Dim mine = dim(-i);
            Dim theirs = other.dim(-i);
            if (!mine.agrees(theirs) && !mine.broadcasts() && !theirs.broadcasts()) {
                throw new IllegalArgumentException(
                        "shapes must agree or broadcast, but "
                                + this
                                + " and "
                                + other
                                + " differ in "
                                + mine
                                + " and "
                                + theirs);
            }
            joined.set(rank() - i, mine.broadcasts() ? theirs : mine);
        }
        return new Shape(joined);
    }

    @Override
    public String toString() {
        return dims.stream().map(Dim::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
