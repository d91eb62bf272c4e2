package org.chainrule.dsl.information;

/** In what information is measured. */
public enum Unit {
    /** By natural logarithms, as losses are. */
    NATS(1),
    /** By logarithms to base 2: yes-or-no questions. */
    BITS(Math.log(2));

    private final double nats;

    Unit(double nats) {
        this.nats = nats;
    }

    /** A number of nats in this unit. */
    public double of(double inNats) {
        return inNats / nats;
    }
}
