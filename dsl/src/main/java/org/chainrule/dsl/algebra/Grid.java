package org.chainrule.dsl.algebra;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.notation.Formula;

/** Vectors and matrices as text in aligned columns, and as formulas. */
final class Grid {
    private static final int DIGITS = 4; // behind the point
    private static final double ROUNDING = 1e-12;
    private static final int GREATEST = 12; // rows and columns that are shown

    private Grid() {}

    /**
     * A number with four digits behind the point; very small and great ones in powers of ten, and
     * whole ones, but for rounding, without digits.
     */
    static String number(double value) {
        double whole = Math.rint(value);
        if (Math.abs(value - whole) <= ROUNDING * Math.abs(value) && Math.abs(value) < 1e6) {
            return Long.toString((long) whole).replace('-', '−');
        }
        boolean isPlain = Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5;
        String format = isPlain ? "%." + DIGITS + "f" : "%." + (DIGITS - 1) + "e";
        return String.format(Locale.ROOT, format, value).replace('-', '−');
    }

    /** A name and the matrix, or the vector as one row, behind it; ends with a line break. */
    static String named(String name, NumericArray array) {
        String indent = " ".repeat(name.length() + 3);
        List<List<String>> cells = cells(array);
        List<String> lines = aligned(cells);
        String first = name + " = " + lines.get(0);
        return lines.stream()
                .skip(1)
                .map(line -> indent + line + "\n")
                .collect(Collectors.joining("", first + "\n", ""));
    }

    private static List<List<String>> cells(NumericArray array) {
        int columns = array.size(-1);
        int rows = array.rank() == 1 ? 1 : array.size(0);
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < Math.min(rows, GREATEST); i++) {
            List<String> row = new ArrayList<>();
            for (int j = 0; j < Math.min(columns, GREATEST); j++) {
                row.add(number(array.rank() == 1 ? array.at(j) : array.at(i, j)));
            }
            if (columns > GREATEST) {
                row.add("…");
            }
            cells.add(row);
        }
        if (rows > GREATEST) {
            cells.add(List.of("…"));
        }
        return cells;
    }

    /** Lines in which each column is as wide as its widest cell; numbers stand on the right. */
    static List<String> aligned(List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        List<Integer> widths =
                IntStream.range(0, columns)
                        .mapToObj(
                                j ->
                                        rows.stream()
                                                .filter(row -> row.size() > j)
                                                .mapToInt(row -> row.get(j).length())
                                                .max()
                                                .orElse(0))
                        .toList();
        return rows.stream()
                .map(
                        row ->
                                IntStream.range(0, row.size())
                                        .mapToObj(
                                                j ->
                                                        " "
                                                                        .repeat(
                                                                                widths.get(j)
                                                                                        - row.get(j)
                                                                                                .length())
                                                                + row.get(j))
                                        .collect(Collectors.joining("  ")))
                .toList();
    }

    /** A table with a line of headings. */
    static String table(List<String> headings, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>(Collections.singletonList(headings));
        all.addAll(rows);
        return String.join("\n", aligned(all)) + "\n";
    }

    /** A matrix as a formula; a vector as a column. */
    static Formula formula(NumericArray array) {
        List<List<Formula>> rows = new ArrayList<>();
        for (int i = 0; i < array.size(0); i++) {
            List<Formula> row = new ArrayList<>();
            for (int j = 0; j < (array.rank() == 1 ? 1 : array.size(1)); j++) {
                row.add(formula(array.rank() == 1 ? array.at(i) : array.at(i, j)));
            }
            rows.add(row);
        }
        return Formula.matrix(rows);
    }

    private static Formula formula(double value) {
        if (value < 0) {
            return Formula.negative(formula(-value));
        }
        String[] parts = number(value).replace('−', '-').split("e", 2);
        if (parts.length == 1) {
            return Formula.number(parts[0]);
        }
        int exponent = Integer.parseInt(parts[1].replace("+", ""));
        Formula power = Formula.number(Integer.toString(Math.abs(exponent)));
        return Formula.product(
                "·",
                Formula.number(parts[0]),
                Formula.power(
                        Formula.number("10"), exponent < 0 ? Formula.negative(power) : power));
    }

    /** The matrix with these numbers on its diagonal. */
    static NumericArray diagonal(NumericArray numbers) {
        int n = numbers.size(0);
        NumericArray zeros = NumericArray.filled(0, n, n);
        for (int i = 0; i < n; i++) {
            zeros = zeros.with(i * n + i, numbers.at(i));
        }
        return zeros;
    }
}
