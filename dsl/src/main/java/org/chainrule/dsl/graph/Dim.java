package org.chainrule.dsl.graph;

/**
 * One axis of a shape: its name and its size, which may be left open until the network is called.
 *
 * @param name what the axis counts: {@code batch}, {@code time}, {@code width}
 * @param size how many, or {@link #OPEN} where it may vary from call to call
 */
public record Dim(String name, long size) {
    /** The size of an axis that may vary from call to call. */
    public static final long OPEN = -1;

    /** The examples of a batch; open. */
    public static final Dim BATCH = open("batch");

    /** The steps of a sequence; open. */
    public static final Dim TIME = open("time");

    /** An axis of a fixed size. */
    public static Dim of(String name, long size) {
        if (size < 0) {
            throw new IllegalArgumentException(name + " must have a size of 0 or more: " + size);
        }
        return new Dim(name, size);
    }

    /** An axis whose size may vary from call to call; two open axes agree when their names do. */
    public static Dim open(String name) {
        return new Dim(name, OPEN);
    }

    /** Whether the size may vary from call to call. */
    public boolean isOpen() {
        return size == OPEN;
    }

    /** The size, for what must know it before the network is called. */
    public long fixed() {
        if (isOpen()) {
            throw new IllegalArgumentException(
                    "an axis must have a fixed size, but " + name + " is open");
        }
        return size;
    }

    /** An axis with this many elements more. */
    public Dim plus(long more) {
        return isOpen() ? open(OpenSize.of(name).plus(more).name()) : of(name, size + more);
    }

    /** An axis that is this many times as long. */
    public Dim times(long times) {
        return isOpen() ? open(OpenSize.of(name).times(times).name()) : of(name, size * times);
    }

    /** An axis that is as long as this one divided by a number, rounded down. */
    public Dim over(long divisor) {
        return isOpen()
                ? open(OpenSize.of(name).over(divisor).name())
                : of(name, Math.floorDiv(size, divisor));
    }

    /** Whether a value along this axis is repeated to fit any other size. */
    public boolean broadcasts() {
        return size == 1;
    }

    /** Whether two axes hold as many elements: the same size, or the same name where open. */
    public boolean agrees(Dim other) {
        return isOpen() ? other.isOpen() && name.equals(other.name) : size == other.size;
    }

    @Override
    public String toString() {
        return isOpen() ? name : name.isEmpty() ? Long.toString(size) : name + " " + size;
    }
}
