package org.chainrule.datasets.tables;

import com.google.gson.JsonObject;

/** How the column that is predicted becomes a number, fitted on training data. */
public sealed interface TargetEncoding permits ClassTarget, NumberTarget {
    /** The column. */
    String name();

    /**
     * The number of a value: of a class, its place among the labels.
     *
     * @param where what errors call the value
     * @param raw the value
     * @throws org.chainrule.dsl.error.ChainruleException if the value is missing or not known
     */
    double encode(String where, Object raw);

    /** All of it as JSON. */
    JsonObject json();
}
