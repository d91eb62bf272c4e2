package org.chainrule.dsl.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.graph.Variable.Role;
import org.chainrule.dsl.layers.Buffer;
import org.chainrule.dsl.ops.GlobalNorm;
import org.chainrule.dsl.optimizers.ParameterGroup;
import org.chainrule.dsl.optimizers.UpdateRule;
import org.chainrule.dsl.optimizers.UpdateRule.Group;
import org.chainrule.dsl.optimizers.UpdateRule.Scalars;

/**
 * A whole training step as one method: the loss, its gradients, clipping by value and then by norm,
 * and the optimizer's update, in place; buffers are brought up to date likewise. It returns the
 * loss and the norm of the gradients before clipping by norm.
 *
 * <p>The slots of the optimizer are the method's first states, all weights' first slots before all
 * second ones; the sums of gradients and the averages of weights follow, if there are any. Its
 * scalars are {@code step}, {@code clip} (the greatest norm, infinite for none), {@code clipValue}
 * if values are clipped, those of {@link GradientSums} and {@link WeightAverages}, and those of the
 * optimizer's groups.
 */
public final class TrainingMethod {
    private static final double CLIP_EPSILON = 1e-6; // as in torch's clip_grad_norm_
    private static final String CLIP_VALUE = "clipValue";

    private final List<Node> weights;
    private final Updates updates;
    private final List<ParameterGroup> groups;
    private final Slots slots;
    private final boolean in32Bits;
    private final Extras extras;
    private final Optional<GradientSums> sums;
    private final Optional<WeightAverages> averages;
    private final Signature signature;
    private final Map<Variable, Term> locals = new HashMap<>();
    private final Emitter emitter;

    /**
     * A state of the method: a slot of a weight.
     *
     * @param variable its name, such as {@code m dense.weight}, and its shape
     * @param initial what all of it begins with
     */
    public record Kept(Variable variable, double initial) {}

    /**
     * What a step may do besides forward pass, gradients, clipping by norm and update.
     *
     * @param clipsValues whether each number of the gradients is clipped
     * @param accumulates whether the gradients of parts before this batch are added to its own
     * @param averages whether it keeps moving averages of the weights
     */
    public record Extras(boolean clipsValues, boolean accumulates, boolean averages) {}

    /**
     * A training method.
     *
     * @param inputs the inputs and targets that the loss depends on
     * @param weights what is trained
     * @param buffers what the network brings up to date itself; its parameters come before them
     * @param groups how; what {@link ParameterGroup#of} makes of the weights
     * @param target what the program is written for
     * @param in32Bits whether the weights have 32 bits, as the optimizers' kernels ask
     * @param extras what else a step does
     */
    public TrainingMethod(
            List<Variable> inputs,
            List<Node> weights,
            List<Buffer> buffers,
            List<ParameterGroup> groups,
            Target target,
            boolean in32Bits,
            Extras extras) {
        this.in32Bits = in32Bits;
        this.extras = extras;
        this.weights = weights;
        this.groups = groups;
        updates = new Updates(buffers);
        List<Variable> stored = new ArrayList<>(variables(weights));
        buffers.forEach(buffer -> stored.add(buffer.variable()));
        slots = Slots.of(groups, variables(weights));
        List<Variable> states = new ArrayList<>(slots.kept().stream().map(Kept::variable).toList());
        sums =
                Optional.of(GradientSums.of(variables(weights)))
                        .filter(each -> extras.accumulates());
        averages =
                Optional.of(WeightAverages.of(variables(weights)))
                        .filter(each -> extras.averages());
        sums.ifPresent(each -> states.addAll(each.places()));
        averages.ifPresent(each -> states.addAll(each.places()));
        signature = new Signature(inputs, stored, states, scalars());
        emitter =
                new Emitter(
                        target,
                        updates.reading(
                                v -> locals.containsKey(v) ? locals.get(v) : signature.term(v)));
    }

    /** The method's first states, in order: the optimizer's slots. */
    public List<Kept> kept() {
        return slots.kept();
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
        if (sums.isPresent()) {
            gradients = means(sums.get(), gradients);
        }
        if (extras.clipsValues()) {
            gradients = clipped(gradients);
        }
        Node norm = new GlobalNorm().apply(gradients.toArray(Node[]::new));
        Node divisor = norm.plus(CLIP_EPSILON).over(scalar("clip")).max(Node.constant(1));
        Node step = scalar("step").expandLike(norm);
        List<String> results = new ArrayList<>();
        results.add("torch.detach(" + emitter.emit(loss) + ")");
        results.add(emitter.emit(norm));
        updates.write(emitter, signature::term); // from weights that have not changed yet
        for (ParameterGroup group : groups) {
            results.addAll(update(group, gradients, divisor, step));
        }
        averages.ifPresent(each -> each.write(emitter, signature::term, variables(weights)));
        script.method(name, signature, emitter, results);
    }

    private List<Node> byAutograd(Node loss) {
        List<String> names = GradientMethod.byAutograd(emitter, loss, weights);
        emitter.line("torch.set_grad_enabled(False)");
        List<Node> gradients = new ArrayList<>();
        for (Node weight : weights) {
            String name = "d " + variable(weight).name();
            gradients.add(local(name, weight, names.get(gradients.size())));
        }
        return gradients;
    }

