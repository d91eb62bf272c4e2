package org.chainrule.datasets.tables;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * A category that becomes its place in an order: 0, 1, 2, …
 *
 * @param name the column
 * @param categories in their order
 * @param filling what stands for missing values
 */
public record OrdinalFeature(String name, List<String> categories, Filling filling)
        implements FeatureEncoding {
    static final String KIND = "ordinal";

    /**
     * A copy of the list.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if a category comes twice, or there is
     *     none
     */
    public OrdinalFeature {
        categories = Value.distinct(name, categories);
    }

    @Override
    public List<String> outputs() {
        return NumberFeature.flagged(name, filling);
    }

    @Override
    public Missing missing() {
        return filling.missing();
    }

    @Override
    public void encode(String where, Object raw, double[] row, int at) {
        row[at] = raw == null ? filling.fill(where) : code(where, raw, categories);
        if (filling.isFlagged()) {
            row[at + 1] = raw == null ? 1 : 0;
        }
    }

    static int code(String where, Object raw, List<String> categories) {
        String category = Value.category(where, raw);
        int code = categories.indexOf(category);
        if (code < 0) {
            throw OneHotFeature.unknown(where, category, categories, "");
        }
        return code;
    }

    @Override
    public JsonObject json() {
        var json = new JsonObject();
        json.addProperty("kind", KIND);
        json.addProperty("name", name);
        json.add("categories", JsonFields.array(categories));
        json.addProperty("missing", filling.missing().word());
        json.addProperty("fill", filling.value());
        return json;
    }

    static OrdinalFeature of(JsonFields json) {
        return new OrdinalFeature(
                json.string("name"),
                json.strings("categories"),
                new Filling(json.missing(), json.number("fill")));
    }
}
