package org.chainrule.notebooks.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.chainrule.notebooks.run.KernelSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells Jupyter of the kernel. */
@Command(
        name = "install",
        description = "Installs the kernel java, which knows Chainrule, for Jupyter.",
        footer = {
            "",
            "Examples:",
            "  chainrule-notebooks install",
            "  chainrule-notebooks install --kernel ijava --kernel-jar ijava-1.3.0.jar",
            "  chainrule-notebooks install --prefix /usr/local"
        })
final class InstallCommand implements Callable<Integer> {
    @Mixin private KernelChoice kernel;

    @Option(
            names = "--prefix",
            paramLabel = "DIR",
            description =
                    "Installs below DIR/share/jupyter. Without it, in the folder of the user.")
    private Path prefix;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        KernelSpec chosen = kernel.spec(Installation.running());
        Path data = prefix == null ? user() : prefix.resolve("share").resolve("jupyter");
        Path made = chosen.into(data);
        spec.commandLine().getOut().println("installed " + made.toAbsolutePath());
        return 0;
    }

    /** Where Jupyter looks for what a user installs. */
    private static Path user() {
        String data = System.getenv("JUPYTER_DATA_DIR");
        if (data != null && !data.isEmpty()) {
            return Path.of(data);
        }
        Path home = Path.of(System.getProperty("user.home"));
        String system = System.getProperty("os.name");
        if (system.startsWith("Mac")) {
            return home.resolve("Library").resolve("Jupyter");
        }
        if (system.startsWith("Windows")) {
            String roaming = System.getenv("APPDATA");
            return (roaming == null ? home : Path.of(roaming)).resolve("jupyter");
        }
        String shared = System.getenv("XDG_DATA_HOME");
        boolean isSet = shared != null && !shared.isEmpty();
        return (isSet ? Path.of(shared) : home.resolve(".local").resolve("share"))
                .resolve("jupyter");
    }
}
