package org.chainrule.datasets.tables;

import com.google.gson.JsonObject;
import org.chainrule.dsl.error.ChainruleException;

/**
 * A target that is a number.
 *
 * @param name the column
 * @param scale the change from what the column holds to what a network predicts
 */
public record NumberTarget(String name, Scale scale) implements TargetEncoding {
    static final String KIND = "number";

    @Override
    public double encode(String where, Object raw) {
        if (raw == null) {
            throw missing(where);
        }
        return scale.apply(Value.number(where, raw));
    }

    static ChainruleException missing(String where) {
        return new ChainruleException(
                where,
                "the target must have a value",
                "but it is missing",
                "Give one, or leave the row out with missing(Missing.DROP, ...).");
    }

    /** The number as the column holds it, of one that a network predicts. */
    public double decode(double predicted) {
        return scale.undo(predicted);
    }

    @Override
    public JsonObject json() {
        var json = new JsonObject();
        json.addProperty("kind", KIND);
        json.addProperty("name", name);
        json.addProperty("shift", scale.shift());
        json.addProperty("divisor", scale.divisor());
        return json;
    }
}
