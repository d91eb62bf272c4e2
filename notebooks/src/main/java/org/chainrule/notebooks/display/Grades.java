package org.chainrule.notebooks.display;

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
        return Bundle.markdown(
                "Question: " + question.text(),
                "**Question: "
                        + question.title()
                        + ".** Find "
                        + names
                        + ". Hints: "
                        + question.hints().size()
                        + ".");
    }

    /** The lines below the first, which is the caption. */
    private static String smallest(Counterexample found) {
        return wrapped(found.text().stripIndent());
    }

    static Bundle of(Worksheet sheet) {
        return Bundle.html(sheet.text(), wrapped(sheet.text()));
    }

    /** Lines of text; long ones go on below instead of leaving the page. */
    private static String wrapped(String text) {
        return "<pre style=\"white-space: pre-wrap\">" + Page.escaped(text.strip()) + "</pre>";
    }
}
