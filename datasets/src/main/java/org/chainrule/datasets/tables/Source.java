package org.chainrule.datasets.tables;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Where the rows of a table come from, so that errors can name them.
 *
 * @param name the name of the file or table
 * @param word what its rows are numbered by: line or row
 * @param places the number of each row there, from 1
 */
record Source(String name, String word, int[] places) {
    static Source ofTable(String name, int rows) {
        return new Source(name, "row", IntStream.rangeClosed(1, rows).toArray());
    }

    Source picked(int[] rows) {
        return new Source(name, word, Arrays.stream(rows).map(r -> places[r]).toArray());
    }

    /** A row: {@code iris.csv, line 7}. */
    String at(int row) {
        return "%s, %s".formatted(name, place(row));
    }

    /** A field: {@code iris.csv, line 7, column "width"}. */
    String at(int row, String column) {
        return "%s, column \"%s\"".formatted(at(row), column);
    }

    /** A column: {@code iris.csv, column "width"}. */
    String column(String column) {
        return "%s, column \"%s\"".formatted(name, column);
    }

    /** A row without the file: {@code line 7}. */
    String place(int row) {
        return "%s %d".formatted(word, places[row]);
    }
}
