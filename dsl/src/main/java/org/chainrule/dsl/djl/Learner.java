package org.chainrule.dsl.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.layers.Network;
import org.chainrule.dsl.losses.Loss;
import org.chainrule.dsl.metrics.Metric;
import org.chainrule.dsl.optimizers.Optimizer;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.chainrule.dsl.script.WeightAverages;

/**
 * A network with its weights, its optimizer's slots and the native program that trains it: forward,
 * gradients, clipping and update are one call.
 *
 * <p>Where the network holds a stock DJL block, its forward pass takes several calls, and one more
 * does the rest.
 *
 * <p>A step whose batch is too large for the memory takes it in parts: each part's gradients are
 * added to sums in libtorch's memory by {@link #accumulate}, and the last part's step takes their
 * mean.
 */
public final class Learner implements AutoCloseable {
    private final Optimizer optimizer;
    private final Options options;
    private final Weights weights;
    private final TrainingProgram program;
    private final Gathered gathered = new Gathered();

    /**
     * What a step reports.
     *
     * @param loss the loss before the step; of several parts, their weighted mean
     * @param gradientNorm the norm of all gradients, before clipping by norm
     */
    public record Report(double loss, double gradientNorm) {}

    /**
     * What was measured on a batch.
     *
     * @param loss the loss
     * @param metrics the metrics that the options ask for, by name, in their order
     */
    public record Measured(double loss, Map<String, Double> metrics) {}

