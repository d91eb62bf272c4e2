package org.chainrule.dsl.derivation;

import java.util.Arrays;
import java.util.Locale;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.notation.Formula;

/** The first numbers of an array, in rows and columns. */
final class NumberGrid {
    private static final int ROWS = 4;
    private static final int COLUMNS = 6;

    private NumberGrid() {}

    /** A table of the array's first matrix, as far as there is room. */
    static String html(Formula name, NumericArray array) {
        int rank = array.rank();
        int columns = rank == 0 ? 1 : array.size(-1);
        int rows = rank < 2 ? 1 : array.size(-2);
        double[] values = array.values();
        StringBuilder html = new StringBuilder("<p>").append(name.inlineMathml());
        html.append(" <span class=\"soft\">");
        html.append(rank == 0 ? "a number" : String.join("×", sizes(array)));
        html.append(", norm ").append(number(norm(array)));
        html.append("</span></p>\n<div class=\"wide\"><table>");
        for (int i = 0; i < Math.min(rows, ROWS); i++) {
            html.append("<tr>");
            for (int j = 0; j < Math.min(columns, COLUMNS); j++) {
                cell(html, number(values[i * columns + j]));
            }
            cell(html, columns > COLUMNS ? "…" : "");
            html.append("</tr>");
        }
        return html.append("</table></div>\n").toString();
    }

    private static void cell(StringBuilder html, String text) {
        if (!text.isEmpty()) {
            html.append("<td class=\"number\">").append(text).append("</td>");
        }
    }

    private static String[] sizes(NumericArray array) {
        return Arrays.stream(array.sizes()).mapToObj(Long::toString).toArray(String[]::new);
    }

    /** √Σ x². */
    static double norm(NumericArray array) {
        return Math.sqrt(Arrays.stream(array.values()).map(x -> x * x).sum());
    }

    /** A number with four digits that count. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e6) {
            return Long.toString((long) value);
        }
        boolean isPlain = Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5;
        return String.format(Locale.ROOT, isPlain ? "%.4f" : "%.3e", value);
    }
}
