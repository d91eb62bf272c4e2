package org.chainrule.notebooks.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.check.GradCheck;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.ledger.Audit;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.ops.Tanh;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What stands in tables, and how its numbers are written. */
class TablesTest {
    private static final NumericArray AT = NumericArray.of(new double[] {0.5, -1}, 2);

    /** An op whose gradient is 2x², where x³ has 3x². */
    private record WrongCube() implements Op {
        @Override
        public List<Node> forward(List<Node> in) {
            return List.of(in.get(0).pow(3));
        }

        @Override
        public List<Node> vjp(Call call, Node dy) {
            return List.of(dy.times(call.input(0).square()).times(2));
        }
    }

    private static String text(Object value) {
        return Views.of(value).text();
    }

    private static String html(Object value) {
        return Views.of(value).rich().get("text/html");
    }

    @Test
    void numbersOfAColumnHaveTheSameDecimalsAndNoZerosThatAllEndIn() {
        assertThat(Decimals.column(0.9375, 0.892857142857)).containsExactly("0.937500", "0.892857");
        assertThat(Decimals.column(69.7, 70, 66.25)).containsExactly("69.70", "70.00", "66.25");
        assertThat(Decimals.column(3, -40, Double.NaN)).containsExactly("3", "-40", "");
        assertThat(Decimals.column(0, 0)).containsExactly("0", "0");
        assertThat(Decimals.column()).isEmpty();
    }

    @Test
    void numberThatWouldLoseItsDigitsIsWrittenByItself() {
        assertThat(Decimals.column(1, 2.5e-7)).containsExactly("1", "2.5e-07");
        assertThat(Decimals.column(1.5e12, 1)).containsExactly("1.5e+12", "1");
        assertThat(Decimals.column(0.5, Double.NEGATIVE_INFINITY)).containsExactly("0.5", "-∞");
    }

    @Test
    void roundingIsZeroOnlyWhereNumbersWereComputed() {
        assertThat(Decimals.computed(1, -1.1e-16)).containsExactly("1", "0");
        assertThat(Decimals.column(1, -1.1e-16)).containsExactly("1", "-1.1e-16");
    }

    @Test
    void vectorAndMatrixHaveNoNamesOfColumns() {
        assertThat(text(AT)).isEqualTo("vector of 2\n0.5  -1.0");
        assertThat(html(NumericArray.of(new double[] {1, 2, 3, 4}, 2, 2)))
                .contains("2 × 2</caption>")
                .contains("<tr><td style=\"text-align: right\">1</td>")
                .doesNotContain("<th");
    }

    @Test
    void largeMatrixShowsTheFirstAndTheLastTenOfRowsAndColumns() {
        double[] values = IntStream.range(0, 30 * 25).asDoubleStream().toArray();
        List<String> lines = text(NumericArray.of(values, 30, 25)).lines().toList();
        assertThat(lines).hasSize(1 + 21).startsWith("30 × 25");
        assertThat(lines.get(1).strip().split(" +"))
                .hasSize(21)
                .startsWith("0", "1")
                .endsWith("23", "24");
        assertThat(Arrays.asList(lines.get(11).strip().split(" +"))).containsOnly("…");
        assertThat(lines.get(21)).endsWith("749");
    }

    @Test
    void wordsBeginAtTheLeftWhereverTheyStandAndNumbersEndAtTheRight() {
        Table table =
                Table.create(
                        "apples",
                        DoubleColumn.create("size", 69.7, 70),
                        StringColumn.create("firmness", "soft", "medium"),
                        StringColumn.create("share", "5.4", "41"));
        assertThat(text(table))
                .isEqualTo("apples\nsize  firmness  share\n69.7  soft        5.4\n70.0  medium       41");
        assertThat(html(table)).contains("<th style=\"text-align: left\">firmness</th>");
    }

    @Test
    void auditIsATableForEachLedger() {
        var audit =
                new Audit(
                        List.of(
                                GradCheck.gradcheck(new Tanh(), AT),
                                Net.features(2)
                                        .dense(1)
                                        .checkGradients(
                                                Losses.meanSquaredError(),
                                                NumericArray.of(new double[] {1, 2}, 1, 2),
                                                NumericArray.filled(1, 1, 1))),
                        Duration.ZERO);
        assertThat(text(audit).lines().filter(line -> line.endsWith(", fp64")))
                .containsExactly("tanh, fp64", "network, fp64");
        assertThat(html(audit).split("<table>")).hasSize(1 + 2);
        assertThat(html(audit)).contains("tanh, fp64</caption>").doesNotContain("<p>");
    }

    @Test
    void failureIsSaidBelowTheTableWithTheDigitsThatShowIt() {
        var ledger = GradCheck.gradcheck(new WrongCube(), NumericArray.of(new double[] {0.7}, 1));
        String html = html(ledger);
        assertThat(html.substring(html.indexOf("</table>")))
                .matches(
                        "(?s)</table>\n<p>.*must be autograd.s, but dx0 differs most at \\[0]: manual"
                                + " -?\\d\\.\\d{1,6}, autograd -?\\d\\.\\d{1,6}\\.<br>.*</p>");
        assertThat(html).contains("✗ FAIL").doesNotContain("< 1e1");
        assertThat(text(ledger).lines().toList().get(2)).doesNotContain("<");
    }
}
