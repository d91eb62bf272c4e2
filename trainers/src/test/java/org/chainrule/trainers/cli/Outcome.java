package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a command leaves.
 *
 * @param code its exit code
 * @param out what it printed to the standard output
 * @param err what it printed to the standard error
 */
record Outcome(int code, String out, String err) {
    private static final List<String> SMALL =
            List.of("--layers", "1", "--heads", "2", "--width", "16", "--context", "8");

    /** Runs a command in this JVM. */
    static Outcome of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Outcome(code, out.toString(), err.toString());
    }

    /** Trains a small network with one thread in this JVM. */
    static Outcome ofTraining(Path text, Path folder, String... more) {
        return of(
                Stream.concat(Stream.of(training(text, folder, more)), Stream.of("--threads", "1"))
                        .toArray(String[]::new));
    }

    /** The arguments that train a small network. */
    static String[] training(Path text, Path folder, String... more) {
        return Stream.of(
                        Stream.of("train", "--data", text.toString(), "--batch", "4"),
                        SMALL.stream(),
                        Stream.of("--out", folder.toString()),
                        Stream.of(more))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }

    /** The lines of the standard output that tell the validation loss. */
    List<String> validationLosses() {
        return out.lines().filter(line -> line.startsWith("validation loss")).toList();
    }

    /** What a command that refuses its input leaves: one line and nothing else. */
    static Outcome refused(String line) {
        return new Outcome(Main.BAD_INPUT, "", line + System.lineSeparator());
    }
}
