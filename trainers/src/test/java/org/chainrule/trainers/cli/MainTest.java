package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/** The command itself: help, version, completion, and what it says of mistakes. */
class MainTest {
    @TempDir private Path directory;

    /** A command with a bug. */
    @Command(name = "fail")
    static final class Failing implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("first line\nsecond line");
        }
    }

    @Test
    void withoutASubcommandItShowsItsHelp() {
        Outcome outcome = Outcome.of();
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).isEqualTo(Outcome.of("--help").out());
    }

    @Test
    void unknownSubcommand() {
        assertThat(Outcome.of("trian"))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: Unmatched argument at index 0: 'trian'. See chainrule"
                                        + " --help."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "generate", "predict", "list", "bench"})
    void unknownOption(String command) {
        String[] arguments =
                command.equals("generate")
                        ? new String[] {command, "--model", "x", "--frobnicate"}
                        : new String[] {command, "--frobnicate"};
        if (command.equals("predict")) {
            arguments = new String[] {command, "--model", "x", "--data", "y", "--frobnicate"};
        }
        if (command.equals("list")) {
            arguments = new String[] {command, "ops", "--frobnicate"};
        }
        assertThat(Outcome.of(arguments))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: Unknown option: '--frobnicate'. See chainrule "
                                        + command
                                        + " --help."));
    }

    @ParameterizedTest
    @CsvSource({"--version", "-V", "train --version"})
    void versionIsTold(String arguments) {
        Outcome outcome = Outcome.of(arguments.split(" "));
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).matches("chainrule \\d+\\.\\d+\\.\\d+\\R");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void helpNamesEverySubcommandAndTheExitCodes() {
        Outcome outcome = Outcome.of("--help");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .startsWith("Usage: chainrule [-hV] [--debug] COMMAND")
                .contains("  train  ", "  generate  ", "  derive  ", "  list  ", "  bench  ")
                .contains("Exit codes: 0 done, 1 a check failed, 2 bad usage or bad input.")
                .contains("source <(chainrule generate-completion)");
    }

    static Stream<OptionSpec> options() {
        return Stream.of("train", "generate", "predict", "derive", "bench")
                .map(Main.command().getSubcommands()::get)
                .flatMap(command -> command.getCommandSpec().options().stream())
                .filter(option -> option.arity().max() > 0 && !option.required());
    }

    @ParameterizedTest
    @MethodSource("options")
    void helpTellsWhatHappensWithoutAnOption(OptionSpec option) {
        assertThat(String.join(" ", option.description()))
                .as(option.command().qualifiedName() + " " + option.longestName())
                .containsPattern("by default|, the default,|Without it");
    }

    @Test
    void helpGivesTheDefaultsThemselves() {
        assertThat(Outcome.of("train", "--help").out().replaceAll("\\s+", " "))
                .contains("small, shakespeare-cpu, shakespeare; small by default.")
                .contains("Steps from one checkpoint to the next; 250 by default.")
                .contains("The learning rate at its peak; 0.001 by default.")
                .contains("cpu or gpu; cpu by default.");
        assertThat(Outcome.of("generate", "--help").out().replaceAll("\\s+", " "))
                .contains("How many; 300 by default.")
                .contains("0 takes the likeliest token each time; 0.8 by default.");
        assertThat(Outcome.of("bench", "--help").out().replaceAll("\\s+", " "))
                .contains("The network and batch: shakespeare-cpu by default.")
                .contains("Rounds; 15 by default.");
        assertThat(Outcome.of("derive", "--help").out().replaceAll("\\s+", " "))
                .contains("leibniz or lagrange; leibniz by default.")
                .contains("chainrule derive 'x^2 e^x'");
    }

    @Test
    void completionKnowsTheSubcommandsAndThePresets() {
        Outcome outcome = Outcome.of("generate-completion");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("train generate predict derive check list plot bench generate-completion")
                .contains("\"small\" \"shakespeare-cpu\" \"shakespeare\"")
                .contains("--temperature");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no bash")
    void completionIsAScriptThatBashReads() throws IOException, InterruptedException {
        Path script = directory.resolve("completion");
        Files.writeString(script, Outcome.of("generate-completion").out());
        Process bash =
                new ProcessBuilder("bash", "-n", script.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("log").toFile())
                        .start();
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(directory.resolve("log")).isEmptyFile();
    }

    private static Outcome failing(String... arguments) {
        var err = new StringWriter();
        CommandLine line =
                Main.command()
                        .addSubcommand(new Failing())
                        .setOut(new PrintWriter(new StringWriter()))
                        .setErr(new PrintWriter(err, true));
        return new Outcome(line.execute(arguments), "", err.toString());
    }

    @Test
    void bugIsToldInOneLine() {
        assertThat(failing("fail"))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: internal error: java.lang.IllegalStateException: first"
                                        + " line. Run again with --debug and report it."));
    }

    @Test
    void debugShowsTheStackTrace() {
        assertThat(failing("--debug", "fail").err())
                .contains("internal error")
                .contains("\tat " + Failing.class.getName() + ".run");
        Outcome outcome = Outcome.of("train", "--debug", "--preset", "huge");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("chainrule: --preset: the preset must be one that there is")
                .contains("\tat org.chainrule.trainers.cli.Preset");
        assertThat(Outcome.of("train", "--debug", "--stps").err()).contains("\tat picocli.");
    }
}
