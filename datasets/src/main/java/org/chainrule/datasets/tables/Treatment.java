package org.chainrule.datasets.tables;

import java.util.List;

/**
 * What was said about a column before anything is computed from it.
 *
 * @param form how it becomes numbers; null for what suits its type
 * @param order the categories in their order; none if they are sorted
 * @param missing what becomes of missing values; null for what holds for all columns
 * @param takesUnknown whether other categories than those of the training part are taken
 */
record Treatment(Form form, List<String> order, Missing missing, boolean takesUnknown) {
    static final Treatment DEFAULT = new Treatment(null, List.of(), null, false);

    /** How a column becomes numbers. */
    enum Form {
        STANDARD,
        MIN_MAX,
        UNSCALED,
        ONE_HOT,
        ORDINAL;

        boolean takesCategories() {
            return this == ONE_HOT || this == ORDINAL;
        }
    }

    Treatment withForm(Form other) {
        return new Treatment(other, List.of(), missing, takesUnknown);
    }

    Treatment withOrder(List<String> categories) {
        return new Treatment(Form.ORDINAL, categories, missing, takesUnknown);
    }

    Treatment withMissing(Missing other) {
        return new Treatment(form, order, other, takesUnknown);
    }

    Treatment withUnknown() {
        return new Treatment(form, order, missing, true);
    }
}
