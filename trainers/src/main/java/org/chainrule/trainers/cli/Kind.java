package org.chainrule.trainers.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.dsl.algebra.Norms;
import org.chainrule.dsl.catalogue.ClassesBeside;
import org.chainrule.dsl.catalogue.Entry;
import org.chainrule.dsl.catalogue.Options;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.derivation.DeltaForm;
import org.chainrule.dsl.descent.Newton;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.information.Entropy;
import org.chainrule.dsl.initializers.Initializer;
import org.chainrule.dsl.initializers.Initializers;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.losses.Loss;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.ops.Catalogue;
import org.chainrule.dsl.optimizers.Optimizer;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.probability.Distribution;
import org.chainrule.dsl.schedules.Schedule;
import org.chainrule.dsl.schedules.Schedules;
import org.chainrule.dsl.symbolic.Expression;
import org.chainrule.models.Gpt;

/** A kind of thing that can be listed. */
enum Kind {
    OPS("op") {
        @Override
        List<Entry> entries() {
            return Catalogue.ops().stream()
                    .filter(op -> !op.isNested()) // no parts of other ops' gradients
                    .map(op -> new Entry(op.type()))
                    .toList();
        }
    },
    LAYERS("layer") {
        @Override
        List<Entry> entries() {
            return Entry.of(Layer.class);
        }
    },
    LOSSES("loss", Losses.class) {
        @Override
        List<Entry> entries() {
            return Entry.of(Loss.class);
        }
    },
    OPTIMIZERS("optimizer", Optimizers.class) {
        @Override
        List<Entry> entries() {
            return Entry.of(Optimizer.class);
        }
    },
    SCHEDULES("schedule", Schedules.class) {
        @Override
        List<Entry> entries() {
            return Entry.of(Schedule.class);
        }
    },
    INITIALIZERS("initializer", Initializers.class) {
        @Override
        List<Entry> entries() {
            return Entry.of(Initializer.class);
        }
    },
    /** What is no part of a network: classes that say what they teach, in these packages. */
    MATHEMATICS("mathematics") {
        @Override
        List<Entry> entries() {
            return Stream.<Class<?>>of(
                            Expression.class,
                            DeltaForm.class,
                            Newton.class,
                            Norms.class,
                            Distribution.class,
                            Entropy.class)
                    .flatMap(beside -> ClassesBeside.of(beside).stream())
                    .filter(type -> type.isAnnotationPresent(Teaches.class))
                    .map(Entry::new)
                    .toList();
        }
    },
    /** A model is a class with a configuration record. */
    MODELS("model") {
        @Override
        List<Entry> entries() {
            return configurations().map(Class::getEnclosingClass).map(Entry::new).toList();
        }

        @Override
        String options(Entry model) {
            return configurations()
                    .filter(config -> config.getEnclosingClass() == model.type())
                    .map(Options::of)
                    .collect(Collectors.joining());
        }

        private Stream<Class<?>> configurations() {
            return ClassesBeside.of(Gpt.class).stream()
                    .filter(type -> type.isRecord() && type.getSimpleName().equals("Config"));
        }
    },
    /** Data sets have names, not classes. */
    DATASETS("data set"),
    /** What is to be taught, and what teaches it. */
    SYLLABUS("row");

    private final String one;
    private final Class<?>[] factories;

    Kind(String one, Class<?>... factories) {
        this.one = one;
        this.factories = factories;
    }

    /** What there is of this kind, by name; nothing where it has no classes. */
    List<Entry> entries() {
        return List.of();
    }

    /** What makes them, which says what they teach together. */
    List<Entry> families() {
        return Arrays.stream(factories).map(Entry::new).toList();
    }

    /** What may be given to one of them, and what it is where it is not given. */
    String options(Entry entry) {
        return Options.of(entry.type(), factories);
    }

    /** What one of them is called. */
    String one() {
        return one;
    }

    /** The name on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Kind::label).toList();
    }

    static Kind named(String label) {
        String found = label == null ? "none was given" : "found " + label;
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ChainruleException(
                                        "list",
                                        "KIND must be one that there is",
                                        "but " + found,
                                        "Choose from " + String.join(", ", labels()) + "."));
    }
}
