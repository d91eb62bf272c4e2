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
import org.chainrule.dsl.layers.Buffer;

/**
 * How a graph is run: in one method, or where it holds {@link Foreign} ops, in several with those
 * ops between them.
 */
public final class Plan {
    private final List<Node> outputs;
    private final List<Buffer> buffers;
    private final List<Stage> stages = new ArrayList<>();
    private final Map<Call, Integer> depths = new IdentityHashMap<>();

    /**
     * A method, and the foreign ops that can be run after it.
     *
     * @param method its name
     * @param takes the inputs, and what earlier stages gave
     * @param parameters the parameters and buffers that it reads or writes
     * @param gives what later stages, foreign ops or the caller need
     * @param updates the buffers that it brings up to date
     * @param foreign what is run after it
     */
    public record Stage(
            String method,
            List<Node> takes,
            List<Node> parameters,
            List<Node> gives,
            List<Buffer> updates,
            List<Call> foreign) {

        /** Whether there is anything for the method to do, and so a method. */
        public boolean hasMethod() {
            return !gives.isEmpty() || !updates.isEmpty();
        }
    }

    /**
     * Plans a graph and writes its methods.
     *
     * @param script where to
     * @param name what the methods' names begin with
     * @param target what they are written for
     * @param outputs what the graph computes
     */
    public Plan(Script script, String name, Target target, List<Node> outputs) {
        this(script, name, target, outputs, List.of());
    }

    /**
     * Plans a graph that also brings buffers up to date, and writes its methods.
     *
     * @param script where to
     * @param name what the methods' names begin with
     * @param target what they are written for
     * @param outputs what the graph computes
     * @param buffers the buffers, of which those that change are written in place
     */
    public Plan(
            Script script, String name, Target target, List<Node> outputs, List<Buffer> buffers) {
        this.outputs = List.copyOf(outputs);
        this.buffers = new Updates(buffers).buffers();
        List<Node> results = new ArrayList<>(outputs);
        this.buffers.forEach(buffer -> results.add(buffer.after()));
        List<Call> calls = calls(results);
        int last = results.stream().mapToInt(this::depth).max().orElse(0);
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
                if (isStored(input)) {
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
        List<Buffer> updates = buffers.stream().filter(b -> depth(b.after()) == depth).toList();
        for (Buffer buffer : updates) {
            parameters.add(buffer.node());
            if (made(buffer.after()) || isInput(buffer.after())) {
                takes.add(buffer.after());
            }
        }
        return new Stage(
                name,
                List.copyOf(takes),
                List.copyOf(parameters),
                List.copyOf(gives),
                updates,
                foreign);
    }

    private static void write(Script script, Target target, Stage stage) {
        if (!stage.hasMethod()) {
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
        Updates updates = new Updates(stage.updates());
        Emitter emitter = new Emitter(target, updates.reading(signature::term));
        for (int i = 0; i < cuts.size(); i++) {
            emitter.bind(cuts.get(i), signature.term(inputs.get(i)));
        }
        List<String> results = stage.gives().stream().map(emitter::emit).toList();
        if (!stage.updates().isEmpty()) {
            emitter.line("torch.set_grad_enabled(False)");
            updates.write(emitter, signature::term);
        }
        script.method(stage.method(), signature, emitter, results);
    }

    private List<Call> calls(List<Node> results) {
        List<Call> order = new ArrayList<>();
        results.forEach(y -> visit(y.call(), order));
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

    private static boolean isStored(Node node) {
        return node.call().op() instanceof Variable v && v.role().isStored();
    }

    private static Variable variable(Node node) {
        return (Variable) node.call().op();
    }
}
