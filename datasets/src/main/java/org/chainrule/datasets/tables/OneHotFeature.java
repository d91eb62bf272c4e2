package org.chainrule.datasets.tables;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainrule.datasets.Nearest;
import org.chainrule.dsl.error.ChainruleException;

/**
 * A category that becomes a 1 among zeros, one number for each category.
 *
 * @param name the column
 * @param categories those of the training part
 * @param missing what becomes of missing values: refused, dropped or flagged
 * @param takesUnknown whether a category that the training part lacks becomes zeros alone
 */
public record OneHotFeature(
        String name, List<String> categories, Missing missing, boolean takesUnknown)
        implements FeatureEncoding {
    static final String KIND = "one-hot";

    /**
     * A copy of the list.
     *
     * @throws ChainruleException if the mean or the median shall stand for a missing category, a
     *     category comes twice, or there is none
     */
    public OneHotFeature {
        categories = Value.distinct(name, categories);
        if (missing == Missing.MEAN || missing == Missing.MEDIAN) {
            throw new ChainruleException(
                    "column \"%s\"".formatted(name),
                    "missing categories must be refused, dropped or flagged",
                    "but found " + missing,
                    "Use missing(Missing.FLAG, \"%s\") or Missing.DROP.".formatted(name));
        }
    }

    @Override
    public List<String> outputs() {
        List<String> outputs = new ArrayList<>();
        categories.forEach(category -> outputs.add(name + "=" + category));
        if (missing == Missing.FLAG) {
            outputs.add(name + " missing");
        }
        return outputs;
    }

    @Override
    public int width() {
        return categories.size() + (missing == Missing.FLAG ? 1 : 0);
    }

    @Override
    public void encode(String where, Object raw, double[] row, int at) {
        Arrays.fill(row, at, at + width(), 0);
        if (raw == null) {
            if (missing != Missing.FLAG) {
                throw Filling.refused(where);
            }
            row[at + categories.size()] = 1;
            return;
        }
        String category = Value.category(where, raw);
        int place = categories.indexOf(category);
        if (place >= 0) {
            row[at + place] = 1;
        } else if (!takesUnknown) {
            throw unknown(
                    where,
                    category,
                    categories,
                    " To take any, use allowUnknown(\"" + name + "\").");
        }
    }

    static ChainruleException unknown(
            String where, String category, List<String> categories, String more) {
        return new ChainruleException(
                where,
                "must be one of the %d categories that the encoding knows"
                        .formatted(categories.size()),
                "but found " + Value.shown(category),
                Nearest.to(category, categories)
                                .map("Did you mean \"%s\"?"::formatted)
                                .orElse("It knows " + Names.listed(categories) + ".")
                        + more);
    }

    @Override
    public JsonObject json() {
        var json = new JsonObject();
        json.addProperty("kind", KIND);
        json.addProperty("name", name);
        json.add("categories", JsonFields.array(categories));
        json.addProperty("missing", missing.word());
        json.addProperty("takesUnknown", takesUnknown);
        return json;
    }

    static OneHotFeature of(JsonFields json) {
        return new OneHotFeature(
                json.string("name"),
                json.strings("categories"),
                json.missing(),
                json.truth("takesUnknown"));
    }
}
