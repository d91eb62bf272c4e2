package org.chainrule.datasets.tables;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import tech.tablesaw.columns.Column;

/**
 * How the rows of a table become numbers, and a prediction a value again: fitted on training data,
 * and saved with the model.
 *
 * <pre>{@code
 * import java.util.List;
 * import java.util.Map;
 * import org.chainrule.datasets.tables.ClassTarget;
 * import org.chainrule.datasets.tables.Filling;
 * import org.chainrule.datasets.tables.Missing;
 * import org.chainrule.datasets.tables.NumberFeature;
 * import org.chainrule.datasets.tables.Scale;
 * import org.chainrule.datasets.tables.TableEncoding;
 *
 * var width = new NumberFeature("width", new Scale(3, 0.5), new Filling(Missing.REFUSE, 0));
 * var species = new ClassTarget("species", List.of("rose", "tulip"));
 * var encoding = new TableEncoding(List.of(width), species);
 * double[] row = encoding.row(Map.of("width", 3.5)); // 1.0
 * TableEncoding same = TableEncoding.fromJson(encoding.toJson());
 * }</pre>
 *
 * @param features the columns that are read, in the order of their numbers
 * @param target the column that is predicted
 */
public record TableEncoding(List<FeatureEncoding> features, TargetEncoding target) {
    private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();
    private static final String KIND = "table";

    /**
     * A copy of the list.
     *
     * @throws ChainruleException if there is no feature
     */
    public TableEncoding {
        features = List.copyOf(features);
        if (features.isEmpty()) {
            throw new ChainruleException(
                    "table encoding",
                    "must read at least one column",
                    "but it reads none",
                    "Choose some with features(...).");
        }
    }

    /** How many numbers a row becomes. */
    public int width() {
        return features.stream().mapToInt(FeatureEncoding::width).sum();
    }

    /** The names of these numbers: {@code age}, {@code age missing}, {@code colour=red}. */
    public List<String> outputs() {
        return features.stream().flatMap(feature -> feature.outputs().stream()).toList();
    }

    /**
     * How the class that is predicted becomes a number.
     *
     * @throws ChainruleException if the target is no class
     */
    public ClassTarget classes() {
        if (target instanceof ClassTarget classes) {
            return classes;
        }
        throw new ChainruleException(
                "target \"%s\"".formatted(target.name()),
                "must be a class",
                "but it is a number",
                "Use targetClasses(\"%s\") where its numbers name classes."
                        .formatted(target.name()));
    }

    /**
     * The numbers of one raw row.
     *
     * @param raw the value of each column: a number, a text, a truth value, or null if it is
     *     missing; others than those that are read do not matter
     * @return as many as {@link #width()}
     * @throws ChainruleException if a column is not there, or its value is not one that it takes
     */
    public double[] row(Map<String, ?> raw) {
        double[] row = new double[width()];
        int at = 0;
        for (FeatureEncoding feature : features) {
            if (!raw.containsKey(feature.name())) {
                throw new ChainruleException(
                        "row",
                        "must have a value for each column that the encoding reads",
                        "but there is none for \"%s\"".formatted(feature.name()),
                        "Give one, or null if it is missing.");
            }
            String where = "row, column \"%s\"".formatted(feature.name());
            feature.encode(where, raw.get(feature.name()), row, at);
            at += feature.width();
        }
        return row;
    }

    /**
     * The rows of a table with their targets. Rows with missing values in columns whose missing
     * values are dropped are left out, and so are those whose target is missing if the table says
     * so.
     *
     * @param data a table with the columns that are read, and the target
     * @throws ChainruleException if a column is not there, or a value is not one that it takes
     */
    public TableRows rows(TableData data) {
        Column<?> targets = data.column(target.name());
        List<Column<?>> columns = columns(data);
        boolean dropsTargets = data.plan().missing(target.name()) == Missing.DROP;
        int[] kept =
                IntStream.range(0, data.rows())
                        .filter(row -> !(dropsTargets && targets.isMissing(row)))
                        .filter(row -> !isDropped(columns, row))
                        .toArray();
        if (kept.length == 0) {
            throw TableRows.none(data.source().name());
        }
        double[] numbers =
                Arrays.stream(kept)
                        .mapToDouble(
                                row ->
                                        target.encode(
                                                data.source().at(row, target.name()),
                                                Value.of(data.source(), targets, row)))
                        .toArray();
        return new TableRows(
                features(data, columns, kept),
                NumericArray.of(numbers, kept.length),
                Arrays.stream(kept).boxed().toList());
    }

