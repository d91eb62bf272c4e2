package org.chainrule.notebooks.display;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.dsl.graph.Binary;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.layers.Span;

/**
 * A network as a chain of layers, with the ways past some of them, and what some read besides.
 *
 * @param links from the input on
 * @param sides what layers read that does not come along the chain
 */
record Chain(List<Link> links, List<Side> sides) {
    private static final Pattern BLOCK = Pattern.compile("(.*?\\w+)\\[(\\d+)]\\..*");

    /**
     * A layer, the input, or the sum where a way past layers ends.
     *
     * @param label the layer's name; empty for a sum
     * @param shape the shape of what comes out
     * @param weights how many numbers it learns
     * @param past the places of links whose values come here past the link before
     * @param block the block that it belongs to, such as {@code block[0]}; empty outside of blocks
     */
    record Link(String label, String shape, long weights, List<Integer> past, String block) {
        boolean isSum() {
            return label.isEmpty();
        }
    }

    /**
     * A value that layers read beside the one before them: a further input of the network, such as
     * the memory of cross-attention, or what a layer made for later ones, as an encoder does.
     *
     * @param label the input's name; empty for what a layer made
     * @param shape the input's shape
     * @param maker the place of the layer that made it; −1 for an input
     * @param readers the places of the links that read it
     */
    record Side(String label, String shape, int maker, List<Integer> readers) {
        boolean isInput() {
            return maker < 0;
        }
    }

    /**
     * The layers of a network: what a layer is made of where it is only a chain of others and of
     * sums with what goes past them, else the layer as a whole, such as attention.
     */
    static Chain of(Declaration declared) {
        Tracing tracing = new Tracing(declared.input());
        Reading reading = new Reading(declared);
        for (Span span : shown(declared.spans())) {
            tracing.add(span, weights(declared.spans(), span));
            reading.add(span, tracing.links.size() - 1, tracing.places.keySet());
        }
        tracing.isWhole(declared.output());
        return new Chain(tracing.links, reading.sides());
    }

    private static List<Span> shown(List<Span> spans) {
        List<Span> shown = new ArrayList<>();
        List<Span> fromOutside = new ArrayList<>(spans);
        Collections.reverse(fromOutside); // a layer that holds others comes before them
        for (Span span : fromOutside) {
            boolean isHidden = shown.stream().anyMatch(s -> span.path().startsWith(s.path() + "."));
            if (!isHidden && !isChain(span, spans)) {
                shown.add(span);
            }
        }
        Collections.reverse(shown);
        return shown;
    }

    /** Whether a layer holds others and does nothing else. */
    private static boolean isChain(Span whole, List<Span> spans) {
        List<Span> inside = spans.stream().filter(span -> isDirectly(span, whole, spans)).toList();
        Tracing tracing = new Tracing(whole.input());
        for (Span span : inside) {
            if (!tracing.add(span, 0)) {
                return false;
            }
        }
        return !inside.isEmpty() && tracing.isWhole(whole.output());
    }

    /** Whether a layer lies in another with none between. */
    private static boolean isDirectly(Span span, Span in, List<Span> spans) {
        return isIn(span, in)
                && spans.stream().noneMatch(other -> isIn(span, other) && isIn(other, in));
    }

    static boolean isIn(Span span, Span whole) {
        return span.path().startsWith(whole.path() + ".");
    }

    private static long weights(List<Span> spans, Span span) {
        return spans.stream()
                .filter(each -> each.equals(span) || isIn(each, span))
                .flatMap(each -> each.parameters().stream())
                .map(Parameter::shape)
                .mapToLong(Shape::elements)
                .sum();
    }

    /** Which link each value comes from. */
    private static final class Tracing {
        private final List<Link> links = new ArrayList<>();
        private final Map<Node, Integer> places = new IdentityHashMap<>();
        private String block = "";

        private Tracing(Node input) {
            add(input, "input", 0, List.of());
        }

        private void add(Node value, String label, long weights, List<Integer> past) {
            places.put(value, links.size());
            links.add(new Link(label, value.shape().toString(), weights, past, block));
        }

        /** Adds a layer and tells whether its input is a value of the chain. */
        private boolean add(Span span, long weights) {
            boolean isKnown = isWhole(span.input());
            int last = links.size() - 1;
            int source = places.getOrDefault(span.input(), last);
            Matcher matcher = BLOCK.matcher(span.path());
            block = matcher.matches() ? matcher.group(1) + "[" + matcher.group(2) + "]" : "";
            List<Integer> past = source == last ? List.of() : List.of(source);
            add(span.output(), span.layer(), weights, past);
            return isKnown;
        }

        /** Whether a value is one of the chain; where two of the chain are added it becomes one. */
        private boolean isWhole(Node value) {
            if (places.containsKey(value)) {
                return true;
            }
            List<Node> inputs = value.call().inputs();
            boolean isSum =
                    value.call().op() == Binary.ADD && inputs.stream().allMatch(this::isWhole);
            if (!isSum) {
                return false;
            }
            int last = links.size() - 1;
            List<Integer> past = inputs.stream().map(places::get).filter(i -> i < last).toList();
            add(value, "", 0, past);
            return true;
        }
    }

    /**
     * How often a block stands in the chain with the same layers; 1 for links outside of blocks.
     */
    int times(Link link) {
        if (link.block().isEmpty()) {
            return 1;
        }
        String name = link.block().substring(0, link.block().lastIndexOf('['));
        Map<String, List<String>> layers = new HashMap<>();
        for (Link each : links) {
            if (each.block().startsWith(name + "[")) {
                layers.computeIfAbsent(each.block(), b -> new ArrayList<>())
                        .add(each.label() + each.shape());
            }
        }
        return layers.values().stream().distinct().count() == 1 ? layers.size() : 1;
    }

    /** The same with blocks that repeat shown once, in their first place. */
    Chain folded() {
        List<Link> kept = new ArrayList<>();
        Map<Integer, Integer> moved = new HashMap<>();
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            boolean repeats = times(link) > 1 && !link.block().endsWith("[0]");
            if (!repeats) {
                moved.put(i, kept.size());
                List<Integer> past =
                        link.past().stream().filter(moved::containsKey).map(moved::get).toList();
                kept.add(new Link(link.label(), link.shape(), link.weights(), past, link.block()));
            }
        }
        return new Chain(kept, sides.stream().map(side -> moved(side, moved)).toList());
    }

    private static Side moved(Side side, Map<Integer, Integer> moved) {
        List<Integer> readers =
                side.readers().stream().filter(moved::containsKey).map(moved::get).toList();
        int maker = side.isInput() ? side.maker() : moved.getOrDefault(side.maker(), 0);
        return new Side(side.label(), side.shape(), maker, readers);
    }
}
