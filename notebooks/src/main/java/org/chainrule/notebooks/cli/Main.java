package org.chainrule.notebooks.cli;

import java.util.concurrent.Callable;
import org.chainrule.dsl.error.ChainruleException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

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
public final class Main implements Callable<Integer> {
    static final int FAILED = 1;
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
        System.exit(line().execute(arguments));
    }

    /** The command with all its subcommands. */
    static CommandLine line() {
        Main main = new Main();
        CommandLine line = new CommandLine(main);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        // the options of Jupyter
        line.getSubcommands().get("start").setUnmatchedOptionsArePositionalParams(true);
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
        command.getErr().println("chainrule-notebooks: " + message + ". See " + help + ".");
        return BAD_INPUT;
    }

    private int failed(Exception e, CommandLine command, ParseResult parsed) {
        String message =
                e instanceof ChainruleException
                        ? e.getMessage()
                        : "internal error: " + e + ". Run again with --debug and report it.";
        command.getErr().println("chainrule-notebooks: " + message);
        if (debug) {
            e.printStackTrace(command.getErr());
        }
        return BAD_INPUT;
    }
}
