package org.chainrule.dsl.initializers;

/** A distribution around 0. */
public enum Distribution {
    /** Uniform between ±√3 deviations. */
    UNIFORM {
        @Override
        Initializer of(double deviation) {
            return new Uniform(deviation * Math.sqrt(3));
        }
    },
    /** Normal. */
    NORMAL {
        @Override
        Initializer of(double deviation) {
            return new Normal(deviation);
        }
    };

    /** Numbers of this distribution with a standard deviation. */
    abstract Initializer of(double deviation);
}
