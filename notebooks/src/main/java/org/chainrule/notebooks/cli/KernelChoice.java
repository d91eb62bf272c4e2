package org.chainrule.notebooks.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.notebooks.run.KernelSpec;
import org.chainrule.notebooks.run.KernelType;
import picocli.CommandLine.Option;

/** The options that choose the kernel. */
final class KernelChoice {
    @Option(
            names = "--kernel",
            description = "rapaio, jjava or ijava. Without it, rapaio.",
            paramLabel = "NAME")
    private KernelType kernel;

    @Option(
            names = "--kernel-jar",
            paramLabel = "FILE",
            description =
                    "The jar of the kernel. Without it, the one of rapaio that the build brought.")
    private Path jar;

    /**
     * What Jupyter is told of the kernel.
     *
     * @throws ChainruleException if the jar is missing, or does not hold the kernel
     */
    KernelSpec spec(Installation installation) {
        KernelType type = kernel == null ? KernelType.RAPAIO : kernel;
        if (jar == null && type != KernelType.RAPAIO) {
            throw new ChainruleException(
                    "--kernel-jar",
                    "must be given for a kernel that the build does not bring",
                    "but found none for " + type.word(),
                    "Unpack the kernel and name its jar.");
        }
        if (jar != null && !Files.isReadable(jar)) {
            throw new ChainruleException(
                    "--kernel-jar",
                    "must be a file that can be read",
                    "but found " + jar,
                    "Give the path of the kernel's jar.");
        }
        return installation.kernelSpec(type, jar == null ? installation.kernel() : jar);
    }

    /**
     * For what needs no kernel.
     *
     * @param option the option that asks for that
     * @throws ChainruleException if a kernel is chosen all the same
     */
    void refuse(String option) {
        if (kernel != null || jar != null) {
            throw new ChainruleException(
                    option,
                    "must stand without --kernel and --kernel-jar",
                    "but found one of them",
                    "Leave them out, or leave out " + option + ".");
        }
    }
}
