package org.chainrule.dsl.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Sizes;
import org.chainrule.dsl.graph.Variable;
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
import org.chainrule.dsl.script.AccumulationMethod;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Plan;
import org.chainrule.dsl.script.Products;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Target;
import org.chainrule.dsl.script.TrainingMethod;

/**
 * The native program that trains a network: what its methods take, and the calls of them.
 *
 * <p>Where the network holds a stock DJL block, its forward pass takes several calls, and one more
 * does the rest.
 */
final class TrainingProgram implements AutoCloseable {
    private static final String LOSS = "loss";
    private static final String TRAIN = "train";
    private static final String ACCUMULATE = "accumulate";

    private final Weights weights;
    private final List<Variable> inputs;
    private final List<Parameter> parameters;
    private final List<Buffer> buffers; // that the step's own call brings up to date
    private final List<ParameterGroup> groups;
    private final Objective objective;
    private final boolean isWhole;
    private final Gradients gradients;
    private final List<Requirement> trainingChecks;
    private final List<Requirement> evaluationChecks;
    private final List<Variable> scalars;
    private final List<Variable> partScalars;
    private final Memory memory;
    private final Program program;
    private final Stages forward;
    private final Stages evaluation;

    TrainingProgram(
            Network net, Loss loss, Optimizer optimizer, Weights weights, Learner.Options options) {
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
        List<Variable> given = isWhole ? data() : List.of(known);
        Node number = isWhole ? y : known.apply();
        List<Node> learned = parameters.stream().map(Parameter::node).toList();
        Target target = gradients == Gradients.AUTOGRAD ? followed : fastest;
        TrainingMethod.Extras extras =
                new TrainingMethod.Extras(
                        Double.isFinite(options.clipValue()),
                        options.accumulates(),
                        options.average().isPresent());
        TrainingMethod method =
                new TrainingMethod(
                        given,
                        learned,
                        buffers,
                        groups,
                        target,
                        weights.type() == DataType.FLOAT32,
                        extras);
        method.write(script, TRAIN, number, gradients);
        scalars = method.signature().scalars();
        AccumulationMethod part = new AccumulationMethod(given, learned, buffers, target);
        if (options.accumulates()) {
            part.write(script, ACCUMULATE, number, gradients);
        }
        partScalars = part.signature().scalars();
        Declaration evaluated = net.declare(Mode.EVALUATION);
        trainingChecks = training.requirements();
        evaluationChecks = evaluated.requirements();
        Objective measured = Objective.of(evaluated, loss);
        List<Node> numbers = new ArrayList<>(List.of(measured.data()));
        options.metrics()
                .forEach(m -> numbers.add(m.apply(measured.output(), measured.compared())));
        Plan evaluating = new Plan(script, "evaluate", fastest, numbers);
        program = new Program(script, device);
        forward = new Stages(program, plan);
        evaluation = new Stages(program, evaluating);
        memory = Memory.of(method, parameters, weights, extras);
        weights.differentiable(gradients == Gradients.AUTOGRAD);
    }

    private List<Variable> data() {
        List<Variable> data = new ArrayList<>(inputs);
        objective.variable().ifPresent(data::add);
        return data;
    }

    /** The weights' groups. */
    List<ParameterGroup> groups() {
        return groups;
    }

    /** What it keeps from call to call besides the weights. */
    Memory memory() {
        return memory;
    }

    /** The TorchScript source. */
    String source() {
        return program.source();
    }

    /**
     * The update from a micro-batch, and from the gradients that are gathered if it accumulates.
     *
     * @return the loss of the micro-batch and the norm of the gradients
     */
    NDList train(NDManager scope, MicroBatch batch, Map<String, Double> values) {
        return run(scope, TRAIN, batch, memory.states(), scalars, values);
    }

    /**
     * Gathers the gradients of a micro-batch.
     *
     * @return its loss
     */
    NDList accumulate(NDManager scope, MicroBatch batch, Map<String, Double> values) {
        List<NDArray> sums = List.copyOf(memory.sums().values());
        return run(scope, ACCUMULATE, batch, sums, partScalars, values);
    }

    private NDList run(
            NDManager scope,
            String method,
            MicroBatch batch,
            List<NDArray> states,
            List<Variable> numbers,
            Map<String, Double> values) {
        boolean differentiates = gradients == Gradients.AUTOGRAD;
        List<NDArray> given =
                isWhole
                        ? batch.arrays()
                        : forward.run(
                                scope, data(batch.xs(), batch.y()), weights::of, differentiates);
        List<NDArray> stored = new ArrayList<>(weights.of(parameters));
        stored.addAll(weights.of(buffers));
        double[] h = numbers.stream().mapToDouble(v -> values.get(v.name())).toArray();
        return program.run(scope, method, new Arguments(given, stored, states, h), differentiates);
    }

    /** Loss and metrics without dropout, from the averages of the weights where there are any. */
    NDList evaluate(NDManager scope, List<NDArray> xs, NDArray y) {
        return evaluation.run(scope, data(xs, y), this::evaluated, false);
    }

    private NDArray evaluated(Variable stored) {
        NDArray average = memory.averages().get(stored.name());
        return average == null ? weights.of(stored) : average;
    }

    private Function<Variable, NDArray> data(List<NDArray> xs, NDArray y) {
        return v -> inputs.contains(v) ? xs.get(inputs.indexOf(v)) : y;
    }

    /** Refuses data that training does not take. */
    void checkTraining(List<NDArray> xs, NDArray y) {
        check(xs, y, trainingChecks);
    }

    /** Refuses data that evaluation does not take. */
    void checkEvaluation(List<NDArray> xs, NDArray y) {
        check(xs, y, evaluationChecks);
    }

    private void check(List<NDArray> xs, NDArray y, List<Requirement> requirements) {
        Sizes sizes = Native.check(inputs, xs, requirements);
        Optional<NDArray> target = Optional.ofNullable(y);
        target.flatMap(t -> objective.variable()).ifPresent(v -> Native.checkKind(v, y));
        objective.check(sizes, target.map(t -> t.getShape().getShape()), () -> Native.numbers(y));
    }

    @Override
    public void close() {
        memory.close();
        program.close();
    }
}
