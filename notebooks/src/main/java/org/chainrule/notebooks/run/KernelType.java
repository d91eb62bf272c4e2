package org.chainrule.notebooks.run;

/** The Java kernels for Jupyter that Chainrule knows. */
public enum KernelType {
    /** rapaio-jupyter-kernel, which the build brings. */
    RAPAIO("org.rapaio.jupyter.kernel.MainApp"),
    /** JJava, the successor of IJava that is still looked after. */
    JJAVA("org.dflib.jjava.JJava"),
    /** IJava. */
    IJAVA("io.github.spencerpark.ijava.IJava");

    private final String main;

    KernelType(String main) {
        this.main = main;
    }

    /** The class that Java starts. */
    String main() {
        return main;
    }
}
