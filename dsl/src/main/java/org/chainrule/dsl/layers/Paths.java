package org.chainrule.dsl.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Constant;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Variable;

/**
 * Where each step of a network and its loss stands: {@code block[0].causalAttention.attention}. A
 * call has the path of the innermost layer that made it, and where that layer made several, the
 * op's name behind it.
 */
public final class Paths {
    private final List<Call> calls = new ArrayList<>();
    private final Map<Call, String> layers = new IdentityHashMap<>();
    private final Map<Call, String> paths = new IdentityHashMap<>();

    /**
     * The paths of a network's calls, and of those of a loss on its output, which begin with {@code
     * loss}.
     */
    public Paths(Declaration declared, Node loss) {
        order(loss, Collections.newSetFromMap(new IdentityHashMap<>()));
        layers.putAll(declared.named());
        for (Span span : declared.spans()) { // inner layers come first
            place(span.output(), span.input(), span.path());
        }
        place(loss, declared.output(), "loss");
        name();
    }

    /**
     * The calls that compute the loss, each after those that it needs; variables not among them.
     */
    public List<Call> calls() {
        return Collections.unmodifiableList(calls);
    }

    /** A call's path; a variable's is its name. */
    public String of(Call call) {
        return call.op() instanceof Variable variable ? variable.name() : paths.get(call);
    }

    private void order(Node node, Set<Call> seen) {
        Call call = node.call();
        if (isStep(call) && seen.add(call)) {
            call.inputs().forEach(input -> order(input, seen));
            calls.add(call);
        }
    }

    private static boolean isStep(Call call) {
        return !(call.op() instanceof Variable) && !(call.op() instanceof Constant);
    }

    /** Notes a layer for the calls between two nodes that have none yet. */
    private void place(Node output, Node input, String layer) {
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.add(input);
        place(output, seen, layer);
    }

    private void place(Node node, Set<Node> seen, String layer) {
        if (seen.add(node) && isStep(node.call())) {
            layers.putIfAbsent(node.call(), layer);
            node.call().inputs().forEach(x -> place(x, seen, layer));
        }
    }

    private void name() {
        Map<String, Long> sizes =
                calls.stream().collect(Collectors.groupingBy(this::layer, Collectors.counting()));
        Set<String> names = new HashSet<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Call call : calls) {
            String layer = layer(call);
            boolean isWhole = sizes.get(layer) == 1 && !layer.isEmpty();
            String name = isWhole ? layer : join(layer, name(call.op()));
            int count = counts.merge(name, 1, Integer::sum);
            String unique = count == 1 ? name : name + count;
            if (!names.add(unique)) {
                throw new IllegalStateException("two steps are named " + unique);
            }
            paths.put(call, unique);
        }
    }

    private static String name(Op op) {
        return op instanceof Enum<?> constant
                ? constant.name().toLowerCase(Locale.ROOT)
                : op.name();
    }

    private String layer(Call call) {
        return layers.getOrDefault(call, "");
    }

    private static String join(String layer, String name) {
        return layer.isEmpty() ? name : layer + "." + name;
    }
}