    /** A value of a weight's shape that the method holds under another name. */
    private Node local(String name, Node weight, String place) {
        Variable variable = new Variable(name, weight.type(), Role.INPUT);
        locals.put(variable, Term.tensor(place));
        return variable.apply();
    }

    /** The gradients' means over this batch and the parts before it, held where the sums were. */
    private List<Node> means(GradientSums held, List<Node> gradients) {
        held.add(emitter, signature::term, gradients.stream().map(emitter::emit).toList());
        held.divide(emitter, signature::term);
        List<Node> means = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            Node weight = weights.get(i);
            String place = signature.term(held.places().get(i)).text();
            means.add(local("mean d " + variable(weight).name(), weight, place));
        }
        return means;
    }

    /** Gradients each number of which is between −c and c. */
    private List<Node> clipped(List<Node> gradients) {
        String greatest = emitter.emit(scalar(CLIP_VALUE));
        String least = emitter.emit(scalar(CLIP_VALUE).negate());
        List<Node> clipped = new ArrayList<>();
        for (int i = 0; i < gradients.size(); i++) {
            String dw = emitter.emit(gradients.get(i));
            Node weight = weights.get(i);
            String name = "clipped d " + variable(weight).name();
            String call = "torch.clamp(" + dw + ", " + least + ", " + greatest + ")";
            clipped.add(local(name, weight, call));
        }
        return clipped;
    }

    private List<Node> derived(Node loss) {
        emitter.line("torch.set_grad_enabled(False)");
        return GradientMethod.gradients(loss, weights);
    }

    /** Writes the update of a group; gives what the method must return for it to be run. */
    private List<String> update(
            ParameterGroup group, List<Node> gradients, Node divisor, Node step) {
        int[] places =
                IntStream.range(0, weights.size())
                        .filter(i -> group.weights().contains(variable(weights.get(i))))
                        .toArray();
        List<Node> own = select(places, weights);
        List<Node> dw = select(places, gradients);
        Scalars scalars = scalars(group);
        if (in32Bits) {
            List<List<Node>> bySlot =
                    IntStream.range(0, group.rule().slots().size())
                            .mapToObj(slot -> own.stream().map(w -> slots(w).get(slot)).toList())
                            .toList();
            Optional<Kernel> kernel =
                    group.rule()
                            .kernel(new Group(own, dw, divisor, bySlot, step), scalars)
                            .filter(emitter.target()::takes);
            if (kernel.isPresent()) {
                return List.of(emitter.execute(kernel.get()));
            }
        }
        for (int i = 0; i < own.size(); i++) {
            update(group.rule(), own.get(i), dw.get(i).over(divisor), scalars);
        }
        return List.of();
    }

    /**
     * Writes a weight's new values, and copies them into their places at once: on the CPU that is
     * faster than one operation after the other on lists of all weights, or on one long vector.
     */
    private void update(UpdateRule rule, Node w, Node dw, Scalars scalars) {
        List<Node> before = new ArrayList<>(List.of(w));
        before.addAll(slots(w));
        List<Node> after = rule.update(w, dw, slots(w), scalars);
        List<Shape> wanted = before.stream().map(Node::shape).toList();
        List<Shape> found = after.stream().map(Node::shape).toList();
        boolean fits = found.size() == wanted.size();
        for (int k = 0; fits && k < found.size(); k++) {
            fits = found.get(k).agrees(wanted.get(k));
        }
        if (!fits) {
            throw new ChainruleException(
                    rule.getClass().getSimpleName(),
                    "update must give the new weight and its new slots, in their shapes " + wanted,
                    "but for " + variable(w).name() + " it gives " + found,
                    "Return them in the order of slots().");
        }
        List<String> places = before.stream().map(emitter::emit).toList();
        List<String> values = after.stream().map(emitter::emit).toList();
        for (int k = 0; k < places.size(); k++) {
            emitter.line("_ = torch.copy_(" + places.get(k) + ", " + values.get(k) + ")");
        }
    }

    private List<Node> slots(Node weight) {
        return slots.of(variable(weight));
    }

    private static Scalars scalars(ParameterGroup group) {
        Map<String, Node> nodes = new HashMap<>(Map.of("step", scalar("step")));
        group.names().forEach((name, inProgram) -> nodes.put(name, scalar(inProgram)));
        return new Scalars(nodes);
    }

    private List<Variable> scalars() {
        List<String> names = new ArrayList<>(List.of("step", "clip"));
        if (extras.clipsValues()) {
            names.add(CLIP_VALUE);
        }
        sums.ifPresent(each -> names.addAll(GradientSums.names()));
        averages.ifPresent(each -> names.addAll(WeightAverages.names()));
        groups.forEach(group -> names.addAll(group.names().values()));
        return names.stream().map(name -> variable(scalar(name))).toList();
    }

    private static Node scalar(String name) {
        return Variable.scalar(name, DType.FLOAT);
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
