package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The command {@code chainrule}. */
@Command(
        name = "chainrule",
        version = "chainrule 0.1.0",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        description = "Declares, trains and explains neural networks.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TrainCommand.class,
            GenerateCommand.class,
            PredictCommand.class,
            DeriveCommand.class,
            CheckCommand.class,
            ListCommand.class,
            PlotCommand.class,
            BenchCommand.class,
            GenerateCompletion.class
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 a check failed, 2 bad usage or bad input.",
            "Tab completion: source <(chainrule generate-completion)"
        })
public final class Main extends RootCommand {
    private Main() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs the command and gives its exit code. */
    static int run(String... arguments) {
        return command().execute(arguments);
    }

    /** Runs the command with other places to print to, and gives its exit code. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return command().setOut(out).setErr(err).execute(arguments);
    }

    /** The command with all its subcommands. */
    static CommandLine command() {
        CommandLine line = new Main().line();
        // an expression may begin with a minus
        line.getSubcommands().get("derive").setUnmatchedOptionsArePositionalParams(true);
        return line;
    }
}