    /**
     * The numbers of all rows of a table that need not have the target, (rows, width).
     *
     * @throws ChainruleException if a column is not there, or a value is not one that it takes
     */
    public NumericArray features(TableData data) {
        return features(data, columns(data), IntStream.range(0, data.rows()).toArray());
    }

    private List<Column<?>> columns(TableData data) {
        List<Column<?>> columns = new ArrayList<>();
        features.forEach(feature -> columns.add(data.column(feature.name())));
        return columns;
    }

    private boolean isDropped(List<Column<?>> columns, int row) {
        return IntStream.range(0, columns.size())
                .filter(i -> features.get(i).missing() == Missing.DROP)
                .anyMatch(i -> columns.get(i).isMissing(row));
    }

    private NumericArray features(TableData data, List<Column<?>> columns, int[] rows) {
        int width = width();
        double[] all = new double[Math.multiplyExact(rows.length, width)]; // (rows, width)
        double[] row = new double[width];
        for (int r = 0; r < rows.length; r++) {
            int at = 0;
            for (int i = 0; i < columns.size(); i++) {
                FeatureEncoding feature = features.get(i);
                Object raw = Value.of(data.source(), columns.get(i), rows[r]);
                feature.encode(data.source().at(rows[r], feature.name()), raw, row, at);
                at += feature.width();
            }
            System.arraycopy(row, 0, all, r * width, width);
        }
        return NumericArray.of(all, rows.length, width);
    }

    /**
     * This encoding as JSON, all numbers in full.
     *
     * @return JSON text for {@link #fromJson}
     */
    public String toJson() {
        var json = new JsonObject();
        json.addProperty("kind", KIND);
        var all = new JsonArray();
        features.forEach(feature -> all.add(feature.json()));
        json.add("features", all);
        json.add("target", target.json());
        return JSON.toJson(json);
    }

    /**
     * The encoding that {@link #toJson} wrote.
     *
     * @throws ChainruleException if the text is not such JSON
     */
    public static TableEncoding fromJson(String json) {
        JsonFields fields = JsonFields.parse(json);
        if (!fields.string("kind").equals(KIND)) {
            throw JsonFields.malformed(
                    "kind must be \"" + KIND + "\"", "\"" + fields.string("kind") + "\"");
        }
        return new TableEncoding(
                fields.objects("features", TableEncoding::feature),
                target(fields.fields("target")));
    }

    private static FeatureEncoding feature(JsonFields json) {
        String kind = json.string("kind");
        return switch (kind) {
            case NumberFeature.KIND -> NumberFeature.of(json);
            case OrdinalFeature.KIND -> OrdinalFeature.of(json);
            case OneHotFeature.KIND -> OneHotFeature.of(json);
            default ->
                    throw JsonFields.malformed(
                            "the kind of a feature must be number, ordinal or one-hot",
                            "\"" + kind + "\"");
        };
    }

    private static TargetEncoding target(JsonFields json) {
        String kind = json.string("kind");
        return switch (kind) {
            case ClassTarget.KIND -> new ClassTarget(json.string("name"), json.strings("labels"));
            case NumberTarget.KIND ->
                    new NumberTarget(
                            json.string("name"),
                            new Scale(json.number("shift"), json.number("divisor")));
            default ->
                    throw JsonFields.malformed(
                            "the kind of the target must be classes or number", "\"" + kind + "\"");
        };
    }
}
