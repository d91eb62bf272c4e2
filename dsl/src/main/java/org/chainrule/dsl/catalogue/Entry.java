package org.chainrule.dsl.catalogue;

import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Something that a user can put into a network or run, and what its class says of it.
 *
 * @param type its class
 */
public record Entry(Class<?> type) {

    /**
     * What there is of a kind: each public class in the package of a type that implements it,
     * nested ones included, by name.
     *
     * @param kind an interface, such as that of layers
     */
    public static List<Entry> of(Class<?> kind) {
        return ClassesBeside.of(kind).stream()
                .filter(kind::isAssignableFrom)
                .filter(type -> !Modifier.isAbstract(type.getModifiers()) && isOpen(type))
                .map(Entry::new)
                .sorted(Comparator.comparing(Entry::name))
                .toList();
    }

    private static boolean isOpen(Class<?> type) {
        return type == null
                || (Modifier.isPublic(type.getModifiers()) && isOpen(type.getEnclosingClass()));
    }

    /** Its name in the language: the class name, beginning with a small letter. */
    public String name() {
        String simple = type.getSimpleName();
        return Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
    }

    /** Its meaning, and its formula if it says one; empty where the class says nothing. */
    public String meaning() {
        return teaches()
                .map(t -> t.formula().isEmpty() ? t.meaning() : t.meaning() + ": " + t.formula())
                .orElse("");
    }

    /** The rows of the syllabus that it covers. */
    public List<String> rows() {
        return teaches().map(t -> List.of(t.rows())).orElse(List.of());
    }

    private Optional<Teaches> teaches() {
        return Optional.ofNullable(type.getAnnotation(Teaches.class));
    }
}
