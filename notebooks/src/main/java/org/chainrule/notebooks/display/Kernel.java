package org.chainrule.notebooks.display;

import java.util.Arrays;
import java.util.Optional;

/**
 * The Java kernels for Jupyter, each with its own words for the same things. They are found by
 * their classes when a notebook runs, so that none of them is needed to build or to run without.
 */
enum Kernel {
    RAPAIO(
            "org.rapaio.jupyter.kernel.MainApp",
            "kernel",
            "org.rapaio.jupyter.kernel.display.DisplayData"),
    JJAVA(
            "org.dflib.jjava.jupyter.kernel.BaseKernel",
            "notebookKernel",
            "org.dflib.jjava.jupyter.kernel.display.DisplayData"),
    EARLIER_JJAVA(
            "org.dflib.jjava.JJava",
            "getKernelInstance",
            "org.dflib.jjava.jupyter.kernel.display.DisplayData"),
    IJAVA(
            "io.github.spencerpark.ijava.IJava",
            "getKernelInstance",
            "io.github.spencerpark.jupyter.kernel.display.DisplayData");

    private final String owner; // the class that knows the kernel that runs
    private final String access; // its static method or field
    private final String data; // the class of what is displayed

    Kernel(String owner, String access, String data) {
        this.owner = owner;
        this.access = access;
        this.data = data;
    }

    /**
     * A kernel that runs.
     *
     * @param object the kernel itself
     * @param data its class of what is displayed
     */
    record Running(Object object, Class<?> data) {}

    /** The kernel that runs in this JVM, if one does. */
    static Optional<Running> running() {
        return running(Kernel.class.getClassLoader());
    }

    /** The same among the classes of a loader. */
    static Optional<Running> running(ClassLoader loader) {
        return Arrays.stream(values())
                .flatMap(kernel -> kernel.instance(loader).stream())
                .findFirst();
    }

    private Optional<Running> instance(ClassLoader loader) {
        try {
            Class<?> type = loader.loadClass(owner);
            boolean isField = Arrays.stream(type.getFields()).anyMatch(f -> is(f.getName()));
            Object kernel =
                    isField ? type.getField(access).get(null) : type.getMethod(access).invoke(null);
            return kernel == null
                    ? Optional.empty()
                    : Optional.of(new Running(kernel, loader.loadClass(data)));
        } catch (ReflectiveOperationException e) { // another kernel, or another version of it
            return Optional.empty();
        }
    }

    private boolean is(String name) {
        return access.equals(name);
    }
}
