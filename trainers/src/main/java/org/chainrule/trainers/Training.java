package org.chainrule.trainers;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.chainrule.datasets.LineData;
import org.chainrule.datasets.MaskedSequences;
import org.chainrule.datasets.TextData;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.djl.MovingAverage;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.losses.Loss;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.losses.Objective;
import org.chainrule.dsl.metrics.Metric;
import org.chainrule.dsl.optimizers.Optimizer;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.schedules.Schedule;
import org.chainrule.dsl.schedules.Schedules;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;

/**
 * A training run, declared: what is trained, on what, how and for how long. An immutable value;
 * each method returns a changed copy, and {@link #start} runs it.
 *
 * <pre>{@code
 * var data = TextData.of(Corpora.unicodeNames());
 * var gpt = Gpt.of(new Gpt.Config(data.tokenizer().vocabularySize(), 64, 4, 4, 128, 0.0, false));
 * try (Run run = Training.of(gpt).on(data).steps(100).batch(12).seed(1).start()) {
 *     System.out.println(run.validationLoss());
 * }
 * }</pre>
 *
 * <p>By default: cross-entropy, AdamW with a rate of 0.001, a constant schedule, no clipping, 1,000
 * steps of 12 examples, seed 1, the CPU with as many threads as suit it, full precision, gradients
 * derived from the ops' own products, and nothing written to disk.
 */
public final class Training implements Cloneable {
    final Net net;
    Batches data;
    Loss loss = Losses.crossEntropy();
    List<Metric> metrics = List.of();
    Optimizer optimizer = Optimizers.adamW(1e-3);
    Schedule schedule = Schedules.constant();
    Clipping clipping = Clipping.NONE;
    long steps = 1_000;
    int batch = 12;
    int parts = 1;
    Optional<MovingAverage> average = Optional.empty();
    int patience; // 0: endless
    long seed = 1;
    Device device = Device.cpu();
    Precision precision = Precision.FULL;
    Gradients gradients = Gradients.DERIVED;
    int threads; // 0: chosen while running
    int loaders = 1;
    long interval = 250;
    Path folder;
    boolean resumes;
    BooleanSupplier stop = () -> false;
    List<Callback> callbacks = List.of();

    private Training(Net net) {
        this.net = net;
    }

    /** A run that trains a network. */
    public static Training of(Net net) {
        return new Training(net);
    }

