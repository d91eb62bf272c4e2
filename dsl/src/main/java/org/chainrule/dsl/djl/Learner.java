package org.chainrule.dsl.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Sizes;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.initializers.Seeds;
import org.chainrule.dsl.layers.Buffer;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.layers.Network;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.layers.Requirement;
import org.chainrule.dsl.losses.Loss;
import org.chainrule.dsl.losses.Objective;
import org.chainrule.dsl.optimizers.Optimizer;
import org.chainrule.dsl.optimizers.ParameterGroup;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Plan;
import org.chainrule.dsl.script.Precision;
import org.chainrule.dsl.script.Products;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Target;
import org.chainrule.dsl.script.TrainingMethod;

/**
 * A network with its weights, its optimizer's slots and the native program that trains it: forward,
 * gradients, clipping and update are one call.
 *
 * <p>Where the network holds a stock DJL block, its forward pass takes several calls, and one more
 * does the rest.
 */
public final class Learner implements AutoCloseable {
    private static final String LOSS = "loss";

    private final Optimizer optimizer;
    private final Gradients gradients;
    private final long seed;
    private final double clipValue;
    private final Weights weights;
    private final List<Parameter> parameters;
    private final List<Buffer> buffers; // that the step's own call brings up to date
    private final List<ParameterGroup> groups;
    private final Map<String, NDArray> slots = new LinkedHashMap<>();
    private final List<Variable> inputs;
    private final Objective objective;
    private final List<Variable> scalars;
    private final Stages forward;
    private final Stages evaluation;
    private final boolean isWhole;
    private final List<Requirement> trainingChecks;
    private final List<Requirement> evaluationChecks;
    private final Program program;

    /**
     * What a step reports.
     *
     * @param loss the loss before the step
     * @param gradientNorm the norm of all gradients, before clipping by norm
     */
    public record Report(double loss, double gradientNorm) {}

    /**
     * What may be chosen besides the network, its loss and its optimizer.
     *
     * @param gradients where gradients come from; autograd where the network holds a DJL block
     * @param precision the numbers that matrix products are computed with
     * @param seed what dropout is drawn from, together with the step
     * @param clipValue the greatest magnitude of a number in the gradients; infinite for any
     */
    public record Options(Gradients gradients, Precision precision, long seed, double clipValue) {
        /** The same without clipping by value. */
        public Options(Gradients gradients, Precision precision, long seed) {
            this(gradients, precision, seed, Double.POSITIVE_INFINITY);
        }
    }

    /**
     * Compiles a network for training.
     *
     * @param net the network
     * @param loss what becomes small
     * @param optimizer how
     * @param weights the network's weights, which training changes
     * @param options what else may be chosen
     */
    public Learner(Network net, Loss loss, Optimizer optimizer, Weights weights, Options options) {
        this.optimizer = optimizer;
        this.seed = options.seed();
        clipValue = options.clipValue();
        this.weights = weights;
        inputs = net.inputs();
        Declaration training = net.declare(Mode.TRAINING);
        parameters = training.parameters();
        groups =
                ParameterGroup.of(optimizer, parameters.stream().map(Parameter::variable).toList());
        objective = Objective.of(training, loss).requireNumber();
        Node y = objective.value();
        Device device = weights.manager().getDevice();
        Target fastest = Native.target(device, weights.type()).with(options.precision());
        Target followed = fastest.with(Products.DEFAULT); // by autograd
        Script script = new Script();
        Plan plan = new Plan(script, "forward", followed, List.of(y), training.buffers());
        isWhole = plan.stages().size() == 1;
        buffers = isWhole ? training.buffers() : List.of();
        gradients = isWhole ? options.gradients() : Gradients.AUTOGRAD;
        Variable known = new Variable(LOSS, y.type(), Variable.Role.INPUT);
        TrainingMethod method =
                new TrainingMethod(
                        isWhole ? data() : List.of(known),
                        parameters.stream().map(Parameter::node).toList(),
                        buffers,
                        groups,
                        gradients == Gradients.AUTOGRAD ? followed : fastest,
                        weights.type() == DataType.FLOAT32,
                        Double.isFinite(clipValue));
        method.write(script, "train", isWhole ? y : known.apply(), gradients);
        scalars = method.signature().scalars();
        Declaration evaluated = net.declare(Mode.EVALUATION);
        trainingChecks = training.requirements();
        evaluationChecks = evaluated.requirements();
        Node z = Objective.of(evaluated, loss).data();
        Plan evaluating = new Plan(script, "evaluate", fastest, List.of(z));
        program = new Program(script, device);
        forward = new Stages(program, plan);
        evaluation = new Stages(program, evaluating);
        method.kept().forEach(kept -> slots.put(kept.variable().name(), begin(kept)));
        weights.differentiable(gradients == Gradients.AUTOGRAD);
    }

