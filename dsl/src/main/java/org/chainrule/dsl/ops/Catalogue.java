package org.chainrule.dsl.ops;

import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.chainrule.dsl.catalogue.ClassesBeside;
import org.chainrule.dsl.catalogue.Examples;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Op;

/**
 * All ops of the library, found among its own class files: each class of this package that
 * implements {@link Op}, nested ones included. An op joins by being there.
 */
public final class Catalogue {
    private Catalogue() {}

    /**
     * One op.
     *
     * @param type its class
     */
    public record Entry(Class<? extends Op> type) {

        /**
         * Its name in listings: {@code layerNorm}; {@code layerNorm.gradient} for an op that is
         * nested in another, whose gradient it computes.
         */
        public String name() {
            String simple = type.getSimpleName();
            String own = Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
            return isNested() ? new Entry(outer()).name() + "." + own : own;
        }

        /** Whether it is a part of another op's gradient rather than a step of its own. */
        public boolean isNested() {
            Class<?> outer = type.getEnclosingClass();
            return outer != null && Op.class.isAssignableFrom(outer);
        }

        private Class<? extends Op> outer() {
            return type.getEnclosingClass().asSubclass(Op.class);
        }

        /**
         * What the op contract runs.
         *
         * @throws IllegalStateException where the op has no examples
         */
        public List<Example> examples() {
            return Examples.of(type, Example.class)
                    .orElseThrow(
                            () ->
                                    new IllegalStateException(
                                            name()
                                                    + ": an op must declare `public static"
                                                    + " List<Example> examples()` with one or more,"
                                                    + " but none was found"));
        }
    }

    /** All ops, by name. */
    public static List<Entry> ops() {
        return in(place());
    }

    /** The folder or jar that this class was loaded from. */
    static Path place() {
        return ClassesBeside.place(Catalogue.class);
    }

    /** The ops whose class files lie in a folder of classes or in a jar. */
    static List<Entry> in(Path place) {
        return ClassesBeside.in(place, Catalogue.class).stream()
                .filter(Op.class::isAssignableFrom)
                .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                .map(type -> new Entry(type.asSubclass(Op.class)))
                .sorted(Comparator.comparing(Entry::name))
                .toList();
    }
}
