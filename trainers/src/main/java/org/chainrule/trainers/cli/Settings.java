package org.chainrule.trainers.cli;

import java.util.Locale;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** On what a network is trained and how: the options that all kinds of data have. */
final class Settings {
    private static final long SEED = 1;
    private static final long EVERY = 250;

    @Option(
            names = "--data",
            paramLabel = "NAME|PATH",
            description =
                    "A data set (see list datasets), UTF-8 text (a file, a folder, or a pattern like"
                            + " 'books/*.txt'), a CSV file with --target, or a folder that holds a"
                            + " folder of images for each class; the preset's by default.")
    private String data;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description =
                    "How many steps; by default the preset's, and for tables and images "
                            + Defaults.EPOCHS
                            + " times through the data, at least "
                            + Defaults.STEPS
                            + ".")
    private Long steps;

    @Option(
            names = "--every",
            paramLabel = "N",
            description = "Steps from one checkpoint to the next; " + EVERY + " by default.")
    private Long every;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "What first weights, batches, dropout and the part for the test are drawn from; "
                            + SEED
                            + " by default.")
    private Long seed;

    @Option(
            names = "--precision",
            converter = PrecisionName.class,
            paramLabel = "fp32|bf16",
            description =
                    "The numbers of matrix products; fp32 by default. bf16 is fast on GPUs and on"
                            + " processors with AVX-512, and slow on others.")
    private Precision precision;

    @Option(
            names = "--gradients",
            paramLabel = "autograd|derived",
            description = "Where gradients come from; derived by default.")
    private Gradients gradients;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description =
                    "Examples a step sees; by default the preset's, and "
                            + Defaults.BATCH
                            + " for tables and images.")
    private Integer batch;

    @Option(
            names = "--accumulate",
            paramLabel = "K",
            description = "Batches that make one step, one after the other; 1 by default.")
    private Integer accumulate;

    @Option(
            names = "--average",
            paramLabel = "DECAY",
            description =
                    "Validates and saves the moving average of the weights, of which so much stays"
                            + " in a step, such as 0.999; none by default.")
    private Double average;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = {
                "Stops after so many validations (see --every) without improvement, and saves"
                        + " the best weights; by default the run takes all its steps and saves"
                        + " the last.",
                "For tables and images one more part, as large as the test, is then kept out of"
                        + " training and validated on, so that the test chooses nothing."
            })
    private Integer patience;

    @Option(
            names = "--dropout",
            paramLabel = "F",
            description = "Probability of dropout; the preset's by default, else 0.")
    private Double dropout;

    @Option(
            names = "--rate",
            paramLabel = "F",
            description = {
                "The learning rate at its peak; " + Preset.RATE + " by default.",
                "For tables it is " + Defaults.TABLE_RATE + " by default."
            })
    private Double rate;

    @Option(
            names = "--test",
            paramLabel = "F",
            description =
                    "The share of the data that is held out and tested on; by default the last 0.1"
                            + " of a text, and "
                            + Defaults.TEST
                            + " of the rows or images, drawn at random with the same share of each"
                            + " class.")
    private Double test;

    /** The names of precisions. */
    static final class PrecisionName implements ITypeConverter<Precision> {
        @Override
        public Precision convert(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "fp32" -> Precision.FULL;
                case "bf16" -> Precision.BF16;
                default ->
                        throw new picocli.CommandLine.TypeConversionException(
                                "expected fp32 or bf16 but was '" + value + "'");
            };
        }
    }

    /**
     * What a kind of data is trained with unless told otherwise.
     *
     * @param label what a run is named after
     * @param data the data; null where it must be given
     * @param steps how many steps, at least
     * @param batch how many examples a step sees
     * @param rate the learning rate at its peak
     * @param dropout the probability of dropout
     */
    record Defaults(String label, String data, long steps, int batch, double rate, double dropout) {
        static final long STEPS = 300;
        static final int EPOCHS = 20;
        static final int BATCH = 64;
        static final double TABLE_RATE = 0.003;
        static final double TEST = 0.2;

        /** Those of data that has no preset. */
        Defaults(String label, long steps, double rate) {
            this(label, null, steps, BATCH, rate, 0);
        }
    }

    /** The data that was asked for, or null. */
    String data() {
        return data;
    }

    /** What {@link #data} names, or otherwise the default. */
    String data(Defaults otherwise) {
        return or(data, otherwise.data());
    }

    long seed() {
        return or(seed, SEED);
    }

    double dropout(Defaults otherwise) {
        return or(dropout, otherwise.dropout());
    }

    /** The share that is held out, or null. */
    Double test() {
        if (test != null && !(test > 0 && test < 1)) {
            throw new ChainruleException(
                    "--test",
                    "the share that is held out must be above 0 and below 1",
                    "but found " + test,
                    "Try " + Defaults.TEST + ".");
        }
        return test;
    }

    /** The run that the options ask for. */
    RunConfig fresh(Defaults of) {
        return new RunConfig(
                of.label(),
                DataName.lasting(data(of)),
                or(steps, of.steps()),
                or(batch, of.batch()),
                or(rate, of.rate()),
                seed(),
                or(every, EVERY),
                or(gradients, Gradients.DERIVED),
                or(precision, Precision.FULL),
                accumulate,
                average,
                patience,
                test());
    }

    /** The same with enough steps to go through so many examples several times. */
    RunConfig through(int examples, RunConfig run) {
        long epochs = Defaults.EPOCHS * (long) examples / Math.max(1, run.batch());
        return steps == null ? run.withSteps(Math.max(run.steps(), epochs)) : run;
    }

    /** The run of a folder, changed in what changes no batch and no weight's shape. */
    RunConfig resumed(RunConfig run) {
        return new RunConfig(
                run.preset(),
                data == null ? run.data() : DataName.lasting(data),
                or(steps, run.steps()),
                run.batch(),
                run.rate(),
                run.seed(),
                or(every, run.every()),
                or(gradients, run.gradients()),
                or(precision, run.precision()),
                run.accumulate(),
                run.average(),
                run.patience(),
                run.test());
    }

    /** What was given, or what holds otherwise. */
    static <T> T or(T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
