package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.chainrule.dsl.error.ChainruleException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * A command that has all its work in subcommands. Bad usage and bad input end with one line on
 * stderr and exit code 2; a stack trace is shown with {@code --debug} only.
 */
public abstract class RootCommand implements Callable<Integer> {
    /** The exit code where a check failed. */
    public static final int FAILED = 1;

    /** The exit code of bad usage and bad input. */
    public static final int BAD_INPUT = 2;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of an error.")
    private boolean debug;

    @Spec private CommandSpec spec;

    /** The command with its subcommands, and how its errors look. */
    protected final CommandLine line() {
        return new CommandLine(this)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(this::misused)
                .setExecutionExceptionHandler(this::failed);
    }

    /** Shows what there is: without a subcommand there is nothing to do. */
    @Override
    public final Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return BAD_INPUT;
    }

    private int misused(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String help = command.getCommandSpec().qualifiedName() + " --help";
        String message = e.getMessage().lines().findFirst().orElse("bad usage");
        return reported(message + ". See " + help + ".", e, command);
    }

    private int failed(Exception e, CommandLine command, ParseResult parsed) {
        String message =
                e instanceof ChainruleException
                        ? e.getMessage()
                        : "internal error: "
                                + String.valueOf(e).lines().findFirst().orElse("")
                                + ". Run again with --debug and report it.";
        return reported(message, e, command);
    }

    private int reported(String message, Exception e, CommandLine command) {
        PrintWriter err = command.getErr();
        err.println(spec.name() + ": " + message);
        if (debug) {
            e.printStackTrace(err);
        }
        return BAD_INPUT;
    }
}
