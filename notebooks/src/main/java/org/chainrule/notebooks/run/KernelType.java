package org.chainrule.notebooks.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipFile;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.notebooks.kernel.RapaioStart;

/** The Java kernels for Jupyter that Chainrule knows. */
public enum KernelType {
    /** rapaio-jupyter-kernel, which the build brings; {@link RapaioStart} mends its start. */
    RAPAIO("signal", "org.rapaio.jupyter.kernel.MainApp") {
        @Override
        String main(Path jar) {
            super.main(jar);
            return RapaioStart.class.getName();
        }
    },
    /** JJava, the successor of IJava that is still looked after: since 1.0-a6, and before. */
    JJAVA("message", "org.dflib.jjava.distro.JJava", "org.dflib.jjava.JJava"),
    /** IJava. */
    IJAVA("message", "io.github.spencerpark.ijava.IJava");

    private final String interruptMode;
    private final List<String> mains; // of its versions, the newest first

    KernelType(String interruptMode, String... mains) {
        this.interruptMode = interruptMode;
        this.mains = List.of(mains);
    }

    /** The name of the kernel on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The class that Java starts.
     *
     * @param jar the jar of the kernel
     * @throws ChainruleException if the jar does not hold this kernel, or is no jar
     */
    String main(Path jar) {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            for (String main : mains) {
                if (file.getEntry(main.replace('.', '/') + ".class") != null) {
                    return main;
                }
            }
        } catch (IOException e) {
            throw unlike(jar, "but it can't be read as a jar", e);
        }
        throw unlike(jar, "but there is no class " + String.join(" or ", mains) + " in it", null);
    }

    private ChainruleException unlike(Path jar, String found, IOException cause) {
        return new ChainruleException(
                jar.toString(),
                "the jar must hold the kernel " + word(),
                found,
                "Name the jar of the kernel itself, with all that it needs in it, as its releases"
                        + " have it; not the archive around it, nor a launcher beside it.",
                cause);
    }

    /** How Jupyter interrupts a cell: by a message, or by a signal to the process. */
    String interruptMode() {
        return interruptMode;
    }
}
