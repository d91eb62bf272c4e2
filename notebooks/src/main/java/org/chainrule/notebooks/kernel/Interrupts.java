package org.chainrule.notebooks.kernel;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Ends the cell that runs when Jupyter sends SIGINT: first it is asked to, by an interruption of
 * its thread, and a training run then ends after its step; what does not hear is left behind after
 * a while, and the kernel goes on with the next cell.
 *
 * @param kernel rapaio-jupyter-kernel
 */
record Interrupts(Object kernel) {
    private static final long GRACE = 3; // seconds
    private static final long PAUSE = 20; // milliseconds
    private static final int AGAIN = 20; // pauses: ZeroMQ swallows one that comes while it sends
    private static final String CELLS = "Engine-thread-"; // names of the threads of cells

    /**
     * Takes the signal instead of the JVM, which would end. {@code sun.misc.Signal} has no
     * successor in the JDK; it is exported by the module jdk.unsupported.
     */
    void listen() throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object ours =
                Proxy.newProxyInstance(
                        handler.getClassLoader() == null
                                ? Interrupts.class.getClassLoader()
                                : handler.getClassLoader(),
                        new Class<?>[] {handler},
                        (proxy, method, arguments) -> {
                            interrupt();
                            return null;
                        });
        Object interrupt = signal.getConstructor(String.class).newInstance("INT");
        signal.getMethod("handle", signal, handler).invoke(null, interrupt, ours);
    }

    /** Ends the cells that run now. */
    void interrupt() throws ReflectiveOperationException, InterruptedException {
        Map<?, ?> running = Map.copyOf(running());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE);
        for (Object cell : running.values()) {
            Future<?> future = (Future<?>) cell;
            for (int look = 0; !future.isDone() && System.nanoTime() - end < 0; look++) {
                if (look % AGAIN == 0) {
                    ask();
                }
                Thread.sleep(PAUSE);
            }
            future.cancel(true);
        }
    }

    private static void ask() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith(CELLS)) {
                thread.interrupt();
            }
        }
    }

    /** The cells that run now, by an id. */
    private Map<?, ?> running() throws ReflectiveOperationException {
        Object engine = Fields.get(kernel, "javaEngine");
        Object provider = Fields.get(engine, "controlProvider");
        Object id = Fields.get(engine, "executionId");
        Object control =
                provider.getClass()
                        .getMethod("getRegisteredControl", String.class)
                        .invoke(provider, id);
        return (Map<?, ?>) Fields.get(control, "running");
    }
}
