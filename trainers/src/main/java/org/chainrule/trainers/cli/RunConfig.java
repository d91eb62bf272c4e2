package org.chainrule.trainers.cli;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.nio.file.Path;
import org.chainrule.dsl.schedules.Schedules;
import org.chainrule.dsl.schedules.WarmupCosine;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.chainrule.trainers.Training;

/**
 * How a model is trained, as far as a run that resumes must know.
 *
 * @param preset what its settings began with: a preset, or the kind of data
 * @param data the name or the path of its data
 * @param steps how many steps there will be
 * @param batch how many examples a step sees
 * @param rate the learning rate at its peak
 * @param seed what everything is drawn from
 * @param every steps from one checkpoint to the next
 * @param gradients where gradients come from
 * @param precision the numbers of matrix products
 * @param accumulate how many batches make a step; null for one
 * @param average how much of the average of the weights stays in a step; null for no average
 * @param patience after how many validations without improvement it stops; null for none
 * @param test the share of the data that is held out; null for what is usual for its kind
 */
record RunConfig(
        String preset,
        String data,
        long steps,
        int batch,
        double rate,
        long seed,
        long every,
        Gradients gradients,
        Precision precision,
        Integer accumulate,
        Double average,
        Integer patience,
        Double test) {
    private static final Gson GSON = new Gson();

    /**
     * The run that {@code config.json} tells of.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if it tells of none
     */
    static RunConfig of(Path folder, ModelKind kind, JsonObject config) {
        try {
            RunConfig run = GSON.fromJson(config.get("run"), RunConfig.class);
            if (run == null || !run.isWhole()) {
                throw kind.damaged(folder, "a part of it is missing", null);
            }
            return run;
        } catch (JsonParseException e) {
            throw kind.damaged(folder, "it can't be read", e);
        }
    }

    RunConfig withSteps(long count) {
        return new RunConfig(
                preset,
                data,
                count,
                batch,
                rate,
                seed,
                every,
                gradients,
                precision,
                accumulate,
                average,
                patience,
                test);
    }

    private boolean isWhole() {
        return preset != null && data != null && gradients != null && precision != null;
    }

    /** What a run trains, with these settings. */
    Training over(Training training) {
        Training with =
                training.steps(steps)
                        .schedule(schedule())
                        .clipNorm(Preset.CLIP)
                        .batch(batch)
                        .seed(seed)
                        .every(every)
                        .gradients(gradients)
                        .precision(precision);
        with = accumulate == null ? with : with.accumulate(accumulate);
        with = average == null ? with : with.averaged(average);
        return patience == null ? with : with.earlyStopping(patience);
    }

    /** The schedule over all steps; a warm-up takes at most a tenth of them. */
    private WarmupCosine schedule() {
        long warmUp = Math.min(Preset.WARM_UP, steps / 10);
        return Schedules.warmupCosine(warmUp, steps).floor(rate * Preset.LEAST_RATE / Preset.RATE);
    }
}
