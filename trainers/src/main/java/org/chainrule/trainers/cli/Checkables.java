package org.chainrule.trainers.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.dsl.catalogue.Entry;
import org.chainrule.dsl.catalogue.Examples;
import org.chainrule.dsl.check.Checks;
import org.chainrule.dsl.check.NetworkExample;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.models.Gpt;

/** All that {@code chainrule check} knows: ops, layers, losses, ready models and presets. */
final class Checkables implements Iterable<String> {
    /** The name for all of them. */
    static final String ALL = "all";

    private static final int VOCABULARY = 65; // that of tiny Shakespeare
    private static final double DROPOUT = 0.1; // the presets have none, and this is harder
    private static final int BATCH = 2;
    private static final int SAMPLES = 4; // a network so large takes its time

    /** The names, for completion; looked up only when asked for. */
    @Override
    public Iterator<String> iterator() {
        return Stream.concat(Stream.of(ALL), all().stream().map(Checks::name))
                .distinct()
                .iterator();
    }

    /** Everything, presets last. */
    static List<Checks> all() {
        List<Checks> all = new ArrayList<>(Checks.all());
        for (Entry model : Kind.MODELS.entries()) {
            all.add(Checks.model(model.name(), examples(model)));
        }
        for (Preset preset : Preset.values()) {
            all.add(of(preset));
        }
        return all;
    }

    /** Whether {@code all} leaves it out: two presets are of one network, and one takes an hour. */
    static boolean isOnlyByName(Checks checks) {
        return checks.name().equals(Preset.SMALL.label())
                || checks.name().equals(Preset.SHAKESPEARE.label());
    }

    private static List<NetworkExample> examples(Entry model) {
        return Examples.of(model.type(), NetworkExample.class)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        model.name()
                                                + ": a model must declare `public static"
                                                + " List<NetworkExample> examples()` with one or"
                                                + " more, but none was found"));
    }

    private static Checks of(Preset preset) {
        return new Checks(
                "model",
                preset.label(),
                options -> {
                    Gpt.Config config =
                            preset.model.withVocabulary(VOCABULARY).withDropout(DROPOUT);
                    Example.Domain tokens = Example.below(VOCABULARY, BATCH, config.context());
                    NetworkExample example =
                            new NetworkExample(
                                    Gpt.of(config), Losses.crossEntropy(), tokens, tokens);
                    int samples = Math.min(options.samples(), SAMPLES);
                    return Checks.model(preset.label(), List.of(example))
                            .ledgers(options.withSamples(samples));
                });
    }
}
