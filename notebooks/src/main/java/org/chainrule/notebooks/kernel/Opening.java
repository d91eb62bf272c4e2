package org.chainrule.notebooks.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogManager;

/**
 * Opens the channels of rapaio-jupyter-kernel, those of requests last. By itself it opens all of
 * them and only then says what answers which request: one that comes in between is dropped, and
 * Jupyter's page, which asks once, waits for a minute.
 *
 * @param kernel the kernel
 */
record Opening(Object kernel) {
    private static final String PACKAGE = "org.rapaio.jupyter.kernel.";
    private static final List<String> REQUESTS = List.of("shell", "control");

    /**
     * The channels that Jupyter asks for, closed as yet.
     *
     * @param connection Jupyter's connection file
     */
    static Object channels(Path connection) throws ReflectiveOperationException {
        Class<?> properties = Class.forName(PACKAGE + "core.ConnectionProperties");
        try {
            readLogging(properties.getClassLoader());
            Object read =
                    Class.forName(PACKAGE + "core.Transform")
                            .getMethod("fromJson", String.class, Class.class)
                            .invoke(
                                    null,
                                    Files.readString(connection, StandardCharsets.UTF_8),
                                    properties);
            return Class.forName(PACKAGE + "channels.Channels")
                    .getConstructor(properties)
                    .newInstance(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How the kernel wants its log to look. */
    private static void readLogging(ClassLoader loader) throws IOException {
        try (InputStream settings = loader.getResourceAsStream("logging.properties")) {
            if (settings != null) {
                LogManager.getLogManager().readConfiguration(settings);
            }
        }
    }

    /** Opens them and waits until they are closed. */
    void serve(Object channels) throws ReflectiveOperationException {
        Method connect = channels.getClass().getMethod("connect", kernel.getClass());
        Method end = channels.getClass().getMethod("joinUntilClose");
        Object properties = Fields.get(channels, "connProps");
        Set<?> all = (Set<?>) Fields.get(channels, "channels");
        Map<Object, Method> last = new LinkedHashMap<>(); // all looked up before anything is open
        for (String name : REQUESTS) {
            Object channel = Fields.get(channels, name);
            last.put(channel, channel.getClass().getMethod("bind", properties.getClass()));
        }
        Set<Object> first = new LinkedHashSet<>(all);
        first.removeAll(last.keySet());
        Fields.set(channels, "channels", first);
        connect.invoke(channels, kernel);
        for (Map.Entry<Object, Method> channel : last.entrySet()) {
            channel.getValue().invoke(channel.getKey(), properties);
        }
        Fields.set(channels, "channels", all);
        end.invoke(channels);
    }
}
