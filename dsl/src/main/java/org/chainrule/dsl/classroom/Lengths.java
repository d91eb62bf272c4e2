package org.chainrule.dsl.classroom;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;

/**
 * How long the axes of an exercise are in one trial. Axes that were declared with the same length
 * stay of the same length, and so does the bound of whole numbers that name places along an axis;
 * an axis of length 1, along which a value is repeated, keeps it.
 *
 * @param byDeclared the length in this trial, by the length that was declared
 */
record Lengths(SortedMap<Long, Long> byDeclared) {

    /** The lengths as they were declared. */
    static Lengths declared(List<Given> givens) {
        SortedMap<Long, Long> lengths = new TreeMap<>();
        for (Given given : givens) {
            given.shape().dims().stream()
                    .map(Dim::fixed)
                    .filter(length -> length > 1)
                    .forEach(length -> lengths.put(length, length));
        }
        return new Lengths(lengths);
    }

    /** With each length changed. */
    Lengths map(LongUnaryOperator change) {
        SortedMap<Long, Long> changed = new TreeMap<>();
        byDeclared.forEach((declared, now) -> changed.put(declared, change.applyAsLong(now)));
        return new Lengths(changed);
    }

    /** With another length for one axis. */
    Lengths with(long declared, long length) {
        SortedMap<Long, Long> changed = new TreeMap<>(byDeclared);
        changed.put(declared, length);
        return new Lengths(changed);
    }

    /** An input with these lengths. */
    Given of(Given given) {
        List<Dim> dims = new ArrayList<>();
        for (Dim dim : given.shape().dims()) {
            dims.add(Dim.of(dim.name(), of(dim.size())));
        }
        Example.Domain domain = given.domain();
        double high = given.isReal() ? domain.high() : of((long) domain.high());
        Type type = new Type(new Shape(dims), domain.type().dtype());
        return new Given(given.name(), new Example.Domain(type, domain.low(), high));
    }

    private long of(long declared) {
        return byDeclared.getOrDefault(declared, declared);
    }
}
