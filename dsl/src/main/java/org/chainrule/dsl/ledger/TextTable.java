package org.chainrule.dsl.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A ledger as a table for a terminal. */
final class TextTable {
    private static final List<String> NAMES =
            List.of(
                    "",
                    "path",
                    "shape",
                    "norm",
                    "manual–autograd",
                    "relative",
                    "ulps",
                    "manual–numerical",
                    "relative",
                    "autograd–numerical",
                    "relative",
                    "sampled");
    private static final int LEFT = 3; // so many columns begin at the left

    private TextTable() {}

    static String of(Ledger ledger) {
        StringBuilder text = new StringBuilder();
        text.append(heading(ledger)).append('\n');
        ledger.firstBad().ifPresent(bad -> text.append(bad).append('\n'));
        if (!ledger.rows().isEmpty()) {
            table(ledger.rows(), text);
        }
        ledger.wrongSteps().forEach(step -> text.append(step).append('\n'));
        for (Row row : ledger.rows()) {
            if (row.verdict() == Verdict.FAIL && row.worst().isPresent()) {
                text.append(row.path()).append(' ').append(row.worst().get()).append('\n');
            } else if (row.verdict() == Verdict.UNCHECKED) {
                text.append(row.path()).append(": ").append(row.remark()).append('\n');
            }
        }
        return text.toString();
    }

    static String heading(Ledger ledger) {
        return ledger.subject() + ", " + ledger.format().label() + ", seed " + ledger.seed();
    }

    private static void table(List<Row> rows, StringBuilder text) {
        List<List<String>> cells = new ArrayList<>(List.of(NAMES));
        rows.forEach(row -> cells.add(cells(row)));
        int[] widths = new int[NAMES.size()];
        for (List<String> line : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : cells) {
            StringBuilder padded = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String pad = " ".repeat(widths[i] - line.get(i).length());
                padded.append(i < LEFT ? line.get(i) + pad : pad + line.get(i)).append("  ");
            }
            text.append(padded.toString().stripTrailing()).append('\n');
        }
    }

    static List<String> cells(Row row) {
        return List.of(
                row.verdict().sign() + " " + row.verdict().label(),
                row.path(),
                row.shape().toString(),
                number(row.norm()),
                row.isExact() ? "exact" : number(row.manualAutograd().greatest()),
                row.isExact() ? "" : number(row.manualAutograd().relative()),
                row.isExact() ? "" : ulps(row),
                number(row.manualNumerical().greatest()),
                number(row.manualNumerical().relative()),
                number(row.autogradNumerical().greatest()),
                number(row.autogradNumerical().relative()),
                sampled(row));
    }

    /** A number in three digits; empty where there is none. */
    static String number(double x) {
        return Double.isNaN(x) ? "" : x == 0 ? "0" : String.format(Locale.ROOT, "%.2e", x);
    }

    static String ulps(Row row) {
        double ulps = row.ulps();
        return Double.isNaN(ulps)
                ? ""
                : String.format(Locale.ROOT, ulps < 1e5 ? "%.1f" : "%.1e", ulps);
    }

    /** {@code 24 of 8320}, and how many of them are at a kink. */
    static String sampled(Row row) {
        if (row.verdict() == Verdict.UNCHECKED) {
            return "";
        }
        String all = row.sampled() + " of " + row.shape().elements();
        return row.kinks() == 0 ? all : all + ", " + row.kinks() + " at kinks";
    }
}
