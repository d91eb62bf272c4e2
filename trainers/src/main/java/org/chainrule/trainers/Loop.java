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
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.trainers.storage.Checkpoint;
import org.chainrule.trainers.storage.Checkpoints;

/** A training run while it runs: batch after batch through the learner, and what is kept of it. */
final class Loop {
    private static final int SAMPLE = 20; // validation batches that are measured while training
    private static final int VALIDATION_BATCH = 48; // examples at a time; the mean is the same

    private final Training training;
    private final Weights weights;
    private final Learner learner;
    private final Checkpoints checkpoints;
    private History history;
    private long kept = -1; // the step of the newest checkpoint

    Loop(Training training) {
        this.training = training;
        checkpoints = training.folder == null ? null : new Checkpoints(training.folder);
        weights =
                new Weights(
                        training.net.stored(), training.seed, DataType.FLOAT32, training.device);
        learner =
                new Learner(
                        training.net,
                        training.loss,
                        training.optimizer,
                        weights,
                        new Learner.Options(
                                        training.gradients, training.precision, training.seed)
                                .clipValue(training.clipping.value()));
    }

    Run run() {
        try (learner) {
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
        boolean isComplete = step >= training.steps;
        double loss = isComplete ? validate() : Double.NaN;
        if (isComplete) {
            requireNumber(step, "the validation loss", loss);
            if (!isNoted(step, loss)) {
                history.validated(step, loss);
            }
        }
        plot();
        Run run = new Run(training.net, weights, history, step, isComplete, loss);
        tell(c -> c.ended(run));
        return run;
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

    private long train(long done) {
        ThreadTuner tuner =
                new ThreadTuner(
                        training.threads > 0
                                ? new int[] {training.threads}
                                : ThreadTuner.allOrOne(),
                        Native::threads);
        long step = done;
        while (step < training.steps && !training.stop.getAsBoolean()) {
            long start = System.nanoTime();
            double rate = training.schedule.rate(training.optimizer.rate(), step);
            Learner.Report report;
            long count;
            try (NDManager scope = weights.manager().newSubManager()) {
                Batch batch = training.data.training(scope, training.batch, training.seed, step);
                count = batch.count();
                report =
                        learner.step(
                                batch.inputs(),
                                batch.target(),
                                step + 1,
                                rate,
                                training.clipping.norm());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            tuner.took(seconds);
            step++;
            note(
                    new Progress(
                            step,
                            training.steps,
                            report.loss(),
                            rate,
                            report.gradientNorm(),
                            count / seconds));
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
        return done == 0 ? History.into(csv) : History.resumed(csv, done);
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
        int count = training.data.validationCount(training.batch);
        int sample = Math.min(count, SAMPLE);
        double sum = 0;
        long targets = 0;
        for (int i = 0; i < sample; i++) { // spread over all of it
            int index = (int) ((long) i * count / sample);
            try (NDManager scope = weights.manager().newSubManager()) {
                Batch batch = training.data.validation(scope, training.batch, index);
                sum += batch.count() * learner.evaluate(batch.inputs(), batch.target());
                targets += batch.count();
            }
        }
        double loss = sum / targets;
        requireNumber(step, "the validation loss", loss);
        history.validated(step, loss);
        tell(c -> c.validated(step, loss));
    }

    /** The mean loss over all validation data. */
    private double validate() {
        int count = training.data.validationCount(VALIDATION_BATCH);
        double sum = 0;
        long targets = 0;
        for (int i = 0; i < count; i++) {
            int done = i;
            tell(c -> c.validating(done, count));
            try (NDManager scope = weights.manager().newSubManager()) {
                Batch batch = training.data.validation(scope, VALIDATION_BATCH, i);
                sum += batch.count() * learner.evaluate(batch.inputs(), batch.target());
                targets += batch.count();
            }
        }
        return sum / targets;
    }

    private void save(long step) {
        if (checkpoints == null) {
            return;
        }
        checkpoints.save(step, arrays(), identity());
        kept = step;
    }

    private Map<String, NDArray> arrays() {
        Map<String, NDArray> all = new LinkedHashMap<>(weights.arrays());
        all.putAll(learner.slots());
        return all;
    }

    /** What a checkpoint must agree in with the run that resumes from it. */
    private Map<String, String> identity() {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("data", training.data.fingerprint());
        identity.put("seed", Long.toString(training.seed));
        identity.put("batch", Integer.toString(training.batch));
        return identity;
    }

    private long resumed() {
        try (NDManager scope = weights.manager().newSubManager()) {
            Checkpoint checkpoint =
                    checkpoints.latest(scope, notice -> tell(c -> c.noticed(notice)));
            identity()
                    .forEach((name, value) -> agree(name, value, checkpoint.metadata().get(name)));
            checkpoint.copyInto(arrays());
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
