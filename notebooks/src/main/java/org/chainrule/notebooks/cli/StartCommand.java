package org.chainrule.notebooks.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.chainrule.notebooks.run.Jupyter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Opens the course. */
@Command(
        name = "start",
        description = {
            "Starts Jupyter on the folder of the notebooks, with the kernel java.",
            "Nothing needs to be installed before but Jupyter itself."
        },
        footer = {
            "",
            "Examples:",
            "  chainrule-notebooks start",
            "  chainrule-notebooks start --no-browser",
            "  chainrule-notebooks start --kernel jjava --kernel-jar jjava.jar"
        })
final class StartCommand implements Callable<Integer> {
    @Mixin private KernelChoice kernel;

    @Parameters(
            arity = "0..*",
            paramLabel = "OPTION",
            description = "Options of Jupyter, such as --no-browser. Without them, its own.")
    private List<String> options = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        Installation installation = Installation.running();
        Path data = Installation.data(kernel.spec(installation));
        return Jupyter.start(data, installation.notebooks(), options);
    }
}
