package org.chainrule.datasets.tables;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What was declared about a table.
 *
 * @param target the column that is predicted, or null
 * @param numbersAreClasses whether a target of numbers is a class
 * @param features the columns that are read; none for all but the target
 * @param treatments what was said about single columns
 * @param missing what becomes of missing values unless a column says otherwise
 */
record TablePlan(
        String target,
        boolean numbersAreClasses,
        List<String> features,
        Map<String, Treatment> treatments,
        Missing missing) {
    static final TablePlan EMPTY = new TablePlan(null, false, List.of(), Map.of(), Missing.REFUSE);

    TablePlan withTarget(String name, boolean areClasses) {
        return new TablePlan(name, areClasses, features, treatments, missing);
    }

    TablePlan withFeatures(List<String> names) {
        return new TablePlan(target, numbersAreClasses, names, treatments, missing);
    }

    TablePlan with(String column, UnaryOperator<Treatment> change) {
        Map<String, Treatment> changed = new TreeMap<>(treatments);
        changed.put(column, change.apply(treatment(column)));
        return new TablePlan(target, numbersAreClasses, features, changed, missing);
    }

    TablePlan withMissing(Missing other) {
        return new TablePlan(target, numbersAreClasses, features, treatments, other);
    }

    Treatment treatment(String column) {
        return treatments.getOrDefault(column, Treatment.DEFAULT);
    }

    /** What becomes of the missing values of a column; those of a target only if it says so. */
    Missing missing(String column) {
        Missing own = treatment(column).missing();
        boolean isTarget = column.equals(target);
        return own != null ? own : isTarget ? Missing.REFUSE : missing;
    }
}
