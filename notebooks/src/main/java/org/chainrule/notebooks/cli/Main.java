package org.chainrule.notebooks.cli;

import org.chainrule.trainers.cli.RootCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The command {@code chainrule-notebooks}. */
@Command(
        name = "chainrule-notebooks",
        version = "chainrule-notebooks 0.1.0",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        description = "The course as Jupyter notebooks on a Java kernel.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            InstallCommand.class,
            StartCommand.class,
            RunCommand.class,
            CheckCommand.class
        },
        footer = {"", "Exit codes: 0 done, 1 a check failed, 2 bad usage or bad input."})
public final class Main extends RootCommand {
    private Main() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(command().execute(arguments));
    }

    /** The command with all its subcommands. */
    static CommandLine command() {
        CommandLine line = new Main().line();
        // the options of Jupyter
        line.getSubcommands().get("start").setUnmatchedOptionsArePositionalParams(true);
        return line;
    }
}
