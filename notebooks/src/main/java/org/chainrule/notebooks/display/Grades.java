package org.chainrule.notebooks.display;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.chainrule.dsl.classroom.Counterexample;
import org.chainrule.dsl.classroom.Grade;
import org.chainrule.dsl.classroom.Question;
import org.chainrule.dsl.classroom.Worksheet;
import org.chainrule.dsl.notation.Page;

/** Grades, mark by mark: a sign and a word, the mistake, the smallest input that shows it. */
final class Grades {
    private Grades() {}

    static Bundle of(Grade grade) {
        String marks = grade.marks().stream().map(Grades::mark).collect(Collectors.joining("\n"));
        String head = grade.text().lines().findFirst().orElse("");
        return Bundle.html(grade.text(), "<p><b>" + Page.escaped(head) + "</b></p>\n" + marks);
    }

    private static String mark(Grade.Mark mark) {
        StringBuilder html = new StringBuilder("<p>");
        html.append(mark.isRight() ? "✓ " : "✗ ");
        html.append("<b>").append(Page.escaped(mark.name())).append("</b>");
        html.append(mark.isRight() ? " is right" : " is wrong");
        mark.agreement().ifPresent(found -> sentence(html, ": ", found.toString()));
        mark.problem().ifPresent(found -> sentence(html, ": ", found));
        html.append('.');
        mark.diagnosis()
                .ifPresent(
                        found -> {
                            sentence(html, "<br>\nMistake: ", found.mistake());
                            sentence(html, ". ", found.explanation());
                        });
        html.append("</p>");
        mark.counterexample().ifPresent(found -> html.append('\n').append(smallest(found)));
        return html.toString();
    }

    private static void sentence(StringBuilder html, String before, String text) {
        html.append(before).append(Page.escaped(text));
    }

    /** What is asked. */
    static Bundle of(Question question) {
        String names =
                question.asked().stream()
                        .map(asked -> "`" + asked.name() + "`")
                        .collect(Collectors.joining(", "));
        int hints = question.hints().size();
        String count = hints == 1 ? " There is 1 hint." : " There are " + hints + " hints.";
        String tail = hints == 0 ? "." : "." + count;
        return Bundle.markdown(
                "Question: " + question.text(),
                "**Question: " + question.title() + ".** Find " + names + tail);
    }

    /** The lines below the first, which is the caption. */
    private static String smallest(Counterexample found) {
        return wrapped(found.text().stripIndent());
    }

    /** A row for each gradient that was filled in, and below it what is still to be found. */
    static Bundle of(Worksheet sheet) {
        List<List<String>> rows = sheet.rows().stream().map(Grades::cells).toList();
        Grid grid = new Grid("", List.of("", "gradient", "found"), rows, Set.of(0, 1, 2));
        List<String> left =
                sheet.text().lines().filter(line -> line.startsWith("Still to be found")).toList();
        return Bundle.html(sheet.text(), (rows.isEmpty() ? "" : grid.html()) + paragraph(left));
    }

    private static List<String> cells(Worksheet.Row row) {
        String found = row.agreement().map(Object::toString).or(row::problem).orElse("");
        String mistake =
                row.diagnosis()
                        .map(d -> ". Mistake: " + d.mistake() + ". " + d.explanation())
                        .orElse("");
        String verdict = row.isRight() ? "✓\u00a0right" : "✗\u00a0wrong"; // in one line
        return List.of(verdict, "d" + row.name(), found + mistake);
    }

    /** Lines of prose, each on a line of its own; nothing where there are none. */
    static String paragraph(List<String> lines) {
        return lines.isEmpty()
                ? ""
                : lines.stream()
                        .map(Page::escaped)
                        .collect(Collectors.joining("<br>\n", "\n<p>", "</p>"));
    }

    /** Lines of text; long ones go on below instead of leaving the page. */
    private static String wrapped(String text) {
        return "<pre style=\"white-space: pre-wrap; margin-bottom: 1em\">"
                + Page.escaped(text.strip())
                + "</pre>";
    }
}
