package org.chainrule.dsl.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.dsl.djl.ForeignValues;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Constant;
import org.chainrule.dsl.graph.Foreign;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;

/**
 * A network cut behind its foreign ops, such as stock DJL blocks, whose gradient only autograd
 * knows: their outputs become inputs with the values that they have. What lies after them can be
 * checked; what leads into them can't.
 */
final class Cut {
    private final Map<Node, Node> copies = new IdentityHashMap<>();
    private final Map<Call, Call> calls = new IdentityHashMap<>();

    private Cut() {}

    /** The subject itself where it holds no foreign op. */
    static Subject of(Subject whole, long seed) {
        List<Subject.Step> foreign =
                whole.steps().stream().filter(s -> s.call().op() instanceof Foreign).toList();
        return foreign.isEmpty() ? whole : new Cut().behind(whole, foreign, seed);
    }

    private Subject behind(Subject whole, List<Subject.Step> foreign, long seed) {
        List<Node> outputs = foreign.stream().map(step -> step.call().output(0)).toList();
        List<NumericArray> values = ForeignValues.of(outputs, whole.at(), seed);
        Map<Variable, NumericArray> at = new HashMap<>(whole.at());
        Map<Variable, String> before = new LinkedHashMap<>();
        for (int i = 0; i < outputs.size(); i++) {
            Subject.Step step = foreign.get(i);
            Node cut =
                    new Variable(
                                    "value of " + step.path(),
                                    outputs.get(i).type(),
                                    Variable.Role.INPUT)
                            .apply();
            at.put(Subject.variable(cut), values.get(i));
            copies.put(outputs.get(i), cut);
            Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            step.call().inputs().forEach(input -> note(input, step.path(), before, seen));
        }
        Node loss = copy(whole.loss());
        List<Node> by = new ArrayList<>();
        List<Subject.Unchecked> unchecked = new ArrayList<>();
        for (Node x : whole.by()) {
            Variable variable = Subject.variable(x);
            String path = before.get(variable);
            if (path == null) {
                by.add(x);
            } else {
                String reason = "it leads into " + path + ", whose gradient only autograd knows";
                unchecked.add(new Subject.Unchecked(variable, reason));
            }
        }
        List<Subject.Step> steps =
                whole.steps().stream()
                        .filter(step -> calls.containsKey(step.call()))
                        .map(step -> new Subject.Step(step.path(), calls.get(step.call())))
                        .toList();
        return new Subject(whole.name(), loss, by, at, steps, false, Optional.empty(), unchecked);
    }

    /** Notes the variables that a node depends on. */
    private static void note(Node node, String path, Map<Variable, String> before, Set<Node> seen) {
        if (!seen.add(node)) {
            return;
        }
        if (node.call().op() instanceof Variable variable) {
            before.put(variable, path);
        }
        node.call().inputs().forEach(input -> note(input, path, before, seen));
    }

    private Node copy(Node node) {
        Call call = node.call();
        if (call.op() instanceof Variable || call.op() instanceof Constant) {
            return node;
        }
        if (!copies.containsKey(node)) {
            Call copied = Call.of(call.op(), call.inputs().stream().map(this::copy).toList());
            calls.put(call, copied);
            for (Node output : call.outputs()) {
                copies.put(output, copied.output(output.index()));
            }
        }
        return copies.get(node);
    }
}
