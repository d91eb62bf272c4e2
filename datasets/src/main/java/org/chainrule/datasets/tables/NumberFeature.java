package org.chainrule.datasets.tables;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * A number that is scaled.
 *
 * @param name the column
 * @param scale the change
 * @param filling what stands for missing values
 */
public record NumberFeature(String name, Scale scale, Filling filling) implements FeatureEncoding {
    static final String KIND = "number";

    @Override
    public List<String> outputs() {
        return flagged(name, filling);
    }

    @Override
    public Missing missing() {
        return filling.missing();
    }

    @Override
    public void encode(String where, Object raw, double[] row, int at) {
        row[at] = scale.apply(raw == null ? filling.fill(where) : Value.number(where, raw));
        if (filling.isFlagged()) {
            row[at + 1] = raw == null ? 1 : 0;
        }
    }

    @Override
    public JsonObject json() {
        var json = new JsonObject();
        json.addProperty("kind", KIND);
        json.addProperty("name", name);
        json.addProperty("shift", scale.shift());
        json.addProperty("divisor", scale.divisor());
        json.addProperty("missing", filling.missing().word());
        json.addProperty("fill", filling.value());
        return json;
    }

    static NumberFeature of(JsonFields json) {
        return new NumberFeature(
                json.string("name"),
                new Scale(json.number("shift"), json.number("divisor")),
                new Filling(json.missing(), json.number("fill")));
    }

    static List<String> flagged(String name, Filling filling) {
        return filling.isFlagged() ? List.of(name, name + " missing") : List.of(name);
    }
}
