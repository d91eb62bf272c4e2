package org.chainrule.trainers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.metrics.Metric;
import org.chainrule.trainers.storage.Checkpoint;
import org.chainrule.trainers.storage.Checkpoints;

/** A training run while it runs: batch after batch through the learner, and what is kept of it. */
final class Loop {
    private static final String AVERAGE = "average ";

    private final Training training;
    private final Weights weights;
    private final Learner learner;
    private final Validation validation;
    private final EarlyStopping stopping; // or null
    private final Checkpoints checkpoints;
    private History history;
    private long kept = -1; // the step of the newest checkpoint
    private double waited = Double.NaN; // the share of the steps' time

    Loop(Training training) {
        this.training = training;
        checkpoints = training.folder == null ? null : new Checkpoints(training.folder);
        weights =
                new Weights(
                        training.net.stored(), training.seed, DataType.FLOAT32, training.device);
        learner = Steps.learner(training, weights);
        validation = new Validation(training, weights, learner);
        stopping = training.patience > 0 ? new EarlyStopping(training) : null;
    }

    Run run() {
        try (learner;
                stopping) {
            long done = training.resumes ? resumed() : begun();
            try (History measured = history(done)) {
                history = measured;
                return run(done);
            }
        } catch (RuntimeException | Error e) {
            weights.close();
            throw e;
        }
    }

    private Run run(long done) {
        tell(c -> c.started(done, training.steps));
        long step = train(done);
        boolean isComplete = step >= training.steps || isOver();
        settle(step, isComplete);
        double loss = Double.NaN;
        if (isComplete) {
            Learner.Measured measured = validate();
            loss = measured.loss();
            requireNumber(step, "the validation loss", loss);
            if (!isNoted(step, loss)) {
                history.validated(step, loss, measured.metrics());
            }
        }
        plot();
        Run run = new Run(training.net, weights, history, step, isComplete, loss, waited);
        tell(c -> c.ended(run));
        return run;
    }

    private boolean isOver() {
        return stopping != null && stopping.isOver();
    }

    /** Puts the averages of the weights, or the best ones, in their place. */
    private void settle(long step, boolean isComplete) {
        boolean early = isOver();
        if (stopping != null && isComplete && !early) { // the last weights may be the best
            stopping.note(step, validation.sample().loss(), learner.evaluated());
        }
        if (stopping != null && stopping.restore(learner.evaluated())) {
            String told = early ? stopping.reason(step) : stopping.kept();
            tell(c -> c.noticed(told));
        }
        weights.overwrite(learner.averages());
    }

    /** Whether a run that was already complete has left this very measurement. */
    private boolean isNoted(long step, double loss) {
        List<History.Row> rows = history.rows();
        int last = rows.size() - 1;
        return last >= 0
                && rows.get(last).step() == step
                && rows.get(last).validationLoss() == loss;
    }

    /** A new run leaves no checkpoint of an older one to resume from. */
    private long begun() {
        if (checkpoints != null) {
            checkpoints.clear();
        }
        return 0;
    }

    private void plot() {
        if (training.folder == null) {
            return;
        }
        try {
            String title = "Loss on " + training.data.name();
            new LossPlot(title, history.rows()).png(training.folder.resolve("loss.png"));
        } catch (ChainruleException e) { // a picture is not worth the run
            tell(c -> c.noticed(e.getMessage()));
        }
    }

    /** Whether someone asks the run to stop. An interruption is heard with that. */
    private boolean isStopped() {
        return Thread.interrupted() || training.stop.getAsBoolean();
    }

    private long train(long before) {
        long first = before * training.parts;
        try (Loader loader = new Loader(training, weights.manager(), first, training.loaders)) {
            return train(before, loader);
        }
    }