    /**
     * What may be chosen besides the network, its loss and its optimizer.
     *
     * @param gradients where gradients come from; autograd where the network holds a DJL block
     * @param precision the numbers that matrix products are computed with
     * @param seed what dropout is drawn from, together with the step
     * @param clipValue the greatest magnitude of a number in the gradients; infinite for any
     * @param accumulates whether a step may take several parts, with {@link #accumulate}
     * @param average the moving average of the weights, which evaluation then uses, if there is one
     * @param metrics what {@link #measure} computes besides the loss
     */
    public record Options(
            Gradients gradients,
            Precision precision,
            long seed,
            double clipValue,
            boolean accumulates,
            Optional<MovingAverage> average,
            List<Metric> metrics) {
        /** A copy of the list. */
        public Options {
            metrics = List.copyOf(metrics);
        }

        /** Without clipping by value, accumulation, averages and metrics. */
        public Options(Gradients gradients, Precision precision, long seed) {
            this(
                    gradients,
                    precision,
                    seed,
                    Double.POSITIVE_INFINITY,
                    false,
                    Optional.empty(),
                    List.of());
        }

        /** The same with another greatest magnitude. */
        public Options clipValue(double greatest) {
            return new Options(gradients, precision, seed, greatest, accumulates, average, metrics);
        }

        /** The same for steps of one part or several. */
        public Options accumulating(boolean accumulation) {
            return new Options(
                    gradients, precision, seed, clipValue, accumulation, average, metrics);
        }

        /** The same with an average of the weights, or without one. */
        public Options averaged(Optional<MovingAverage> other) {
            return new Options(gradients, precision, seed, clipValue, accumulates, other, metrics);
        }

        /** The same with other metrics. */
        public Options measuring(List<Metric> others) {
            return new Options(gradients, precision, seed, clipValue, accumulates, average, others);
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
        this.options = options;
        this.weights = weights;
        program = new TrainingProgram(net, loss, optimizer, weights, options);
    }

    /**
     * One step on a whole batch: the weights change, and what else the network keeps.
     *
     * @param xs the network's inputs in their order, owned by libtorch
     * @param y the target, likewise; null where the loss has none
     * @param step how many steps this makes, counted from 1
     * @param rate the learning rate; those of the optimizer's groups are scaled alike
     * @param clip the greatest norm of all gradients; infinite for none
     */
    public Report step(List<NDArray> xs, NDArray y, long step, double rate, double clip) {
        return step(new MicroBatch(xs, y, 1), step, rate, clip);
    }

    /** The same for a network with one input. */
    public Report step(NDArray x, NDArray y, long step, double rate, double clip) {
        return step(List.of(x), y, step, rate, clip);
    }

    /**
     * One step, of which this is the last part or the only one. Its gradient is the mean Σ nᵢ·gᵢ /
     * Σ nᵢ over this part and those that were accumulated for the step, where nᵢ are their weights.
     *
     * @param last the part
     * @param step how many steps this makes, counted from 1
     * @param rate the learning rate; those of the optimizer's groups are scaled alike
     * @param clip the greatest norm of all gradients; infinite for none
     */
    public Report step(MicroBatch last, long step, double rate, double clip) {
        program.checkTraining(last.xs(), last.y());
        try (NDManager scope = weights.manager().newSubManager()) {
            Map<String, Double> values = begin(last, step);
            program.groups().forEach(group -> values.putAll(group.values(optimizer, rate)));
            values.put("step", (double) step);
            values.put("clip", clip);
            values.put("clipValue", options.clipValue());
            options.average().ifPresent(a -> values.putAll(WeightAverages.values(a.share(step))));
            NDList results = program.train(scope, last, values);
            gathered.add(last.weight(), number(results.get(0)));
            return new Report(gathered.end(), number(results.get(1)));
        }
    }

    /**
     * Adds the gradients of a part to those of the step's parts before it; the weights stay, and
     * what else the network keeps changes. {@link #step(MicroBatch, long, double, double)} takes
     * the last part.
     *
     * @param part the part
     * @param step the step that it belongs to, counted from 1
     * @throws ChainruleException if the options do not ask for accumulation
     */
    public void accumulate(MicroBatch part, long step) {
        if (!options.accumulates()) {
            throw new ChainruleException(
                    "learner",
                    "options must ask for accumulation before parts are accumulated",
                    "but they do not",
                    "Use options.accumulating(true).");
        }
        program.checkTraining(part.xs(), part.y());
        try (NDManager scope = weights.manager().newSubManager()) {
            NDList results = program.accumulate(scope, part, begin(part, step));
            gathered.add(part.weight(), number(results.get(0)));
        }
    }

    /** Begins a part; gives what the methods must know of it. */
    private Map<String, Double> begin(MicroBatch part, long step) {
        gathered.begin(step);
        Native.engine().setRandomSeed((int) gathered.seed(options.seed()));
        return new LinkedHashMap<>(gathered.values(part.weight()));
    }

    /**
     * The loss on a batch, without dropout and penalties on weights; the weights stay. Where there
     * are averages of the weights, it is their loss.
     */
    public double evaluate(List<NDArray> xs, NDArray y) {
        return measure(xs, y).loss();
    }

    /** The same, and the metrics, in one native call. */
    public Measured measure(List<NDArray> xs, NDArray y) {
        program.checkEvaluation(xs, y);
        try (NDManager scope = weights.manager().newSubManager()) {
            NDList results = program.evaluate(scope, xs, y);
            Map<String, Double> metrics = new LinkedHashMap<>();
            for (int i = 1; i < results.size(); i++) {
                metrics.put(options.metrics().get(i - 1).name(), number(results.get(i)));
            }
            return new Measured(number(results.get(0)), metrics);
        }
    }

    /** The same for a network with one input. */
    public double evaluate(NDArray x, NDArray y) {
        return evaluate(List.of(x), y);
    }

    /** Read whole, since DJL copies several times where it is asked for an element. */
    private static double number(NDArray scalar) {
        return scalar.getDataType() == DataType.FLOAT32
                ? scalar.toFloatArray()[0]
                : scalar.toType(DataType.FLOAT64, false).toDoubleArray()[0];
    }

    /** The optimizer's slots, as arrays by name and path: {@code m dense.weight}. */
    public Map<String, NDArray> slots() {
        return program.memory().slots();
    }

    /** The averages of the weights, by path; empty unless the options ask for them. */
    public Map<String, NDArray> averages() {
        return program.memory().averages();
    }

    /**
     * What evaluation uses, by path: the averages of the weights where there are any, else the
     * weights; and the buffers, which are not averaged.
     */
    public Map<String, NDArray> evaluated() {
        Map<String, NDArray> evaluated = new LinkedHashMap<>(weights.arrays());
        evaluated.putAll(averages());
        return evaluated;
    }

    /** The TorchScript source of the program. */
    public String source() {
        return program.source();
    }

    @Override
    public void close() {
        program.close();
    }
}
