package org.chainrule.dsl.catalogue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;

/**
 * The examples that a class gives of itself: what {@code public static List<E> examples()} returns.
 */
public final class Examples {
    private Examples() {}

    /**
     * The examples of a class; none where it has no such method, or an empty list.
     *
     * @param type the class
     * @param kind what an example is
     * @throws IllegalStateException where the method is there but fails, or gives something else
     */
    public static <E> Optional<List<E>> of(Class<?> type, Class<E> kind) {
        try {
            Method method = type.getMethod("examples");
            if (!Modifier.isStatic(method.getModifiers())
                    || !(method.invoke(null) instanceof List<?> list)
                    || list.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(list.stream().<E>map(kind::cast).toList());
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        } catch (IllegalAccessException | InvocationTargetException | ClassCastException e) {
            throw new IllegalStateException(
                    type.getSimpleName() + ": its examples can't be made", e);
        }
    }
}