    private long train(long before, Loader loader) {
        Steps steps = new Steps(training, weights, learner, loader);
        double sum = 0;
        ThreadTuner tuner = ThreadTuner.of(training.threads);
        long step = before;
        while (step < training.steps && !isOver() && !isStopped()) {
            long start = System.nanoTime();
            double rate = training.schedule.rate(training.optimizer.rate(), step);
            Steps.Done done = steps.take(step, rate);
            double seconds = (System.nanoTime() - start) / 1e9;
            tuner.took(seconds);
            sum += seconds;
            waited = loader.waited() / sum;
            step++;
            note(
                    new Progress(
                            step,
                            training.steps,
                            done.report().loss(),
                            rate,
                            done.report().gradientNorm(),
                            done.targets() / seconds));
            if (step % training.interval == 0 && step < training.steps) {
                validateSample(step);
                save(step);
            }
        }
        save(step);
        return step;
    }

    private History history(long done) {
        if (training.folder == null) {
            return new History();
        }
        Path csv = training.folder.resolve("metrics.csv");
        List<String> metrics = training.metrics.stream().map(Metric::name).toList();
        return done == 0 ? History.into(csv, metrics) : History.resumed(csv, done, metrics);
    }

    private void note(Progress progress) {
        requireNumber(progress.step(), "the loss", progress.loss());
        history.stepped(progress);
        tell(c -> c.stepped(progress));
    }

    private void requireNumber(long step, String what, double loss) {
        if (!Double.isFinite(loss)) {
            boolean isGoodKept = kept >= 0 && kept < step;
            throw new ChainruleException(
                    "step " + step,
                    what + " must be a number",
                    "but it is " + loss,
                    "Lower the learning rate or clip the gradients"
                            + (isGoodKept
                                    ? "; the checkpoint of step " + kept + " is kept."
                                    : "."));
        }
    }

    /** Comes before a checkpoint, which must not hold weights that are no numbers any more. */
    private void validateSample(long step) {
        Learner.Measured measured = validation.sample();
        double loss = measured.loss();
        requireNumber(step, "the validation loss", loss);
        history.validated(step, loss, measured.metrics());
        tell(c -> c.validated(step, loss, measured.metrics()));
        if (stopping != null) {
            stopping.note(step, loss, learner.evaluated());
        }
    }

    /** The means over all validation data. */
    private Learner.Measured validate() {
        int count = validation.count();
        return validation.all(done -> tell(c -> c.validating(done, count)));
    }

    private void save(long step) {
        if (checkpoints == null) {
            return;
        }
        Map<String, String> metadata = identity();
        if (stopping != null) {
            metadata.putAll(stopping.metadata());
        }
        checkpoints.save(step, arrays(), metadata);
        kept = step;
    }

    private Map<String, NDArray> arrays() {
        Map<String, NDArray> all = new LinkedHashMap<>(weights.arrays());
        all.putAll(learner.slots());
        learner.averages().forEach((path, array) -> all.put(AVERAGE + path, array));
        if (stopping != null) {
            all.putAll(stopping.arrays());
        }
        return all;
    }

    /** What a checkpoint must agree in with the run that resumes from it. */
    private Map<String, String> identity() {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("data", training.data.fingerprint());
        identity.put("seed", Long.toString(training.seed));
        identity.put("batch", Integer.toString(training.batch));
        identity.put("accumulation", Integer.toString(training.parts));
        identity.put(
                "average", training.average.map(a -> Double.toString(a.decay())).orElse("none"));
        identity.put("early stopping", stopping == null ? "none" : "some");
        return identity;
    }

    private long resumed() {
        try (NDManager scope = weights.manager().newSubManager()) {
            Checkpoint checkpoint =
                    checkpoints.latest(scope, notice -> tell(c -> c.noticed(notice)));
            identity()
                    .forEach((name, value) -> agree(name, value, checkpoint.metadata().get(name)));
            checkpoint.copyInto(arrays());
            if (stopping != null) {
                stopping.resume(checkpoint.metadata());
            }
            kept = checkpoint.step();
            return kept;
        }
    }

    private void agree(String name, String here, String there) {
        if (!Objects.equals(here, there)) {
            throw new ChainruleException(
                    checkpoints.folder().toString(),
                    "a run must resume with the " + name + " that it began with",
                    "but that was " + there + ", and now is " + here,
                    "Give the same " + name + ", or begin a new run in another folder.");
        }
    }

    private void tell(Consumer<Callback> event) {
        training.callbacks.forEach(event);
    }
}
