package org.chainrule.datasets.tables;

import com.google.gson.JsonObject;
import java.util.List;
import org.chainrule.dsl.error.ChainruleException;

/**
 * A target that is a class.
 *
 * @param name the column
 * @param labels the names of the classes; the place of each is its number
 */
public record ClassTarget(String name, List<String> labels) implements TargetEncoding {
    static final String KIND = "classes";

    /**
     * A copy of the list.
     *
     * @throws ChainruleException if there are fewer than two classes, or one comes twice
     */
    public ClassTarget {
        labels = Value.distinct(name, labels);
        if (labels.size() < 2) {
            throw new ChainruleException(
                    "target \"%s\"".formatted(name),
                    "there must be at least 2 classes",
                    "but all rows are " + Value.shown(labels.get(0)),
                    "Give rows of other classes, or choose another target.");
        }
    }

    @Override
    public double encode(String where, Object raw) {
        if (raw == null) {
            throw NumberTarget.missing(where);
        }
        return OrdinalFeature.code(where, raw, labels);
    }

    /** How many classes there are. */
    public int classes() {
        return labels.size();
    }

    @Override
    public JsonObject json() {
        var json = new JsonObject();
        json.addProperty("kind", KIND);
        json.addProperty("name", name);
        json.add("labels", JsonFields.array(labels));
        return json;
    }
}
