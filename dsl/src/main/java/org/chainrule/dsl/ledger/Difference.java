package org.chainrule.dsl.ledger;

/**
 * How two gradients of a tensor differ.
 *
 * @param greatest max |a − b|; not a number where they were not compared
 * @param relative the same over max(|a|, |b|), the greatest number of both; 0 where both are 0
 */
public record Difference(double greatest, double relative) {
    /** Nothing was compared. */
    public static final Difference NONE = new Difference(Double.NaN, Double.NaN);

    /** The difference of two arrays of the same length; none where they are empty. */
    public static Difference of(double[] a, double[] b) {
        if (a.length == 0) {
            return NONE;
        }
        double greatest = 0;
        double scale = 0;
        for (int i = 0; i < a.length; i++) {
            greatest = Math.max(greatest, Math.abs(a[i] - b[i]));
            scale = Math.max(scale, Math.max(Math.abs(a[i]), Math.abs(b[i])));
        }
        return new Difference(greatest, greatest == 0 ? 0 : greatest / scale);
    }
}
