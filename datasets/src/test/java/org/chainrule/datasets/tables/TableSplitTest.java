package org.chainrule.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TableSplitTest {
    /** Rows 0, 1, 2, … of classes a, b and c in turn, of these sizes. */
    private static TableData data(int a, int b, int c) {
        String[] labels =
                IntStream.range(0, a + b + c)
                        .mapToObj(i -> i < a ? "a" : i < a + b ? "b" : "c")
                        .toArray(String[]::new);
        double[] rows = IntStream.range(0, labels.length).asDoubleStream().toArray();
        return TableData.of(
                        Table.create(
                                "letters",
                                DoubleColumn.create("row", rows),
                                StringColumn.create("letter", labels)))
                .target("letter");
    }

    private static double[] rows(TableData part) {
        return part.table().doubleColumn("row").asDoubleArray();
    }

    private static long count(TableData part, String letter) {
        return part.table().stringColumn("letter").asList().stream().filter(letter::equals).count();
    }

    @Property(tries = 200)
    void eachClassHasItsShareOfTheTest(
            @ForAll @IntRange(min = 2, max = 40) int a,
            @ForAll @IntRange(min = 2, max = 40) int b,
            @ForAll @IntRange(min = 2, max = 40) int c,
            @ForAll @IntRange(min = 5, max = 95) int percent,
            @ForAll long seed) {
        TableData data = data(a, b, c);
        TableSplit split = data.split(percent / 100.0, seed);
        double[] all =
                DoubleStream.concat(
                                Arrays.stream(rows(split.training())),
                                Arrays.stream(rows(split.test())))
                        .sorted()
                        .toArray();
        assertThat(all).containsExactly(rows(data));
        assertThat(rows(split.training())).isSorted();
        for (String letter : List.of("a", "b", "c")) {
            double share = percent / 100.0 * count(data, letter);
            // one by rounding, and one that each of the others, which keep a row, leaves to it
            assertThat((double) count(split.test(), letter)).isCloseTo(share, within(2.999));
            assertThat(count(split.training(), letter)).isPositive();
        }
    }

    @Test
    void testHasTheRoundedSize() {
        TableSplit split = data(7, 9, 14).split(0.25, 3);
        assertThat(split.test().rows()).isEqualTo(8); // 7.5
        // 1.75, 2.25 and 3.5, rounded to make 8 by what was cut off
        assertThat(List.of("a", "b", "c"))
                .extracting(letter -> count(split.test(), letter))
                .containsExactly(2L, 2L, 4L);
    }

    @Test
    void sameSeedGivesTheSameSplitAndAnotherAnother() {
        TableData data = data(20, 20, 20);
        assertThat(rows(data.split(0.3, 5).test()))
                .containsExactly(rows(data.split(0.3, 5).test()));
        assertThat(rows(data.split(0.3, 6).test())).isNotEqualTo(rows(data.split(0.3, 5).test()));
    }

    @Test
    void encodingKnowsNothingOfTheTestPart() {
        TableData data = data(6, 6, 6);
        TableSplit split = data.split(0.5, 1);
        Table changed = data.table();
        for (double row : rows(split.test())) {
            changed.doubleColumn("row").set((int) row, 1e6 + row);
        }
        TableSplit other = TableData.of(changed).target("letter").split(0.5, 1);
        assertThat(rows(other.training())).containsExactly(rows(split.training()));
        assertThat(other.encoding()).isEqualTo(split.encoding());
        assertThat(other.testRows().features()).isNotEqualTo(split.testRows().features());
    }

    @Property(tries = 100)
    void foldsCoverEachRowOnce(
            @ForAll @IntRange(min = 2, max = 30) int a,
            @ForAll @IntRange(min = 2, max = 30) int b,
            @ForAll @IntRange(min = 2, max = 6) int k,
            @ForAll long seed) {
        TableData data = data(a, b, 4);
        List<TableSplit> folds = data.folds(k, seed);
        assertThat(folds).hasSize(k);
        assertThat(folds.stream().flatMapToDouble(f -> Arrays.stream(rows(f.test()))).sorted())
                .containsExactly(Arrays.stream(rows(data)).boxed().toArray(Double[]::new));
        for (TableSplit fold : folds) {
            assertThat(fold.test().rows()).isBetween(data.rows() / k, data.rows() / k + 1);
            assertThat(fold.training().rows() + fold.test().rows()).isEqualTo(data.rows());
            assertThat(count(fold.test(), "a")).isBetween((long) a / k, (long) a / k + 1);
            assertThat(fold.encoding().classes().labels()).containsExactly("a", "b", "c");
        }
    }

    @Test
    void numbersAreSplitWithoutStrata() {
        TableSplit split = data(5, 5, 5).target("row").split(0.2, 1);
        assertThat(split.test().rows()).isEqualTo(3);
        assertThat(split.encoding().target()).isEqualTo(new NumberTarget("row", Scale.NONE));
    }

    @Test
    void splitOfTheTrainingPartKeepsTheDeclarationAndThePlaces() {
        TableData training = data(9, 9, 9).unscaled("row").split(0.3, 1).training();
        TableSplit inner = training.split(0.3, 2);
        double first = rows(inner.test())[0];
        assertThat(inner.testRows().features().at(0, 0)).isEqualTo(first);
        assertThat(inner.test().source().place(0)).isEqualTo("row " + ((int) first + 1));
    }

    @Test
    void droppedRowsDoNotCountForTheirClass() {
        Table table = data(2, 6, 6).table();
        table.doubleColumn("row").setMissing(1);
        TableData data = TableData.of(table).target("letter").missing(Missing.DROP);
        assertThatThrownBy(() -> data.split(0.5, 1))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "letters, column \"letter\": each class must have at least 2 rows, so that"
                                + " no training part lacks it, but \"a\" has only the one in row 1."
                                + " Give more, or leave it out.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.2, 20, Double.NaN})
    void fractionOutOfRangeIsRefused(double fraction) {
        assertThatThrownBy(() -> data(3, 3, 3).split(fraction, 1))
                .hasMessage(
                        "letters: the fraction for the test must be above 0 and below 1, but it is "
                                + fraction
                                + ". Try 0.2.");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 10})
    void numberOfFoldsOutOfRangeIsRefused(int k) {
        assertThatThrownBy(() -> data(3, 3, 3).folds(k, 1))
                .hasMessage(
                        "letters: the number of folds must be from 2 to the number of rows, 9, but"
                                + " it is %d. Try 5 or 10.".formatted(k));
    }

    @Test
    void singleRowIsNotSplit() {
        TableData one = TableData.of(data(1, 0, 0).table()).target("row").features("letter");
        assertThatThrownBy(() -> one.split(0.5, 1))
                .hasMessageStartingWith(
                        "letters, column \"row\": there must be at least 2 rows to split, but there"
                                + " is only the one in row 1.");
    }

    @Test
    void columnsThatAreNotThereAreRefused() {
        assertThatThrownBy(() -> data(2, 2, 2).minMax("rows"))
                .hasMessage(
                        "letters, minMax: must name a column of the table, but there is no"
                                + " \"rows\". Did you mean \"row\"?");
        assertThatThrownBy(() -> data(2, 2, 2).features())
                .hasMessage(
                        "letters, features: must name a column of the table, but it names none. It"
                                + " has \"row\", \"letter\".");
        assertThatThrownBy(() -> TableData.of(data(2, 2, 2).table()).split(0.5, 1))
                .hasMessage(
                        "letters: a column must be the target, but none was chosen. Add"
                                + " .target(\"letter\").");
        assertThatThrownBy(() -> TableData.of(Table.create("t", DoubleColumn.create("x"))))
                .hasMessage(
                        "t: the table must have at least one row, but it has none. Give another"
                                + " table.");
    }
}
