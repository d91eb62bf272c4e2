package org.chainrule.dsl.catalogue;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options of a declaration, read off its record: {@code rate, momentum=0, nesterov=false}.
 *
 * <p>Defaults are found by making the record twice, by its shortest factory method or constructor
 * and with other arguments each time: what is the same in both is a default.
 */
public final class Options {
    private Options() {}

    /**
     * The components of a record: first those that must be given, then those that have a default,
     * shown as an ellipsis where it is not a number, a word or yes or no.
     *
     * @param type the record; what is no record has no options
     * @param factories classes that may hold a factory method with the record's name
     */
    public static String of(Class<?> type, Class<?>... factories) {
        if (!type.isRecord()) {
            return "";
        }
        RecordComponent[] components = type.getRecordComponents();
        Optional<Executable> maker = shortest(type, factories);
        Optional<Object> one = maker.flatMap(m -> make(m, 1));
        Optional<Object> other = maker.flatMap(m -> make(m, 2));
        List<String> required = new ArrayList<>();
        List<String> optional = new ArrayList<>();
        for (RecordComponent component : components) {
            Optional<String> value = one.flatMap(a -> other.flatMap(b -> same(component, a, b)));
            value.ifPresentOrElse(
                    text -> optional.add(component.getName() + "=" + text),
                    () -> required.add(component.getName()));
        }
        return Stream.of(required, optional)
                .flatMap(List::stream)
                .collect(Collectors.joining(", "));
    }

    /** The factory method or constructor that asks for least, if any asks for less than all. */
    private static Optional<Executable> shortest(Class<?> type, Class<?>... factories) {
        String simple = type.getSimpleName();
        Stream<Method> methods =
                Arrays.stream(factories)
                        .flatMap(factory -> Arrays.stream(factory.getMethods()))
                        .filter(m -> Modifier.isStatic(m.getModifiers()))
                        .filter(m -> m.getReturnType() == type)
                        .filter(m -> m.getName().equalsIgnoreCase(simple));
        return Stream.<Executable>concat(methods, Arrays.stream(type.getConstructors()))
                .filter(m -> m.getParameterCount() < type.getRecordComponents().length)
                .min(Comparator.comparingInt(Executable::getParameterCount));
    }

    /** The record from the arguments of a round; none where they do not fit. */
    private static Optional<Object> make(Executable maker, int round) {
        Object[] arguments = new Object[maker.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = argument(maker.getParameterTypes()[i], (i + 1) * round);
        }
        try {
            return Optional.of(
                    maker instanceof Constructor<?> constructor
                            ? constructor.newInstance(arguments)
                            : ((Method) maker).invoke(null, arguments));
        } catch (InvocationTargetException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(maker + " can't be called", e);
        }
    }

    /** A number in the range of most options: whole ones rise, fractions are probabilities. */
    private static Object argument(Class<?> type, int number) {
        if (type == double.class) {
            return number / 16.0;
        }
        return type == long.class ? (Object) (long) number : type == int.class ? number : null;
    }

    /** The value of a component if both records have it, as text. */
    private static Optional<String> same(RecordComponent component, Object one, Object other) {
        try {
            Object a = component.getAccessor().invoke(one);
            Object b = component.getAccessor().invoke(other);
            boolean lambda = a != null && a.getClass().isHidden(); // it equals none but itself
            return lambda || Objects.equals(a, b) ? Optional.of(text(a)) : Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " can't be read", e);
        }
    }

    private static String text(Object value) {
        if (value instanceof Number) {
            String digits = value.toString().toLowerCase(Locale.ROOT);
            return digits.replaceFirst("\\.0(?=e|$)", "");
        }
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
        return value instanceof Boolean || value instanceof String ? value.toString() : "…";
    }
}
