package org.chainrule.dsl.ledger;

/**
 * How far two numbers may lie apart: |a − b| ≤ absolute + relative·scale.
 *
 * @param absolute what is allowed whatever their size
 * @param relative what is allowed for each unit of the scale
 */
public record Tolerance(double absolute, double relative) {

    /** Whether two numbers agree at a scale; never where one of them is not a number. */
    public boolean allows(double a, double b, double scale) {
        return Math.abs(a - b) <= absolute + relative * Math.abs(scale);
    }
}
