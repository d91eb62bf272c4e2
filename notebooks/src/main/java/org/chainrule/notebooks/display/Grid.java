package org.chainrule.notebooks.display;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.dsl.notation.Page;

/**
 * A small table, as HTML and as text.
 *
 * @param title what stands above; may be empty
 * @param names the names of the columns
 * @param rows the cells, row by row
 * @param left how many columns begin at the left, as words do; the others hold numbers
 */
record Grid(String title, List<String> names, List<List<String>> rows, int left) {

    Bundle bundle() {
        return Bundle.html(text(), html());
    }

    String text() {
        int[] widths =
                IntStream.range(0, names.size())
                        .map(
                                column ->
                                        Math.max(
                                                names.get(column).length(),
                                                rows.stream()
                                                        .mapToInt(row -> row.get(column).length())
                                                        .max()
                                                        .orElse(0)))
                        .toArray();
        StringBuilder text = new StringBuilder(title.isEmpty() ? "" : title + "\n");
        line(names, widths, text);
        rows.forEach(row -> line(row, widths, text));
        return text.toString();
    }

    private void line(List<String> cells, int[] widths, StringBuilder text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - cells.get(i).length());
            line.append(i < left ? cells.get(i) + pad : pad + cells.get(i)).append("  ");
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    String html() {
        StringBuilder html = new StringBuilder("<table>\n");
        if (!title.isEmpty()) {
            html.append("<caption style=\"text-align: left; white-space: pre-line\">");
            html.append(Page.escaped(title)).append("</caption>\n");
        }
        html.append("<thead>").append(row("th", names)).append("</thead>\n<tbody>\n");
        rows.forEach(row -> html.append(row("td", row)).append('\n'));
        return html.append("</tbody>\n</table>").toString();
    }

    private String row(String tag, List<String> cells) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> cell(tag, i, cells.get(i)))
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private String cell(String tag, int column, String text) {
        String align = column < left ? "left" : "right";
        return "<%s style=\"text-align: %s\">%s</%s>"
                .formatted(tag, align, Page.escaped(text), tag);
    }
}
