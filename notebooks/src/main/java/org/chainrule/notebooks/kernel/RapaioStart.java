package org.chainrule.notebooks.kernel;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts rapaio-jupyter-kernel and mends three of its faults, as of version 3.0.1, which the build
 * brings.
 *
 * <p>Its threads look at a flag that is set only after they were started: in one start of six a
 * thread sees it too early, ends at once, and the kernel hangs. {@link Loops} starts such a thread
 * again. Its channels take requests before it knows how to answer them; {@link Opening} opens those
 * last. And an interrupt message ends the executor of all cells; {@link Interrupts} takes a signal
 * instead.
 *
 * <p>Where a version has other fields, it is started as it is.
 */
public final class RapaioStart {
    private static final String APP = "org.rapaio.jupyter.kernel.MainApp";

    private RapaioStart() {}

    /**
     * Starts the kernel.
     *
     * @param arguments the path of Jupyter's connection file
     */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Class<?> app = Class.forName(APP);
        Object kernel = app.getField("kernel").get(null);
        new Thread(() -> attempt(() -> new Loops(kernel).revive()), "chainrule-loops").start();
        attempt(() -> new Interrupts(kernel).listen());
        try {
            new Opening(kernel).serve(Opening.channels(Path.of(arguments[0])));
        } catch (ClassNotFoundException | NoSuchMethodException | NoSuchFieldException e) {
            log(e);
            app.getMethod("main", String[].class).invoke(null, (Object) arguments);
        }
    }

    /** What needs the inside of the kernel. */
    private interface Mending {
        void run() throws ReflectiveOperationException, InterruptedException;
    }

    private static void attempt(Mending mending) {
        try {
            mending.run();
        } catch (ReflectiveOperationException e) {
            log(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void log(ReflectiveOperationException e) {
        Logger.getLogger(RapaioStart.class.getName())
                .log(Level.INFO, "another version of the kernel, started as it is", e);
    }
}
