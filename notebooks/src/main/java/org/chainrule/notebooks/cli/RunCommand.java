package org.chainrule.notebooks.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.chainrule.notebooks.run.Check;
import org.chainrule.notebooks.run.JupyterExecution;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs notebooks and keeps what they show. */
@Command(
        name = "run",
        description = "Runs notebooks in Jupyter and stores what they show.",
        footer = {
            "",
            "Examples:",
            "  chainrule-notebooks run",
            "  chainrule-notebooks run notebooks/course/01-slopes-and-rules.ipynb"
        })
final class RunCommand implements Callable<Integer> {
    @Mixin private KernelChoice kernel;

    @Parameters(
            arity = "0..*",
            paramLabel = "NOTEBOOK",
            description = "Files of notebooks. Without them, all of the course.")
    private List<Path> files = new ArrayList<>();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Installation installation = Installation.running();
        var jupyter = new JupyterExecution(Installation.data(kernel.spec(installation)));
        PrintWriter out = spec.commandLine().getOut();
        List<Path> all = files.isEmpty() ? installation.course() : files;
        return Report.of(all, file -> Check.store(file, jupyter), out);
    }
}
