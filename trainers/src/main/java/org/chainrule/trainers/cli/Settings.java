package org.chainrule.trainers.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.chainrule.datasets.Cache;
import org.chainrule.datasets.Corpora;
import org.chainrule.datasets.TextData;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.chainrule.models.Gpt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** What is trained, on what and how: the options that {@code config.json} keeps. */
final class Settings {
    private static final long SEED = 1;
    private static final long EVERY = 250;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            completionCandidates = PresetNames.class,
            description = "The settings to begin with: ${COMPLETION-CANDIDATES}; small by default.")
    private String preset;

    @Option(
            names = "--data",
            paramLabel = "NAME|FILE",
            description =
                    "A data set (see list datasets) or a UTF-8 text file; the preset's by default.")
    private String data;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "How many steps; the preset's by default.")
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
                    "What first weights, batches and dropout are drawn from; "
                            + SEED
                            + " by default.")
    private Long seed;

    @Option(
            names = "--precision",
            converter = PrecisionName.class,
            paramLabel = "fp32|bf16",
            description = "The numbers of matrix products; fp32 by default.")
    private Precision precision;

    @Option(
            names = "--gradients",
            paramLabel = "autograd|derived",
            description = "Where gradients come from; derived by default.")
    private Gradients gradients;

    @Option(
            names = "--layers",
            paramLabel = "N",
            description = "Blocks of the network; the preset's by default.")
    private Integer layers;

    @Option(
            names = "--heads",
            paramLabel = "N",
            description = "Attention heads, which must divide the width; the preset's by default.")
    private Integer heads;

    @Option(
            names = "--width",
            paramLabel = "N",
            description = "Size of each token's vector; the preset's by default.")
    private Integer width;

    @Option(
            names = "--context",
            paramLabel = "N",
            description = "Tokens that the network sees at once; the preset's by default.")
    private Integer context;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Examples a step sees; the preset's by default.")
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
            description =
                    "Stops after so many validations (see --every) without improvement, and saves"
                            + " the best weights; by default the run takes all its steps and saves"
                            + " the last.")
    private Integer patience;

    @Option(
            names = "--dropout",
            paramLabel = "F",
            description = "Probability of dropout; the preset's by default.")
    private Double dropout;

    @Option(
            names = "--rate",
            paramLabel = "F",
            description = "The learning rate at its peak; " + Preset.RATE + " by default.")
    private Double rate;

    /** The presets' names, for completion. */
    static final class PresetNames extends java.util.ArrayList<String> {
        private static final long serialVersionUID = 1L;

        PresetNames() {
            for (Preset each : Preset.values()) {
                add(each.label());
            }
        }
    }

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

    /** The preset that was asked for. */
    Preset preset() {
        return preset == null ? Preset.SMALL : Preset.named(preset);
    }

    /**
     * The text to train on.
     *
     * @param saved the model whose run goes on, or null
     * @param bar is told of a download
     */
    TextData text(SavedGpt saved, DownloadBar bar) {
        String otherwise = saved == null ? preset().data : saved.run().data();
        return TextData.of(Corpora.named(or(data, otherwise), Cache.standard(), bar));
    }

    /** The model that the options ask for. */
    SavedGpt fresh(TextData text) {
        Preset p = preset();
        Gpt.Config of = p.model;
        Gpt.Config config =
                new Gpt.Config(
                        text.tokenizer().vocabularySize(),
                        or(context, (int) of.context()),
                        or(layers, of.layers()),
                        or(heads, of.heads()),
                        or(width, (int) of.width()),
                        or(dropout, of.dropout()),
                        of.hasBias());
        return new SavedGpt(
                config,
                text.tokenizer(),
                new SavedGpt.RunConfig(
                        p.label(),
                        lasting(or(data, p.data)),
                        or(steps, p.steps),
                        or(batch, p.batch),
                        or(rate, Preset.RATE),
                        or(seed, SEED),
                        or(every, EVERY),
                        or(gradients, Gradients.DERIVED),
                        or(precision, Precision.FULL),
                        accumulate,
                        average,
                        patience));
    }

    /** The model of a folder; only what changes no batch and no weight's shape may be another. */
    SavedGpt resumed(SavedGpt saved) {
        for (Object fixed :
                new Object[] {
                    preset,
                    seed,
                    layers,
                    heads,
                    width,
                    context,
                    batch,
                    dropout,
                    rate,
                    accumulate,
                    average,
                    patience
                }) {
            if (fixed != null) {
                throw new ChainruleException(
                        "--resume",
                        "a run must resume with the settings that it began with",
                        "but " + fixed + " was given anew",
                        "Give only --steps, --every, --threads, --device, --precision or"
                                + " --gradients.");
            }
        }
        SavedGpt.RunConfig run = saved.run();
        return new SavedGpt(
                saved.config(),
                saved.tokenizer(),
                new SavedGpt.RunConfig(
                        run.preset(),
                        data == null ? run.data() : lasting(data),
                        or(steps, run.steps()),
                        run.batch(),
                        run.rate(),
                        run.seed(),
                        or(every, run.every()),
                        or(gradients, run.gradients()),
                        or(precision, run.precision()),
                        run.accumulate(),
                        run.average(),
                        run.patience()));
    }

    /** A name of data that means the same in any folder. */
    private static String lasting(String data) {
        return Corpora.names().containsKey(data)
                ? data
                : Path.of(data).toAbsolutePath().normalize().toString();
    }

    private static <T> T or(T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
