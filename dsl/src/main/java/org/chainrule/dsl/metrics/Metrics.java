package org.chainrule.dsl.metrics;

/** The metrics. */
public final class Metrics {
    private Metrics() {}

    /** The share of the targets whose class has the greatest score; −100 does not count. */
    public static Accuracy accuracy() {
        return new Accuracy(-100);
    }

    /** The share of the sequences all of whose targets are found; −100 does not count. */
    public static ExactMatch exactMatch() {
        return new ExactMatch(-100);
    }
}
