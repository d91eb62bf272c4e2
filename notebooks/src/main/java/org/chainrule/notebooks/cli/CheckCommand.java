package org.chainrule.notebooks.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.chainrule.notebooks.run.Check;
import org.chainrule.notebooks.run.JShellExecution;
import org.chainrule.notebooks.run.JupyterExecution;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs notebooks and says what they show otherwise than before. */
@Command(
        name = "check",
        description = {
            "Runs notebooks in Jupyter and compares what they show with what is stored in them.",
            "Exit code 1 where a cell fails or shows something else."
        },
        footer = {
            "",
            "Examples:",
            "  chainrule-notebooks check",
            "  chainrule-notebooks check --kernel ijava --kernel-jar ijava-1.3.0.jar",
            "  chainrule-notebooks check --jshell notebooks/course/01-slopes-and-rules.ipynb"
        })
final class CheckCommand implements Callable<Integer> {
    @Option(
            names = "--jshell",
            description = "Runs them in JShell, which needs no Jupyter. Without it, in Jupyter.")
    private boolean jshell;

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
        PrintWriter out = spec.commandLine().getOut();
        if (jshell) {
            kernel.refuse("--jshell");
            var execution = new JShellExecution();
            return Report.of(
                    all(installation), file -> Check.differences(file, execution, false), out);
        }
        var jupyter = new JupyterExecution(Installation.data(kernel.spec(installation)));
        return Report.of(all(installation), file -> Check.differences(file, jupyter, true), out);
    }

    private List<Path> all(Installation installation) {
        return files.isEmpty() ? installation.course() : files;
    }
}
