package org.chainrule.notebooks.display;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Span;

/** What layers read beside the value before them, found by going back from what they made. */
final class Reading {
    private final List<Span> spans;
    private final List<Source> sources = new ArrayList<>();
    private final Map<Node, Source> byValue = new IdentityHashMap<>();

    /**
     * What is read: a further input, or what a layer made inside.
     *
     * @param maker the layer's place; −1 for an input
     */
    private record Source(String label, String shape, int maker, Set<Integer> readers) {
        private Chain.Side side() {
            return new Chain.Side(label, shape, maker, List.copyOf(readers));
        }
    }

    /** Knows the further inputs of a network. */
    Reading(Declaration declared) {
        spans = declared.spans();
        for (Node input : declared.inputs()) {
            if (input != declared.input()) {
                String name = ((Variable) input.call().op()).name();
                add(new Source(name, input.shape().toString(), -1, new TreeSet<>()), List.of(input));
            }
        }
    }

    private void add(Source source, List<Node> values) {
        sources.add(source);
        values.forEach(value -> byValue.put(value, source));
    }

    /**
     * Notes what a layer reads, and what it made that later ones may read.
     *
     * @param place the layer's place in the chain
     * @param chained the values that come along the chain, where going back ends
     */
    void add(Span layer, int place, Set<Node> chained) {
        List<Node> inside =
                spans.stream()
                        .filter(span -> Chain.isIn(span, layer) && !chained.contains(span.output()))
                        .map(Span::output)
                        .toList();
        Deque<Node> open = new ArrayDeque<>(inside);
        if (layer.output() != layer.input()) {
            open.add(layer.output());
        }
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.addAll(chained);
        seen.add(layer.input());
        while (!open.isEmpty()) {
            for (Node input : open.pop().call().inputs()) {
                if (byValue.containsKey(input)) {
                    byValue.get(input).readers().add(place);
                } else if (seen.add(input)) {
                    open.add(input);
                }
            }
        }
        add(new Source("", "", place, new TreeSet<>()), inside);
    }

    /** What is read by any layer. */
    List<Chain.Side> sides() {
        return sources.stream()
                .filter(source -> !source.readers().isEmpty())
                .map(Source::side)
                .toList();
    }
}
