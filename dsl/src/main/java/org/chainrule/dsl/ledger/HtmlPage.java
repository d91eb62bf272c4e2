package org.chainrule.dsl.ledger;

import java.util.List;
import java.util.Locale;
import org.chainrule.dsl.notation.Page;

/** Ledgers as one page that needs no network: for wide screens and narrow ones, light and dark. */
final class HtmlPage {
    private static final List<String> NAMES =
            List.of(
                    "verdict",
                    "path",
                    "shape",
                    "norm",
                    "manual – autograd",
                    "relative",
                    "ulps",
                    "manual – numerical",
                    "relative",
                    "autograd – numerical",
                    "relative",
                    "sampled");

    /** Blue, yellow and vermilion differ for eyes that see less red or green, too. */
    private static final String STYLE =
            """
            :root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --line: #d0d0d0;
              --pass: #00629b; --kink: #8a6100; --fail: #b8400a; --none: #666; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --paper: #16181b;
              --line: #3b3f45; --pass: #6cb8f0; --kink: #f0c04a; --fail: #ff8a50; --none: #a0a0a0; } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
              margin: 0 auto; max-width: 90rem; padding: 1rem; }
            h1 { font-size: 1.4rem; } h2 { font-size: 1.05rem; margin: 2rem 0 .3rem; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
            th, td { padding: .2rem .6rem; border-bottom: 1px solid var(--line); text-align: right;
              white-space: nowrap; }
            th { font-weight: 600; white-space: normal; vertical-align: bottom; }
            th:nth-child(-n+3), td:nth-child(-n+3) { text-align: left; }
            .verdict { font-weight: 600; }
            .PASS .verdict { color: var(--pass); } .KINK .verdict { color: var(--kink); }
            .FAIL .verdict, .wrong { color: var(--fail); } .UNCHECKED .verdict { color: var(--none); }
            .FAIL { outline: 2px solid var(--fail); outline-offset: -2px; }
            @media (max-width: 45rem) {
              body { padding: .6rem; } thead { display: none; }
              table, tbody, tr, td { display: block; }
              tr { border: 1px solid var(--line); border-radius: .4rem; margin: .6rem 0; padding: .3rem; }
              td, td:nth-child(-n+3) { border: 0; text-align: right; white-space: normal;
                overflow-wrap: anywhere; }
              td::before { content: attr(data-name); float: left; padding-right: 1rem;
                color: var(--none); font-weight: 400; }
              td:empty { display: none; }
            }
            """;

    private HtmlPage() {}

    static String of(Audit audit) {
        StringBuilder page = new StringBuilder();
        page.append("<p>")
                .append(Page.escaped(audit.summary()))
                .append(
                        "</p>\n<p>Each row is a tensor: its gradient by hand beside autograd’s and ")
                .append("central differences. Differences are the greatest of the tensor.</p>\n");
        audit.ledgers().forEach(ledger -> section(ledger, page));
        return Page.of("Gradients compared", STYLE, page.toString());
    }

    private static void section(Ledger ledger, StringBuilder page) {
        page.append("<section>\n<h2>")
                .append(Page.escaped(TextTable.heading(ledger)))
                .append("</h2>\n");
        ledger.firstBad().ifPresent(bad -> wrong(bad.toString(), page));
        ledger.wrongSteps().forEach(step -> wrong(step.toString(), page));
        for (Row row : ledger.rows()) {
            if (row.verdict() == Verdict.FAIL && row.worst().isPresent()) {
                wrong(row.path() + " " + row.worst().get(), page);
            }
        }
        if (!ledger.rows().isEmpty()) {
            table(ledger.rows(), page);
        }
        page.append("</section>\n");
    }

    private static void wrong(String sentence, StringBuilder page) {
        page.append("<p class=\"wrong\">").append(Page.escaped(sentence)).append("</p>\n");
    }

    private static void table(List<Row> rows, StringBuilder page) {
        page.append("<div class=\"scroll\">\n<table>\n<thead><tr>");
        NAMES.forEach(name -> page.append("<th scope=\"col\">").append(name).append("</th>"));
        page.append("</tr></thead>\n<tbody>\n");
        for (Row row : rows) {
            page.append("<tr class=\"").append(row.verdict()).append("\">");
            List<String> cells = TextTable.cells(row);
            for (int i = 0; i < cells.size(); i++) {
                page.append("<td data-name=\"")
                        .append(NAMES.get(i))
                        .append(i == 0 ? "\" class=\"verdict\">" : "\">")
                        .append(Page.escaped(cells.get(i)))
                        .append("</td>");
            }
            page.append("</tr>\n");
            if (!row.remark().isEmpty()) {
                page.append(
                        String.format(
                                Locale.ROOT,
                                "<tr class=\"UNCHECKED\"><td colspan=\"%d\">%s</td></tr>%n",
                                NAMES.size(),
                                Page.escaped(row.path() + ": " + row.remark())));
            }
        }
        page.append("</tbody>\n</table>\n</div>\n");
    }
}
