package org.chainrule.notebooks.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.dsl.notation.Page;

/**
 * A small table, as HTML and as text.
 *
 * @param title what stands above; may be empty
 * @param names the names of the columns; none where they have no names
 * @param rows the cells, row by row
 * @param words the places of the columns that hold words, which begin at the left; the others hold
 *     numbers, which end at the right
 */
record Grid(String title, List<String> names, List<List<String>> rows, Set<Integer> words) {

    Bundle bundle() {
        return Bundle.html(text(), html());
    }

    String text() {
        List<List<String>> lines = new ArrayList<>(rows);
        if (!names.isEmpty()) {
            lines.add(0, names);
        }
        int columns = lines.isEmpty() ? 0 : lines.get(0).size();
        int[] widths =
                IntStream.range(0, columns)
                        .map(
                                i ->
                                        lines.stream()
                                                .mapToInt(line -> line.get(i).length())
                                                .max()
                                                .orElse(0))
                        .toArray();
        StringBuilder text = new StringBuilder(title.isEmpty() ? "" : title + "\n");
        lines.forEach(line -> line(line, widths, text));
        return text.toString();
    }

    private void line(List<String> cells, int[] widths, StringBuilder text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - cells.get(i).length());
            line.append(words.contains(i) ? cells.get(i) + pad : pad + cells.get(i)).append("  ");
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    String html() {
        StringBuilder html = new StringBuilder("<table>\n");
        if (!title.isEmpty()) {
            html.append("<caption style=\"text-align: left; white-space: pre\">");
            html.append(Page.escaped(title)).append("</caption>\n");
        }
        if (!names.isEmpty()) {
            html.append("<thead>").append(row("th", names)).append("</thead>\n");
        }
        html.append("<tbody>\n");
        rows.forEach(row -> html.append(row("td", row)).append('\n'));
        return html.append("</tbody>\n</table>").toString();
    }

    private String row(String tag, List<String> cells) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> cell(tag, i, cells.get(i)))
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private String cell(String tag, int column, String text) {
        String align = words.contains(column) ? "left" : "right";
        return "<%s style=\"text-align: %s\">%s</%s>"
                .formatted(tag, align, Page.escaped(text), tag);
    }
}
