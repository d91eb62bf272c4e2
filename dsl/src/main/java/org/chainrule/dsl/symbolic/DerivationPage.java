package org.chainrule.dsl.symbolic;

import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.dsl.notation.Formula;

/** A derivation as one HTML page that needs nothing else: formulas are MathML. */
public final class DerivationPage {
    private static final String STYLE =
            """
            :root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent); }
            body { font: 1rem/1.6 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.3rem; }
            ol { list-style: none; padding: 0; counter-reset: step; }
            li { counter-increment: step; border-top: 1px solid var(--line); padding: .6rem 0; }
            li::before { content: counter(step) "."; opacity: .6; margin-right: .5rem; }
            .rule { opacity: .75; }
            .formula { overflow-x: auto; padding: .4rem 0; }
            .formula math { font-size: 1.2rem; }
            .result { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem 1rem; margin: 1rem 0; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            td { padding: .2rem 1rem .2rem 0; border-top: 1px solid var(--line); }
            .scroll { overflow-x: auto; }
            """;

    private DerivationPage() {}

    /**
     * The page.
     *
     * @param derivation what it shows
     * @param notes sentences below the result
     * @param values rows of a table below these: a name, a number and its difference
     */
    public static String of(Derivation derivation, List<String> notes, List<List<String>> values) {
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append(
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<title>The derivative of ")
                .append(escaped(derivation.function().text()))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>Derivative, step by step</h1>\n")
                .append(block(derivation.definition()));
        for (int order = 1; order <= derivation.orders().size(); order++) {
            page.append("<ol>\n");
            for (Derivation.Line line : derivation.lines(order)) {
                page.append("<li><span class=\"rule\">")
                        .append(escaped(line.rule().toString()))
                        .append("</span>")
                        .append(block(line.formula()))
                        .append("</li>\n");
            }
            page.append("</ol>\n<div class=\"result\">")
                    .append(block(derivation.result(order)))
                    .append("</div>\n");
        }
        notes.forEach(note -> page.append("<p>").append(escaped(note)).append("</p>\n"));
        if (!values.isEmpty()) {
            page.append("<div class=\"scroll\"><table>\n");
            for (List<String> row : values) {
                page.append(
                        row.stream()
                                .map(cell -> "<td>" + escaped(cell) + "</td>")
                                .collect(Collectors.joining("", "<tr>", "</tr>\n")));
            }
            page.append("</table></div>\n");
        }
        return page.append("</body>\n</html>\n").toString();
    }

    private static String block(Formula formula) {
        return "<div class=\"formula\">" + formula.mathml() + "</div>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
