package org.chainrule.dsl.script;

/** The library that multiplies matrices on the CPU. */
public enum Products {
    /** The one that libtorch takes by itself: MKL on x86-64. */
    DEFAULT,
    /**
     * oneDNN, which on processors not made by Intel can be twice as fast. Autograd does not know
     * this form, and it has no 64-bit numbers.
     */
    ONEDNN
}
