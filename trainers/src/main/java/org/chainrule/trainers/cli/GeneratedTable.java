package org.chainrule.trainers.cli;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.chainrule.datasets.Examples;
import org.chainrule.datasets.generators.Generator;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What a generator draws, as a table: x1, x2 and so on, and class or y. */
final class GeneratedTable {
    /** The column of a target that is a class. */
    static final String CLASS = "class";

    /** The column of a target that is a number. */
    static final String NUMBER = "y";

    private GeneratedTable() {}

    static Table of(Generator generator, long seed) {
        Examples all = generator.examples(seed);
        int size = all.size();
        double[][] columns = new double[size][all.count()];
        float[] one = new float[size];
        for (int i = 0; i < all.count(); i++) {
            all.copy(i, new SplittableRandom(i), one, 0);
            for (int c = 0; c < size; c++) {
                columns[c][i] = one[c];
            }
        }
        Table table = Table.create(generator.name());
        for (int c = 0; c < size; c++) {
            table.addColumns(DoubleColumn.create("x" + (c + 1), columns[c]));
        }
        return table.addColumns(
                all.classes().isEmpty()
                        ? DoubleColumn.create(NUMBER, targets(all))
                        : StringColumn.create(CLASS, labels(all)));
    }

    private static double[] targets(Examples all) {
        double[] targets = new double[all.count()];
        Arrays.setAll(targets, all::target);
        return targets;
    }

    private static String[] labels(Examples all) {
        String[] labels = new String[all.count()];
        Arrays.setAll(labels, i -> all.classes().get((int) all.target(i)));
        return labels;
    }
}
