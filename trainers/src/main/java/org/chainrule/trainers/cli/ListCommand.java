package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Prints what there is. It must stay quick: no class that it uses may load DJL, libtorch or
 * Tablesaw.
 */
@Command(
        name = "list",
        description = {
            "Lists what there is, one a line: name, options with their defaults, meaning.",
            "list syllabus prints each row of the syllabus with what covers all of it."
        })
final class ListCommand implements Runnable {
    @Parameters(
            arity = "0..1", // so that run says what is missing
            paramLabel = "KIND",
            completionCandidates = Kinds.class,
            description = "One of: ${COMPLETION-CANDIDATES}.")
    private String kind;

    @Spec private CommandSpec spec;

    /** The kinds, for completion. */
    static final class Kinds extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Kinds() {
            super(Kind.labels());
        }
    }

    @Override
    public void run() {
        Kind chosen = Kind.named(kind);
        PrintWriter out = spec.commandLine().getOut();
        switch (chosen) {
            case SYLLABUS -> syllabus(out);
            case DATASETS ->
                    print(
                            DataName.all().entrySet().stream()
                                    .map(set -> List.of(set.getKey(), set.getValue()))
                                    .toList(),
                            out);
            default ->
                    print(
                            chosen.entries().stream()
                                    .map(e -> List.of(e.name(), chosen.options(e), e.meaning()))
                                    .toList(),
                            out);
        }
        out.flush();
    }

    private void syllabus(PrintWriter out) {
        Syllabus syllabus =
                new Syllabus(
                        spec.root().subcommands().values().stream()
                                .map(CommandLine::getCommandSpec)
                                .toList());
        Map<String, String> covers = syllabus.covers();
        print(
                syllabus.topics().entrySet().stream()
                        .map(
                                row ->
                                        List.of(
                                                row.getKey(),
                                                row.getValue(),
                                                covers.getOrDefault(row.getKey(), "NOT COVERED")))
                        .toList(),
                out);
        out.printf("%d of %d rows are covered%n", covers.size(), syllabus.topics().size());
    }

    /** Prints rows in columns; a column without text takes no room. */
    private static void print(List<List<String>> rows, PrintWriter out) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                if (widths[i] > 0) {
                    line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
                }
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