    private NDArray begin(TrainingMethod.Kept kept) {
        Shape shape = kept.variable().type().shape();
        double[] values = new double[Math.toIntExact(shape.elements())];
        Arrays.fill(values, kept.initial());
        return Native.copy(weights.manager(), values, shape.sizes(), weights.type());
    }

    /**
     * One step: the weights change, and what else the network keeps.
     *
     * @param xs the network's inputs in their order, owned by libtorch
     * @param y the target, likewise; null where the loss has none
     * @param step how many steps this makes, counted from 1
     * @param rate the learning rate; those of the optimizer's groups are scaled alike
     * @param clip the greatest norm of all gradients; infinite for none
     */
    public Report step(List<NDArray> xs, NDArray y, long step, double rate, double clip) {
        check(xs, y, trainingChecks);
        Native.engine().setRandomSeed((int) Seeds.mix(seed, step));
        try (NDManager scope = weights.manager().newSubManager()) {
            boolean differentiates = gradients == Gradients.AUTOGRAD;
            List<NDArray> given =
                    isWhole
                            ? given(xs, y)
                            : forward.run(scope, data(xs, y), weights::of, differentiates);
            List<NDArray> stored = new ArrayList<>(weights.of(parameters));
            stored.addAll(weights.of(buffers));
            NDList results =
                    program.run(
                            scope,
                            "train",
                            new Arguments(
                                    given,
                                    stored,
                                    List.copyOf(slots.values()),
                                    scalars(step, rate, clip)),
                            differentiates);
            return new Report(number(results.get(0)), number(results.get(1)));
        }
    }

    private List<Variable> data() {
        List<Variable> data = new ArrayList<>(inputs);
        objective.variable().ifPresent(data::add);
        return data;
    }

    private static List<NDArray> given(List<NDArray> xs, NDArray y) {
        List<NDArray> given = new ArrayList<>(xs);
        Optional.ofNullable(y).ifPresent(given::add);
        return given;
    }

    private Function<Variable, NDArray> data(List<NDArray> xs, NDArray y) {
        return v -> inputs.contains(v) ? xs.get(inputs.indexOf(v)) : y;
    }

    private void check(List<NDArray> xs, NDArray y, List<Requirement> requirements) {
        Sizes sizes = Native.check(inputs, xs, requirements);
        Optional<NDArray> target = Optional.ofNullable(y);
        target.flatMap(t -> objective.variable()).ifPresent(v -> Native.checkKind(v, y));
        objective.check(sizes, target.map(t -> t.getShape().getShape()), () -> Native.numbers(y));
    }

    private double[] scalars(long step, double rate, double clip) {
        Map<String, Double> values = new LinkedHashMap<>();
        groups.forEach(group -> values.putAll(group.values(optimizer, rate)));
        values.put("step", (double) step);
        values.put("clip", clip);
        values.put("clipValue", clipValue);
        return scalars.stream().mapToDouble(v -> values.get(v.name())).toArray();
    }

    /** The same for a network with one input. */
    public Report step(NDArray x, NDArray y, long step, double rate, double clip) {
        return step(List.of(x), y, step, rate, clip);
    }

    /** The loss on a batch, without dropout and penalties on weights; the weights stay. */
    public double evaluate(List<NDArray> xs, NDArray y) {
        check(xs, y, evaluationChecks);
        try (NDManager scope = weights.manager().newSubManager()) {
            return number(evaluation.run(scope, data(xs, y), weights::of, false).head());
        }
    }

    /** The same for a network with one input. */
    public double evaluate(NDArray x, NDArray y) {
        return evaluate(List.of(x), y);
    }

    private static double number(NDArray scalar) {
        return scalar.toType(DataType.FLOAT64, false).getDouble();
    }

    /** The optimizer's slots, as arrays by name and path: {@code m dense.weight}. */
    public Map<String, NDArray> slots() {
        return slots;
    }

    /** The TorchScript source of the program. */
    public String source() {
        return program.source();
    }

    @Override
    public void close() {
        slots.values().forEach(NDArray::close);
        program.close();
    }
}
