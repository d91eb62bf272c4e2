package org.chainrule.dsl.graph;

import java.util.HashMap;
import java.util.Map;

/**
 * The sizes that open axes have in one call, by name. An axis that was joined from others has the
 * product of theirs, one that was joined end to end their sum, and one that was cut in equal parts
 * the quotient.
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
        if (name.contains("+")) {
            long sum = 0;
            for (String part : name.split("\\+")) {
                sum += named(part);
            }
            return sum;
        }
        if (name.contains("·")) {
            long product = 1;
            for (String part : name.split("·")) {
                product *= named(part);
            }
            return product;
        }
        int cut = name.lastIndexOf('/');
        if (cut > 0) {
            return named(name.substring(0, cut)) / Long.parseLong(name.substring(cut + 1));
        }
        String last = name.substring(name.lastIndexOf(' ') + 1); // of "width 128"
        if (!last.matches("[0-9]+")) {
            throw new IllegalStateException("no size is known for the axis " + name);
        }
        return Long.parseLong(last);
    }
}
