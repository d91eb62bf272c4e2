package org.chainrule.notebooks.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.notebooks.run.KernelSpec;
import org.chainrule.notebooks.run.KernelType;

/**
 * Where the build left what notebooks need: {@code lib} with the jars of Chainrule, {@code kernel}
 * with the one of the kernel, and the notebooks.
 *
 * @param home the folder of the launcher
 */
record Installation(Path home) {
    /** The one whose launcher runs this; it says so. */
    static Installation running() {
        return new Installation(Path.of(System.getProperty("chainrule.home", ".")));
    }

    /** The folder of the notebooks: beside the sources, so that a change stays. */
    Path notebooks() {
        return Path.of(System.getProperty("chainrule.notebooks", "notebooks/course"));
    }

    /** All notebooks of the course, in order. */
    List<Path> course() {
        try (Stream<Path> files = Files.list(notebooks())) {
            return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
        } catch (IOException e) {
            throw new ChainruleException(
                    notebooks().toString(),
                    "the folder must hold the notebooks",
                    "but it can't be read",
                    "Name the notebooks.",
                    e);
        }
    }

    KernelSpec kernelSpec(KernelType type, Path jar) {
        return KernelSpec.of(type, home.resolve("lib"), jar);
    }

    /** The jar of the kernel that the build brings. */
    Path kernel() {
        try (Stream<Path> files = Files.list(home.resolve("kernel"))) {
            return files.findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A data folder of Jupyter, for this process alone, with a kernelspec. */
    static Path data(KernelSpec spec) {
        try {
            Path data = Files.createTempDirectory("chainrule-jupyter");
            Path file = spec.into(data);
            data.toFile().deleteOnExit();
            file.getParent().getParent().toFile().deleteOnExit();
            file.getParent().toFile().deleteOnExit();
            file.toFile().deleteOnExit(); // the last that is registered goes first
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
