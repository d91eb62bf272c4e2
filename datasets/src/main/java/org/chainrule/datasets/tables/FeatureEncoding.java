package org.chainrule.datasets.tables;

import com.google.gson.JsonObject;
import java.util.List;

/** How one column of a table becomes one or more numbers of a row, fitted on training data. */
public sealed interface FeatureEncoding permits NumberFeature, OrdinalFeature, OneHotFeature {
    /** The column that it reads. */
    String name();

    /** The names of the numbers that it gives. */
    List<String> outputs();

    /** How many numbers it gives. */
    default int width() {
        return outputs().size();
    }

    /** What becomes of missing values. */
    Missing missing();

    /**
     * Writes the numbers of a value.
     *
     * @param where what errors call the value
     * @param raw the value, or null if it is missing
     * @param row where the numbers go
     * @param at the place of the first
     * @throws org.chainrule.dsl.error.ChainruleException if the value is not one that it takes
     */
    void encode(String where, Object raw, double[] row, int at);

    /** All of it as JSON. */
    JsonObject json();
}
