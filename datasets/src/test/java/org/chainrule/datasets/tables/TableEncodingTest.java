package org.chainrule.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TableEncodingTest {
    private static final double NONE = Double.NaN; // Tablesaw's missing number

    /** Ages 20, 30, none, 40: mean 30 and median 30; sizes S, L, M, none. */
    private static Table people() {
        return Table.create(
                "people",
                DoubleColumn.create("age", 20, 30, NONE, 70),
                StringColumn.create("size", "S", "L", "M", ""),
                BooleanColumn.create("member", true, false, true, true),
                IntColumn.create("visits", 1, 2, 3, 4),
                StringColumn.create("bought", "no", "yes", "yes", "no"));
    }

    private static TableData data() {
        return TableData.of(people()).target("bought");
    }

    @Test
    void defaultsAreStandardizedNumbersAndOneHotTexts() {
        TableEncoding encoding = data().without("age", "size").encoding();
        assertThat(encoding.outputs()).containsExactly("member=false", "member=true", "visits");
        assertThat(encoding.width()).isEqualTo(3);
        // mean 2.5, deviation √1.25
        assertThat(encoding.row(Map.of("member", true, "visits", 2.5 + Math.sqrt(1.25))))
                .containsExactly(0, 1, 1);
        assertThat(encoding.classes().labels()).containsExactly("no", "yes");
    }

    @Test
    void rowsKeepTheOrderOfTheTable() {
        TableData data = data().features("visits", "member").unscaled("visits");
        TableRows rows = data.encoding().rows(data);
        assertThat(rows.features())
                .isEqualTo(
                        NumericArray.of(new double[] {1, 0, 1, 2, 1, 0, 3, 0, 1, 4, 0, 1}, 4, 3));
        assertThat(rows.targets()).isEqualTo(NumericArray.of(new double[] {0, 1, 1, 0}, 4));
        assertThat(rows.kept()).containsExactly(0, 1, 2, 3);
        assertThat(data.encoding().features(data)).isEqualTo(rows.features());
    }

    @ParameterizedTest
    @CsvSource({"MEAN, 40", "MEDIAN, 30"})
    void meanOrMedianStandsForMissingNumbers(Missing policy, double filled) {
        TableData data = data().features("age").unscaled("age").missing(policy);
        assertThat(data.encoding().rows(data).features())
                .isEqualTo(NumericArray.of(new double[] {20, 30, filled, 70}, 4, 1));
    }

    @Test
    void flagTellsWhatIsMissing() {
        TableData data = data().features("age", "size").minMax("age").missing(Missing.FLAG);
        TableEncoding encoding = data.encoding();
        assertThat(encoding.outputs())
                .containsExactly(
                        "age", "age missing", "size=L", "size=M", "size=S", "size missing");
        double[] third = {0.4, 1, 0, 1, 0, 0}; // the mean of 20, 30 and 70 is at 0.4
        double[] fourth = {1, 0, 0, 0, 0, 1};
        assertThat(encoding.row(row("age", null, "size", "M"))).containsExactly(third);
        assertThat(encoding.row(row("age", 70, "size", null))).containsExactly(fourth);
        assertThat(encoding.rows(data).features().at(2, 1)).isEqualTo(1);
    }

    @Test
    void droppedRowsAreLeftOut() {
        TableData data = data().features("age", "size").missing(Missing.DROP);
        TableRows rows = data.encoding().rows(data);
        assertThat(rows.kept()).containsExactly(0, 1);
        assertThat(rows.targets()).isEqualTo(NumericArray.of(new double[] {0, 1}, 2));
        // of the rows that stay: mean 25, deviation 5
        assertThat(data.encoding().row(Map.of("age", 30, "size", "S"))).containsExactly(1, 0, 1);
    }

    @Test
    void rowsWithoutATargetCanBeDropped() {
        Table table = people();
        table.stringColumn("bought").setMissing(0);
        TableData data = TableData.of(table).target("bought").features("visits").unscaled("visits");
        assertThatThrownBy(data::encoding)
                .hasMessage(
                        "people, row 1, column \"bought\": the target must have a value, but it is"
                                + " missing. Give one, or leave the row out with"
                                + " missing(Missing.DROP, ...).");
        TableData dropping = data.missing(Missing.DROP, "bought");
        assertThat(dropping.encoding().rows(dropping).kept()).containsExactly(1, 2, 3);
    }

    @Test
    void ordinalIsThePlaceInTheOrder() {
        TableData data =
                data().features("size").ordinal("size", "S", "M", "L").missing(Missing.MEDIAN);
        assertThat(data.encoding().rows(data).features())
                .isEqualTo(NumericArray.of(new double[] {0, 2, 1, 1}, 4, 1));
        assertThatThrownBy(() -> data.ordinal("size", "S", "M").encoding())
                .hasMessage(
                        "people, row 2, column \"size\": must be one of the 2 categories that the"
                                + " encoding knows, but found \"L\". It knows \"S\", \"M\".");
    }

    @Test
    void numbersCanBeCategories() {
        TableData data = data().features("visits").oneHot("visits");
        TableEncoding encoding = data.encoding();
        assertThat(encoding.outputs())
                .containsExactly("visits=1", "visits=2", "visits=3", "visits=4");
        for (Object three : new Object[] {3, 3.0, 3L, "3"}) {
            assertThat(encoding.row(Map.of("visits", three))).containsExactly(0, 0, 1, 0);
        }
    }

    @Test
    void categoriesThatAreNumbersAreSortedBySize() {
        Table table =
                Table.create(IntColumn.create("x", 1, 2, 3), IntColumn.create("digit", 10, 9, 100));
        TableData data = TableData.of(table).targetClasses("digit");
        assertThat(data.encoding().classes().labels()).containsExactly("9", "10", "100");
    }

    @Test
    void numberTargetIsScaledIfWished() {
        TableData data = TableData.of(people()).target("visits").features("member");
        assertThat(data.encoding().rows(data).targets())
                .isEqualTo(NumericArray.of(new double[] {1, 2, 3, 4}, 4));
        TableData scaled = data.minMax("visits");
        var target = (NumberTarget) scaled.encoding().target();
        assertThat(target.encode("x", 4)).isEqualTo(1);
        assertThat(target.decode(0.5)).isEqualTo(2.5);
    }

    @Test
    void unknownCategoryIsRefusedOrBecomesZeros() {
        TableData data = data().features("size").missing(Missing.FLAG);
        assertThatThrownBy(() -> data.encoding().row(Map.of("size", "XL")))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "row, column \"size\": must be one of the 3 categories that the encoding"
                                + " knows, but found \"XL\". Did you mean \"L\"? To take any, use"
                                + " allowUnknown(\"size\").");
        assertThat(data.allowUnknown("size").encoding().row(Map.of("size", "XL")))
                .containsExactly(0, 0, 0, 0);
    }

    @Test
    void savedEncodingGivesTheSameRows() {
        TableData data =
                data().missing(Missing.FLAG, "age", "size")
                        .ordinal("size", "S", "M", "L")
                        .minMax("visits");
        TableEncoding encoding = data.encoding();
        TableEncoding read = TableEncoding.fromJson(encoding.toJson());
        assertThat(read).isEqualTo(encoding);
        Map<String, Object> raw =
                row(
                        "age", "31", "size", null, "member", "true", "visits", 1.0 / 3, "id",
                        "ignored");
        assertThat(read.row(raw)).containsExactly(encoding.row(raw));
        TableEncoding regression = data.target("visits").encoding();
        assertThat(TableEncoding.fromJson(regression.toJson())).isEqualTo(regression);
    }

    @Test
    void jsonIsPlain() {
        TableData data = data().features("visits").minMax("visits");
        assertThat(data.encoding().toJson())
                .isEqualTo(
                        "{\"kind\":\"table\",\"features\":[{\"kind\":\"number\",\"name\":\"visits\","
                                + "\"shift\":1.0,\"divisor\":3.0,\"missing\":\"refuse\",\"fill\":0.0}],"
                                + "\"target\":{\"kind\":\"classes\",\"name\":\"bought\","
                                + "\"labels\":[\"no\",\"yes\"]}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'[1'|must be a JSON object, but it is not JSON",
                "'[1]'|must be a JSON object, but it is another JSON value",
                "'{}'|must have the field \"kind\", but it has none",
                "'{\"kind\":\"characters\"}'|kind must be \"table\", but it is \"characters\"",
                "'{\"kind\":\"table\"}'|must have the field \"features\", but it has none",
                "'{\"kind\":\"table\",\"features\":3}'|\"features\" must be a list, but it is 3",
                "'{\"kind\":\"table\",\"features\":[{\"kind\":\"tree\"}]}'"
                        + "|the kind of a feature must be number, ordinal or one-hot, but it is"
                        + " \"tree\"",
                "'{\"kind\":\"table\",\"features\":[{\"kind\":\"number\",\"name\":7}]}'"
                        + "|\"name\" must be a string, but it is 7",
                "'{\"kind\":\"table\",\"features\":[],\"target\":{\"kind\":\"tree\"}}'"
                        + "|the kind of the target must be classes or number, but it is \"tree\"",
                "'{\"kind\":\"table\",\"features\":[],\"target\":{\"kind\":\"classes\",\"name\":\"x\",\"labels\":[3]}}'|\"labels\""
                        + " must hold strings, but it is 3"
            })
    void damagedJsonIsRefused(String json, String message) {
        assertThatThrownBy(() -> TableEncoding.fromJson(json))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "table encoding JSON: "
                                + message
                                + ". Take the file from the run that trained the model.");
    }

    @Test
    void jsonOfAnInfiniteNumberIsRefused() {
        String json = data().features("visits").encoding().toJson();
        String shift = "\"shift\":2.5";
        assertThat(json).contains(shift);
        assertThatThrownBy(() -> TableEncoding.fromJson(json.replace(shift, "\"shift\":1e999")))
                .hasMessageContaining("shift and divisor must be finite numbers");
    }

    @Test
    void missingValuesAreRefusedByDefault() {
        assertThatThrownBy(() -> data().features("age").encoding())
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "people, column \"age\": must have a value in each row, but 1 of 4 are"
                                + " missing, the first in row 3. Say what becomes of them:"
                                + " missing(Missing.MEDIAN, \"age\"), or MEAN, FLAG or DROP.");
        assertThatThrownBy(() -> data().features("size").missing(Missing.MEDIAN).encoding())
                .hasMessageEndingWith("missing(Missing.FLAG, \"size\"), or DROP.");
        TableEncoding encoding = data().features("visits").encoding();
        assertThatThrownBy(() -> encoding.row(row("visits", null)))
                .hasMessage(
                        "row, column \"visits\": must have a value, but it is missing. Give one, or"
                                + " fit the encoding again with missing(MEDIAN, ...) or FLAG.");
    }

    @Test
    void meanOfCategoriesIsRefused() {
        assertThatThrownBy(() -> data().features("size").missing(Missing.MEAN, "size").encoding())
                .hasMessage(
                        "column \"size\": missing categories must be refused, dropped or flagged,"
                                + " but found MEAN. Use missing(Missing.FLAG, \"size\") or"
                                + " Missing.DROP.");
    }

    @Test
    void columnWithoutAnyValueIsRefused() {
        Table table = people();
        table.replaceColumn("age", DoubleColumn.create("age", NONE, NONE, NONE, NONE));
        TableData data = TableData.of(table).target("bought").features("age");
        assertThatThrownBy(() -> data.missing(Missing.MEAN).encoding())
                .hasMessage(
                        "people, column \"age\": must have a value in at least one training row,"
                                + " but all 4 are missing. Leave it out with without(\"age\").");
        assertThatThrownBy(() -> data.missing(Missing.DROP).encoding())
                .hasMessage(
                        "people: at least one row must remain, but each has a missing value in a"
                                + " column whose missing values are dropped. Use"
                                + " missing(Missing.MEDIAN, ...) or FLAG instead of DROP.");
    }

    @Test
    void targetWithOneClassIsRefused() {
        Table table =
                Table.create("t", IntColumn.create("x", 1, 2), StringColumn.create("y", "a", "a"));
        assertThatThrownBy(() -> TableData.of(table).target("y").encoding())
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "target \"y\": there must be at least 2 classes, but all rows are \"a\"."
                                + " Give rows of other classes, or choose another target.");
        assertThatThrownBy(() -> TableData.of(table).target("y").split(0.5, 1))
                .hasMessageStartingWith("target \"y\": there must be at least 2 classes");
    }

    @Test
    void infiniteNumbersOfATableAreRefused() {
        Table table =
                Table.create(
                        "t",
                        DoubleColumn.create("x", 1, Double.NEGATIVE_INFINITY),
                        StringColumn.create("y", "a", "b"));
        assertThatThrownBy(() -> TableData.of(table).target("y").encoding())
                .hasMessage(
                        "t, row 2, column \"x\": must be a finite number, but found -Infinity. Mend"
                                + " it, or leave it empty if it is missing.");
    }

    @Test
    void typesThatAreNoFeaturesAreRefused() {
        Table table =
                Table.create(
                        "t",
                        DateColumn.create("day", LocalDate.EPOCH, LocalDate.EPOCH),
                        StringColumn.create("y", "a", "b"));
        assertThatThrownBy(() -> TableData.of(table).target("y").encoding())
                .hasMessageStartingWith("t, column \"day\": must hold numbers, texts or truth");
    }

    @Test
    void textsAreNotScaled() {
        assertThatThrownBy(() -> data().features("member").standardize("member").encoding())
                .hasMessage(
                        "people, row 1, column \"member\": a column that is scaled must hold"
                                + " numbers, but found true (Boolean). Use oneHot(\"member\") or"
                                + " ordinal(\"member\").");
    }

    @Test
    void thousandsOfCategoriesAreNotOneHot() {
        String[] ids = new String[1_001];
        double[] x = new double[ids.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = "id" + i;
        }
        Table table =
                Table.create("t", StringColumn.create("id", ids), DoubleColumn.create("x", x));
        assertThatThrownBy(() -> TableData.of(table).target("x").encoding())
                .hasMessage(
                        "t, column \"id\": one-hot encoding takes at most 1000 categories, but"
                                + " there are 1001. Leave it out with without(\"id\"), or use"
                                + " ordinal(\"id\").");
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "", "NaN", "Infinity", "0x10"})
    void whatIsNoNumberIsRefusedInARow(String value) {
        TableEncoding encoding = data().features("visits").encoding();
        assertThatThrownBy(() -> encoding.row(Map.of("visits", value)))
                .isInstanceOf(ChainruleException.class)
                .hasMessageStartingWith("row, column \"visits\": must be a");
        assertThatThrownBy(() -> encoding.row(Map.of("visits", List.of())))
                .hasMessageStartingWith("row, column \"visits\": must be a number, but found [] (");
    }

    @Test
    void rowMustNameEveryColumn() {
        TableEncoding encoding = data().features("visits").encoding();
        assertThatThrownBy(() -> encoding.row(Map.of("Visits", 1)))
                .hasMessage(
                        "row: must have a value for each column that the encoding reads, but there"
                                + " is none for \"visits\". Give one, or null if it is missing.");
    }

    @Test
    void numberTargetHasNoClasses() {
        TableEncoding encoding =
                TableData.of(people()).target("visits").features("member").encoding();
        assertThatThrownBy(encoding::classes)
                .hasMessage(
                        "target \"visits\": must be a class, but it is a number. Use"
                                + " targetClasses(\"visits\") where its numbers name classes.");
    }

    @Test
    void encodedTargetIsRefused() {
        assertThatThrownBy(() -> data().features("visits").oneHot("bought").encoding())
                .hasMessage(
                        "people, column \"bought\": a target must be a number that may be scaled,"
                                + " or a class, but its encoding is ONE_HOT. Use target(\"bought\")"
                                + " and scale it, or only targetClasses(\"bought\").");
    }

    private static Map<String, Object> row(Object... namesAndValues) {
        Map<String, Object> row = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }
}