    /** A changed copy. All fields hold values that do not change, so a shallow one is enough. */
    private Training with(Consumer<Training> change) {
        try {
            Training copy = (Training) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e); // it is cloneable
        }
    }

    /**
     * Trains on windows of a text, as long as the network's context, each token's target the next.
     */
    public Training on(TextData text) {
        return on(OnTokens.of(net, text));
    }

    /**
     * Trains on lines: a network that ends with a vector ({@code flatten()}) on contexts of its
     * length and the character after each, one that scores each step on whole lines.
     *
     * @throws ChainruleException if the network takes neither, or lacks characters
     */
    public Training on(LineData lines) {
        return on(OnTokens.of(net, lines));
    }

    /**
     * Trains on sequences of which some targets count.
     *
     * @throws ChainruleException if the network does not score each step, its context is shorter
     *     than the longest sequence, or it lacks tokens
     */
    public Training on(MaskedSequences sequences) {
        return on(OnTokens.of(net, sequences));
    }

    /** Trains on any data. */
    public Training on(Batches batches) {
        return with(t -> t.data = batches);
    }

    /**
     * What becomes small.
     *
     * @throws ChainruleException if it does not fit the network, or is not one number
     */
    public Training loss(Loss other) {
        Objective.of(net.declare(Mode.TRAINING), other).requireNumber();
        return with(t -> t.loss = other);
    }

    /**
     * Measures one more thing whenever it validates, for instance {@code Metrics.accuracy()}. It is
     * shown, and kept in the history and in {@code metrics.csv} beside the validation loss. By
     * default there are no metrics.
     *
     * @throws ChainruleException if it does not fit the network and its loss, there is one of that
     *     name, or the name is not letters, digits and spaces
     */
    public Training metric(Metric other) {
        List<Metric> longer = Validation.metrics(this, other);
        return with(t -> t.metrics = longer);
    }

    /** How the weights change. */
    public Training optimizer(Optimizer other) {
        return with(t -> t.optimizer = other);
    }

    /** How the learning rate changes with the steps. */
    public Training schedule(Schedule other) {
        return with(t -> t.schedule = other);
    }

    /** Scales the gradients down where their norm, all taken together, is greater. */
    public Training clipNorm(double norm) {
        return with(t -> t.clipping = clipping.norm(norm));
    }

    /** Holds each number of the gradients between −c and c; before {@link #clipNorm}. */
    public Training clipValue(double c) {
        return with(t -> t.clipping = clipping.value(c));
    }

    /** How many steps. */
    public Training steps(long count) {
        return with(t -> t.steps = positive("steps", count));
    }

    /** How many examples go through the network together: those of a step, or of a part of it. */
    public Training batch(int examples) {
        return with(t -> t.batch = (int) positive("batch", examples));
    }

    /**
     * Makes each step of several batches, one after the other: its gradient is the mean of theirs,
     * each weighted by its targets. It takes the memory of one batch, and on text trains as one of
     * all their examples does: {@code batch(4).accumulate(3)} as {@code batch(12)}.
     *
     * @param batches how many; by default 1
     */
    public Training accumulate(int batches) {
        return with(t -> t.parts = (int) positive("accumulate", batches));
    }

    /**
     * Validates, and in the end leaves, the moving average of the weights w̄ = d·w̄ + (1 − d)·w, as
     * {@link MovingAverage} says, while training goes on with the weights themselves. By default
     * there is no average.
     *
     * @param decay d, between 0 and 1
     * @throws ChainruleException if it is not
     */
    public Training averaged(double decay) {
        return with(t -> t.average = Optional.of(new MovingAverage(decay)));
    }

    /**
     * Ends the run when so many validations, one after the other, were no better than the best one,
     * and leaves the weights of that one, also where the run goes on to its last step. By default
     * the run takes all its steps and leaves the last weights.
     *
     * @param validations how many; there is one after each {@link #every} steps
     */
    public Training earlyStopping(int validations) {
        return with(t -> t.patience = (int) positive("earlyStopping", validations));
    }

    /** What first weights, batches and dropout are drawn from. */
    public Training seed(long number) {
        return with(t -> t.seed = number);
    }

    /** Where the network runs. */
    public Training device(Device other) {
        return with(t -> t.device = other);
    }

    /** The numbers that matrix products are computed with. */
    public Training precision(Precision other) {
        return with(t -> t.precision = other);
    }

    /** Where the gradients come from. */
    public Training gradients(Gradients source) {
        return with(t -> t.gradients = source);
    }

    /**
     * With how many threads libtorch computes. The same number gives the same losses, bit for bit;
     * without one, threads are chosen by measuring, and rounding may differ from run to run.
     */
    public Training threads(int count) {
        return with(t -> t.threads = (int) positive("threads", count));
    }

    /**
     * In how many threads batches are made ahead, while the network trains on those before. They
     * are the same for any number.
     *
     * @param count 0 makes each batch in the training thread, when it is needed; by default 1
     */
    public Training loaders(int count) {
        if (count < 0) {
            throw new ChainruleException(
                    "loaders", "must be 0 or more", "but found " + count, "Use 1.");
        }
        return with(t -> t.loaders = count);
    }

    /** After how many steps the loss is validated on a sample, and a checkpoint is saved. */
    public Training every(long count) {
        return with(t -> t.interval = positive("every", count));
    }

    /** Writes checkpoints, {@code metrics.csv} and {@code loss.png} into a folder. */
    public Training into(Path directory) {
        return with(t -> t.folder = directory);
    }

    /** Goes on from the newest checkpoint in the folder. */
    public Training resume() {
        return with(t -> t.resumes = true);
    }

    /**
     * Stops after the step in which this becomes true, with a checkpoint. Interrupting the thread
     * that runs it does the same.
     */
    public Training until(BooleanSupplier stopped) {
        return with(t -> t.stop = stopped);
    }

    /** Tells one more listener what happens. */
    public Training callback(Callback listener) {
        List<Callback> longer = new ArrayList<>(callbacks);
        longer.add(listener);
        return with(t -> t.callbacks = List.copyOf(longer));
    }

    /** Runs it. The run that is returned owns the trained weights. */
    public Run start() {
        requireData();
        if (resumes && folder == null) {
            throw new ChainruleException(
                    "training",
                    "a run that resumes needs its folder",
                    "but none was given",
                    "Add .into(folder).");
        }
        return new Loop(this).run();
    }

    void requireData() {
        if (data == null) {
            throw new ChainruleException(
                    "training", "a run needs data", "but none was given", "Add .on(data).");
        }
    }

    private static long positive(String where, long value) {
        positive(where, (double) value, Long.toString(value));
        return value;
    }

    private static double positive(String where, double value, String found) {
        if (!(value > 0)) {
            throw new ChainruleException(
                    where, "must be more than 0", "but found " + found, "Use 1 or more.");
        }
        return value;
    }
}
