package org.chainrule.trainers.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.optimizers.Optimizer;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.models.Gpt;

/** Ready settings of a training run. */
enum Preset {
    /** The default: as SHAKESPEARE_CPU, on the text inside every JVM. */
    SMALL("unicode-names", new Gpt.Config(0, 64, 4, 4, 128, 0, false), 12, 2_000),
    /** nanoGPT's configuration for a CPU. */
    SHAKESPEARE_CPU("tinyshakespeare", new Gpt.Config(0, 64, 4, 4, 128, 0, false), 12, 2_000),
    /** nanoGPT's configuration for a GPU. */
    SHAKESPEARE("tinyshakespeare", new Gpt.Config(0, 256, 6, 6, 384, 0.2, false), 64, 5_000);

    static final double RATE = 1e-3;
    static final double LEAST_RATE = 1e-4;
    static final int WARM_UP = 100;
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.99;
    private static final double DECAY = 0.1;
    static final double CLIP = 1.0;

    final String data;
    final Gpt.Config model; // its vocabulary is that of the data
    final int batch;
    final long steps;

    Preset(String data, Gpt.Config model, int batch, long steps) {
        this.data = data;
        this.model = model;
        this.batch = batch;
        this.steps = steps;
    }

    /** The name on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a run is trained with unless told otherwise. */
    Settings.Defaults defaults() {
        return new Settings.Defaults(label(), data, steps, batch, RATE, model.dropout());
    }

    static Preset named(String label) {
        return Arrays.stream(values())
                .filter(preset -> preset.label().equals(label))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ChainruleException(
                                        "--preset",
                                        "the preset must be one that there is",
                                        "but found " + label,
                                        "Choose from " + labels() + "."));
    }

    /** AdamW as nanoGPT sets it: weight decay on matrices alone. */
    static Optimizer optimizer(double rate) {
        return Optimizers.adamW(rate).betas(BETA1, BETA2).weightDecay(DECAY, Optimizers.matrices());
    }

    static String labels() {
        return Arrays.stream(values()).map(Preset::label).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return label();
    }
}
