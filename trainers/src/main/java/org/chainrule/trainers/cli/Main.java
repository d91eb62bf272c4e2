package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.chainrule.dsl.error.ChainruleException;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

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
public final class Main implements Callable<Integer> {
    static final int BAD_INPUT = 2;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of an error.")
    private boolean debug;

    @Spec private CommandSpec spec;

    private Main() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs the command and gives its exit code. */
    static int run(String... arguments) {
        return line().execute(arguments);
    }

    /** Runs the command with other places to print to, and gives its exit code. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return line().setOut(out).setErr(err).execute(arguments);
    }

    /** The command with all its subcommands. */
    static CommandLine line() {
        Main main = new Main();
        CommandLine line = new CommandLine(main);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        // an expression may begin with a minus
        line.getSubcommands().get("derive").setUnmatchedOptionsArePositionalParams(true);
        line.setParameterExceptionHandler(main::misused);
        line.setExecutionExceptionHandler(main::failed);
        return line;
    }

    /** Shows what there is: without a subcommand there is nothing to do. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return BAD_INPUT;
    }

    private int misused(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String help = command.getCommandSpec().qualifiedName() + " --help";
        String message = e.getMessage().lines().findFirst().orElse("bad usage");
        command.getErr().println("chainrule: " + message + ". See " + help + ".");
        trace(e, command.getErr());
        return BAD_INPUT;
    }

    private int failed(Exception e, CommandLine command, ParseResult parsed) {
        String message =
                e instanceof ChainruleException
                        ? e.getMessage()
                        : "internal error: "
                                + String.valueOf(e).lines().findFirst().orElse("")
                                + ". Run again with --debug and report it.";
        command.getErr().println("chainrule: " + message);
        trace(e, command.getErr());
        return BAD_INPUT;
    }

    private void trace(Exception e, PrintWriter to) {
        if (debug) {
            e.printStackTrace(to);
        }
    }
}
