package org.chainrule.dsl.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Constant;
import org.chainrule.dsl.graph.Foreign;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;

/**
 * How a graph is run: in one method, or where it holds {@link Foreign} ops, in several with those
 * ops between them.
 */
public final class Plan {
    private final List<Node> outputs;
    private final List<Stage> stages = new ArrayList<>();
    private final Map<Call, Integer> depths = new IdentityHashMap<>();

    /**
     * A method, and the foreign ops that can be run after it.
     *
     * @param method its name
     * @param takes the inputs, and what earlier stages gave
     * @param parameters the parameters that it reads
     * @param gives what later stages, foreign ops or the caller need; empty if there is no method
     * @param foreign what is run after it
     */
    public record Stage(
            String method,
            List<Node> takes,
            List<Node> parameters,
            List<Node> gives,
            List<Call> foreign) {}

    /**
     * Plans a graph and writes its methods.
     *
     * @param script where to
     * @param name what the methods' names begin with
     * @param target what they are written for
     * @param outputs what the graph computes
     */
    public Plan(Script script, String name, Target target, List<Node> outputs) {
        this.outputs = List.copyOf(outputs);
        List<Call> calls = calls();
        int last = outputs.stream().mapToInt(this::depth).max().orElse(0);
        for (int depth = 0; depth <= last; depth++) {
            stages.add(stage(name + depth, depth, calls));
            write(script, target, stages.get(depth));
        }
    }

    /** What the graph computes. */
    public List<Node> outputs() {
        return outputs;
    }

    /** The stages, in order. */
    public List<Stage> stages() {
        return Collections.unmodifiableList(stages);
    }

    private Stage stage(String name, int depth, List<Call> calls) {
        Set<Node> takes = new LinkedHashSet<>();
        Set<Node> parameters = new LinkedHashSet<>();
        Set<Node> gives = new LinkedHashSet<>();
        List<Call> foreign = new ArrayList<>();
        for (Call call : calls) {
            boolean isForeign = call.op() instanceof Foreign;
            if (isForeign && inputDepth(call) == depth) {
                foreign.add(call);
            }
            for (Node input : call.inputs()) {
                if (input.call().op() instanceof Constant) {
                    continue; // written where it is used
                }
                boolean here = !isForeign && depths.get(call) == depth;
                if (isParameter(input)) {
                    if (here) {
                        parameters.add(input);
                    }
                } else if (here && (isInput(input) || depth(input) < depth || made(input))) {
                    takes.add(input);
                } else if (!here && depth(input) == depth && !isInput(input) && !made(input)) {
                    gives.add(input);
                }
            }
        }
        outputs.stream().filter(y -> depth(y) == depth && !made(y)).forEach(gives::add);
        return new Stage(
                name, List.copyOf(takes), List.copyOf(parameters), List.copyOf(gives), foreign);
    }

    private static void write(Script script, Target target, Stage stage) {
        if (stage.gives().isEmpty()) {
            return;
        }
        List<Variable> inputs = new ArrayList<>();
        List<Node> cuts = new ArrayList<>();
        for (Node node : stage.takes()) {
            inputs.add(
                    isInput(node)
                            ? variable(node)
                            : new Variable(
                                    "cut" + inputs.size(), node.type(), Variable.Role.INPUT));
            cuts.add(node);
        }
        Signature signature =
                new Signature(
                        inputs,
                        stage.parameters().stream().map(Plan::variable).toList(),
                        List.of(),
                        List.of());
        Emitter emitter = new Emitter(target, signature::term);
        for (int i = 0; i < cuts.size(); i++) {
            emitter.bind(cuts.get(i), signature.term(inputs.get(i)));
        }
        script.method(
                stage.method(),
                signature,
                emitter,
                stage.gives().stream().map(emitter::emit).toList());
    }

    private List<Call> calls() {
        List<Call> order = new ArrayList<>();
        outputs.forEach(y -> visit(y.call(), order));
        return order;
    }

    /** Notes each call after those it needs, and how many foreign ops lie before its outputs. */
    private void visit(Call call, List<Call> order) {
        if (depths.containsKey(call)) {
            return;
        }
        call.inputs().forEach(x -> visit(x.call(), order));
        depths.put(call, inputDepth(call) + (call.op() instanceof Foreign ? 1 : 0));
        order.add(call);
    }

    private int inputDepth(Call call) {
        return call.inputs().stream().mapToInt(this::depth).max().orElse(0);
    }

    private int depth(Node node) {
        return depths.get(node.call());
    }

    private static boolean made(Node node) {
        return node.call().op() instanceof Foreign;
    }

    private static boolean isInput(Node node) {
        return node.call().op() instanceof Variable v && v.role() == Variable.Role.INPUT;
    }

    private static boolean isParameter(Node node) {
        return node.call().op() instanceof Variable v && v.role() == Variable.Role.PARAMETER;
    }

    private static Variable variable(Node node) {
        return (Variable) node.call().op();
    }
}
