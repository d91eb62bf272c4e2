package org.chainrule.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.trainers.cli.Main;

/**
 * The rows of the syllabus, as {@code chainrule list syllabus} prints them.
 *
 * @param all in order
 * @param delivered those that something covers
 */
record SyllabusRows(List<String> all, List<String> delivered) {
    private static final Pattern ROW = Pattern.compile("[A-Z]\\d+ ");
    private static final Pattern RANGE = Pattern.compile("([A-Z]\\d+)(?:[-–]([A-Z]\\d+))?");

    static SyllabusRows read() {
        var out = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(out), "list", "syllabus");
        assertThat(code).isZero();
        List<String> lines =
                out.toString().lines().filter(line -> ROW.matcher(line).lookingAt()).toList();
        return new SyllabusRows(
                lines.stream().map(SyllabusRows::id).toList(),
                lines.stream()
                        .filter(line -> !line.contains("NOT COVERED"))
                        .map(SyllabusRows::id)
                        .toList());
    }

    private static String id(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    /** The rows that a text names, one by one or as ranges: {@code A1-A13, A30}. */
    List<String> in(String text) {
        List<String> rows = new ArrayList<>();
        Matcher range = RANGE.matcher(text);
        while (range.find()) {
            int from = all.indexOf(range.group(1));
            int to = range.group(2) == null ? from : all.indexOf(range.group(2));
            assertThat(from).as("a row of the syllabus: %s", range.group()).isNotNegative();
            assertThat(to).as("a range of rows: %s", range.group()).isGreaterThanOrEqualTo(from);
            rows.addAll(all.subList(from, to + 1));
        }
        return rows;
    }
}
