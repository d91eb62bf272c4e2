package org.chainrule.dsl.graph;

import java.util.HashMap;
import java.util.Map;

/**
 * The sizes that open axes have in one call, by name. An axis that was joined from others has the
 * product of theirs, one that was joined end to end their sum, one that was cut in equal parts the
 * quotient, one that windows slide along what {@link Window#count} says.
 */
public final class Sizes {
    private final Map<String, Long> open;

    /** These sizes. */
    public Sizes(Map<String, Long> open) {
        this.open = Map.copyOf(open);
    }

    /** The sizes for which a shape becomes these numbers. */
    public static Sizes of(Shape shape, long... sizes) {
        Map<String, Long> open = new HashMap<>();
        for (int i = 0; i < shape.rank(); i++) {
            Dim dim = shape.dim(i);
            if (dim.isOpen()) {
                open.put(dim.name(), sizes[i]);
            }
        }
        return new Sizes(open);
    }

    /** These sizes, and those for which one more shape becomes these numbers. */
    public Sizes and(Shape shape, long... sizes) {
        Map<String, Long> more = new HashMap<>(open);
        more.putAll(of(shape, sizes).open);
        return new Sizes(more);
    }

    /** How long an axis is. */
    public long of(Dim dim) {
        return dim.isOpen() ? named(dim.name()) : dim.size();
    }

    /** How long each axis is. */
    public long[] of(Shape shape) {
        return shape.dims().stream().mapToLong(this::of).toArray();
    }

    /** How many numbers a value of this shape holds. */
    public long elements(Shape shape) {
        return shape.dims().stream().mapToLong(this::of).reduce(1, Math::multiplyExact);
    }

    private long named(String name) {
        if (open.containsKey(name)) {
            return open.get(name);
        }
        int sum = OpenSize.last(name, "+−");
        if (sum > 0) {
            long more = named(name.substring(sum + 1));
            return named(name.substring(0, sum)) + (name.charAt(sum) == '+' ? more : -more);
        }
        int product = OpenSize.last(name, "·");
        if (product > 0) {
            return named(name.substring(0, product)) * named(name.substring(product + 1));
        }
        int cut = OpenSize.last(name, "/");
        if (cut > 0) {
            return named(name.substring(0, cut)) / Long.parseLong(name.substring(cut + 1));
        }
        if (name.startsWith("(")) {
            return named(name.substring(1, name.length() - 1));
        }
        if (name.startsWith("⌊")) {
            int fraction = name.lastIndexOf('/');
            long divisor = Long.parseLong(name.substring(fraction + 1, name.length() - 1));
            return Math.floorDiv(named(name.substring(1, fraction)), divisor);
        }
        String last = name.substring(name.lastIndexOf(' ') + 1); // of "width 128"
        if (!last.matches("[0-9]+")) {
            throw new IllegalStateException("no size is known for the axis " + name);
        }
        return Long.parseLong(last);
    }
}
