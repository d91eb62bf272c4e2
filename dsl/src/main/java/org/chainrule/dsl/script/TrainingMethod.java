package org.chainrule.dsl.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.graph.Variable.Role;
import org.chainrule.dsl.layers.Buffer;
import org.chainrule.dsl.ops.GlobalNorm;
import org.chainrule.dsl.optimizers.Optimizer;
import org.chainrule.dsl.optimizers.Optimizer.Group;
import org.chainrule.dsl.optimizers.Optimizer.Scalars;

/**
 * A whole training step as one method: the loss, its gradients, clipping by norm, and the
 * optimizer's update, in place; buffers are brought up to date likewise. It returns the loss and
 * the norm of the gradients before clipping.
 *
 * <p>The slots of the optimizer are the method's states, all weights' first slots before all second
 * ones. Its scalars are {@code rate}, {@code step}, {@code clip} (the greatest norm, infinite for
 * none) and the optimizer's own.
 */
public final class TrainingMethod {
    private static final double CLIP_EPSILON = 1e-6; // as in torch's clip_grad_norm_

    private final List<Node> weights;
    private final Updates updates;
    private final Optimizer optimizer;
    private final boolean in32Bits;
    private final Signature signature;
    private final Map<Variable, Term> locals = new HashMap<>();
    private final Emitter emitter;

    /**
     * A training method.
     *
     * @param inputs the inputs and targets that the loss depends on
     * @param weights what is trained
     * @param buffers what the network brings up to date itself; its parameters come before them
     * @param optimizer how
     * @param target what the program is written for
     * @param in32Bits whether the weights have 32 bits, as the optimizers' kernels ask
     */
    public TrainingMethod(
            List<Variable> inputs,
            List<Node> weights,
            List<Buffer> buffers,
            Optimizer optimizer,
            Target target,
            boolean in32Bits) {
        this.in32Bits = in32Bits;
        this.weights = weights;
        this.optimizer = optimizer;
        updates = new Updates(buffers);
        List<Variable> stored = new ArrayList<>(variables(weights));
        buffers.forEach(buffer -> stored.add(buffer.variable()));
        signature = new Signature(inputs, stored, slots(), scalars());
        emitter =
                new Emitter(
                        target,
                        updates.reading(
                                v -> locals.containsKey(v) ? locals.get(v) : signature.term(v)));
    }

    /** What the method takes. */
    public Signature signature() {
        return signature;
    }

    /** Adds the method to a script. */
    public void write(Script script, String name, Node loss, Gradients source) {
        List<Node> gradients =
                switch (source) {
                    case AUTOGRAD -> byAutograd(loss);
                    case DERIVED -> derived(loss);
                };
        Node norm = new GlobalNorm().apply(gradients.toArray(Node[]::new));
        Node divisor = norm.plus(CLIP_EPSILON).over(scalar("clip")).max(Node.constant(1));
        Node step = scalar("step").expandLike(norm);
        List<String> results = new ArrayList<>();
        results.add("torch.detach(" + emitter.emit(loss) + ")");
        results.add(emitter.emit(norm));
        updates.write(emitter, signature::term); // from weights that have not changed yet
        for (boolean decays : new boolean[] {true, false}) {
            int[] places =
                    IntStream.range(0, weights.size())
                            .filter(i -> optimizer.decays(variable(weights.get(i))) == decays)
                            .toArray();
            if (places.length > 0) {
                results.addAll(update(group(places, gradients, divisor, step), scalars(decays)));
            }
        }
        script.method(name, signature, emitter, results);
    }

    private List<Node> byAutograd(Node loss) {
        List<String> names = GradientMethod.byAutograd(emitter, loss, weights);
        emitter.line("torch.set_grad_enabled(False)");
        List<Node> gradients = new ArrayList<>();
        for (Node weight : weights) {
            Variable gradient =
                    new Variable("d " + variable(weight).name(), weight.type(), Role.INPUT);
            locals.put(gradient, Term.tensor(names.get(gradients.size())));
            gradients.add(gradient.apply());
        }
        return gradients;
    }

    private List<Node> derived(Node loss) {
        emitter.line("torch.set_grad_enabled(False)");
        return GradientMethod.gradients(loss, weights);
    }

    private Group group(int[] places, List<Node> gradients, Node divisor, Node step) {
        List<List<Node>> slots =
                IntStream.range(0, optimizer.slots().size())
                        .mapToObj(slot -> select(places, slotNodes(slot)))
                        .toList();
        return new Group(select(places, weights), select(places, gradients), divisor, slots, step);
    }

    /** Writes the update of a group; gives what the method must return for it to be run. */
    private List<String> update(Group group, Scalars scalars) {
        Kernel kernel = optimizer.kernel(group, scalars).orElse(null);
        if (kernel != null && in32Bits && emitter.target().takes(kernel)) {
            return List.of(emitter.execute(kernel));
        }
        List<String> copies = new ArrayList<>();
        for (int i = 0; i < group.weights().size(); i++) {
            int place = i;
            Node w = group.weights().get(i);
            Node dw = group.gradients().get(i).over(group.divisor());
            List<Node> slots = group.slots().stream().map(slot -> slot.get(place)).toList();
            List<Node> before = new ArrayList<>(List.of(w));
            before.addAll(slots);
            List<Node> after = optimizer.update(w, dw, slots, scalars);
            for (int k = 0; k < after.size(); k++) {
                String to = emitter.emit(before.get(k));
                copies.add("torch.copy_(" + to + ", " + emitter.emit(after.get(k)) + ")");
            }
        }
        copies.forEach(copy -> emitter.line("_ = " + copy));
        return List.of();
    }

    private Scalars scalars(boolean decays) {
        Map<String, Node> nodes = new HashMap<>();
        for (Variable scalar : signature.scalars()) {
            nodes.put(scalar.name(), scalar.apply());
        }
        if (!decays) {
            nodes.put("decay", Node.constant(0));
        }
        return new Scalars(nodes);
    }

    private List<Variable> scalars() {
        TreeSet<String> names = new TreeSet<>(optimizer.scalars().keySet());
        names.addAll(List.of("rate", "step", "clip"));
        return names.stream().map(name -> variable(scalar(name))).toList();
    }

    private static Node scalar(String name) {
        return Variable.scalar(name, DType.FLOAT);
    }

    private List<Variable> slots() {
        return IntStream.range(0, optimizer.slots().size())
                .mapToObj(this::slotNodes)
                .flatMap(List::stream)
                .map(TrainingMethod::variable)
                .toList();
    }

    private List<Node> slotNodes(int slot) {
        String name = optimizer.slots().get(slot);
        return weights.stream()
                .map(w -> new Variable(name + " " + variable(w).name(), w.type(), Role.STATE))
                .map(Variable::apply)
                .toList();
    }

    private static List<Node> select(int[] places, List<Node> nodes) {
        return IntStream.of(places).mapToObj(nodes::get).toList();
    }

    private static List<Variable> variables(List<Node> nodes) {
        return nodes.stream().map(TrainingMethod::variable).toList();
    }

    private static Variable variable(Node node) {
        return (Variable) node.call().op();
    }
}
