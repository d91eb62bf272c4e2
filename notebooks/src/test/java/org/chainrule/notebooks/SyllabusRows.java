package org.chainrule.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.notebooks.run.Notebook;
import org.chainrule.trainers.cli.Main;

/**
 * The rows of the syllabus, as {@code chainrule list syllabus} prints them.
 *
 * @param all in order
 * @param covers what covers each row that something covers, such as {@code op relu}
 */
record SyllabusRows(List<String> all, Map<String, List<String>> covers) {
    private static final Pattern ROW = Pattern.compile("([A-Z]\\d+) .* {2,}(\\S.*)");
    private static final Pattern RANGE = Pattern.compile("([A-Z]\\d+)(?:[-–]([A-Z]\\d+))?");

    /** A line such as {@code Covers A1-A13, A30.} */
    private static final Pattern CLAIM = Pattern.compile("(?m)^Covers (.+)\\.$");

    static SyllabusRows read() {
        List<String> all = new ArrayList<>();
        Map<String, List<String>> covers = new LinkedHashMap<>();
        for (String line : list("syllabus")) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                all.add(row.group(1));
                if (!row.group(2).equals("NOT COVERED")) {
                    covers.put(row.group(1), List.of(row.group(2).split(", ")));
                }
            }
        }
        return new SyllabusRows(all, covers);
    }

    /** The lines that {@code chainrule list} prints of a kind. */
    static List<String> list(String kind) {
        var out = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(out), "list", kind);
        assertThat(code).as(out.toString()).isZero();
        return out.toString().lines().toList();
    }

    /** The rows that a notebook claims; none where it shows how data is handled. */
    List<String> claimedBy(Notebook notebook) {
        Matcher line = CLAIM.matcher(notebook.cells().get(0).source());
        return line.find() ? in(line.group(1)) : List.of();
    }

    /** The rows that a text names, one by one or as ranges: {@code A1-A13, A30}. */
    private List<String> in(String text) {
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
