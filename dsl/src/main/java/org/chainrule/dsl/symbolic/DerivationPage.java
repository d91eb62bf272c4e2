package org.chainrule.dsl.symbolic;

import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.dsl.notation.Formula;
import org.chainrule.dsl.notation.Page;

/** A derivation as one HTML page that needs nothing else: formulas are MathML. */
public final class DerivationPage {
    private static final String STYLE =
            """
            ol { list-style: none; padding: 0; counter-reset: step; }
            li { counter-increment: step; border-top: 1px solid var(--soft); padding: .6rem 0; }
            li::before { content: counter(step) "."; opacity: .6; margin-right: .5rem; }
            .rule { opacity: .75; }
            .formula { overflow-x: auto; padding: .4rem 0; }
            .formula math { font-size: 1.2rem; }
            .result { border: 1px solid var(--soft); border-radius: .5rem; padding: .5rem 1rem; margin: 1rem 0; }
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
        page.append(block(derivation.definition()));
        for (int order = 1; order <= derivation.orders().size(); order++) {
            page.append("<ol>\n");
            for (Derivation.Line line : derivation.lines(order)) {
                page.append("<li><span class=\"rule\">")
                        .append(Page.escaped(line.rule().toString()))
                        .append("</span>")
                        .append(block(line.formula()))
                        .append("</li>\n");
            }
            page.append("</ol>\n<div class=\"result\">")
                    .append(block(derivation.result(order)))
                    .append("</div>\n");
        }
        notes.forEach(note -> page.append("<p>").append(Page.escaped(note)).append("</p>\n"));
        if (!values.isEmpty()) {
            page.append("<div class=\"wide\"><table>\n");
            for (List<String> row : values) {
                page.append(
                        row.stream()
                                .map(cell -> "<td>" + Page.escaped(cell) + "</td>")
                                .collect(Collectors.joining("", "<tr>", "</tr>\n")));
            }
            page.append("</table></div>\n");
        }
        String title = "The derivative of " + derivation.function().text();
        return Page.of(title, STYLE, page.toString());
    }

    private static String block(Formula formula) {
        return "<div class=\"formula\">" + formula.mathml() + "</div>\n";
    }
}
