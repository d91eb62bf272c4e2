package org.chainrule.trainers;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Looks for a learning rate: trains a copy of the weights while the rate rises exponentially from
 * step to step, ηᵢ = η₀·(η₁/η₀)^(i/(n−1)), and sees where the loss falls and where it explodes.
 *
 * <p>Losses are smoothed by a moving mean, s̄ᵢ = Σ βⁱ⁻ʲ·Lⱼ / Σ βⁱ⁻ʲ with β = 0.9. It stops where
 * the smoothed loss is more than four times the least, or no number any more.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 *
 * var data = TextData.of(Corpora.unicodeNames());
 * var gpt = Gpt.of(new Gpt.Config(data.tokenizer().vocabularySize(), 64, 4, 4, 128, 0.0, false));
 * RangeTest found = LearningRateFinder.of(Training.of(gpt).on(data)).run();
 * System.out.println(found.steepest());
 * found.plot().write(Path.of("rates.png"));
 * }</pre>
 *
 * <p>Source: Smith, "Cyclical Learning Rates for Training Neural Networks", 2017.
 *
 * @param training what is trained, on what and how; its schedule and its number of steps play no
 *     part
 * @param least the first rate; 1e-7 by default
 * @param greatest the last rate; 10 by default
 * @param steps how many steps (n), at least 10; 100 by default
 * @param start the weights to begin with, which stay as they are; those of the run's seed by
 *     default
 */
@Teaches(
        meaning = "learning-rate finder: the loss while the rate rises exponentially",
        formula = "η₀·(η₁/η₀)^(i/(n−1))",
        rows = "G12")
public record LearningRateFinder(
        Training training, double least, double greatest, int steps, Optional<Weights> start) {
    private static final String WHERE = "learning-rate finder";
    private static final double BETA = 0.9;
    private static final int FEWEST = 10;

    /**
     * Checks the rates and the number of steps.
     *
     * @throws ChainruleException if the rates are not positive and rising, or the steps too few
     */
    public LearningRateFinder {
        if (!(least > 0 && least < greatest && Double.isFinite(greatest))) {
            throw new ChainruleException(
                    WHERE,
                    "rates must rise from more than 0",
                    "but found " + least + " and " + greatest,
                    "Use 1e-7 and 10.");
        }
        if (steps < FEWEST) {
            throw new ChainruleException(
                    WHERE,
                    "steps must be " + FEWEST + " or more",
                    "but found " + steps,
                    "Use 100.");
        }
    }

    /** A finder for a run, from 1e-7 to 10 in 100 steps. */
    public static LearningRateFinder of(Training training) {
        return new LearningRateFinder(training, 1e-7, 10, 100, Optional.empty());
    }

    /** The same with other rates. */
    public LearningRateFinder rates(double first, double last) {
        return new LearningRateFinder(training, first, last, steps, start);
    }

    /** The same with another number of steps. */
    public LearningRateFinder steps(int count) {
        return new LearningRateFinder(training, least, greatest, count, start);
    }

    /** The same from a copy of these weights. */
    public LearningRateFinder weights(Weights begin) {
        return new LearningRateFinder(training, least, greatest, steps, Optional.of(begin));
    }

    /**
     * Trains and measures.
     *
     * @throws ChainruleException if the loss is no number before there are three measurements, or
     *     the run has no data
     */
    public RangeTest run() {
        training.requireData();
        try (Weights copy =
                new Weights(
                        training.net.stored(), training.seed, DataType.FLOAT32, training.device)) {
            start.ifPresent(weights -> copy.overwrite(weights.arrays()));
            try (Learner learner = Steps.learner(training, copy)) {
                return new RangeTest(rows(new Steps(training, copy, learner)));
            }
        }
    }

    private List<RangeTest.Row> rows(Steps run) {
        List<RangeTest.Row> rows = new ArrayList<>();
        double sum = 0;
        double weight = 0;
        double lowest = Double.POSITIVE_INFINITY;
        ThreadTuner tuner = ThreadTuner.of(training.threads);
        for (int i = 0; i < steps; i++) {
            double rate = rate(i);
            long begin = System.nanoTime();
            double loss = run.take(i, rate).report().loss();
            tuner.took((System.nanoTime() - begin) / 1e9);
            if (!Double.isFinite(loss)) {
                break;
            }
            sum = BETA * sum + loss;
            weight = BETA * weight + 1;
            double smoothed = sum / weight;
            rows.add(new RangeTest.Row(rate, loss, smoothed));
            lowest = Math.min(lowest, smoothed);
            if (RangeTest.explodes(smoothed, lowest)) {
                break;
            }
        }
        return rows;
    }

    private double rate(int step) {
        return least * Math.pow(greatest / least, step / (steps - 1.0));
    }
}
