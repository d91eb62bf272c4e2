package org.chainrule.notebooks.run;

import org.chainrule.notebooks.kernel.RapaioStart;

/** The Java kernels for Jupyter that Chainrule knows. */
public enum KernelType {
    /** rapaio-jupyter-kernel, which the build brings; {@link RapaioStart} mends its start. */
    RAPAIO(RapaioStart.class.getName(), "signal"),
    /** JJava, the successor of IJava that is still looked after. */
    JJAVA("org.dflib.jjava.JJava", "message"),
    /** IJava. */
    IJAVA("io.github.spencerpark.ijava.IJava", "message");

    private final String main;
    private final String interruptMode;

    KernelType(String main, String interruptMode) {
        this.main = main;
        this.interruptMode = interruptMode;
    }

    /** The class that Java starts. */
    String main() {
        return main;
    }

    /** How Jupyter interrupts a cell: by a message, or by a signal to the process. */
    String interruptMode() {
        return interruptMode;
    }
}
