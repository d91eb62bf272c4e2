package org.chainrule.dsl.script;

/** The library that multiplies matrices on the CPU. */
public enum Products {
    /** The one that libtorch takes by itself: MKL on x86-64. */
    DEFAULT,
    /**
     * oneDNN, which on processors not made by Intel can be twice as fast. It multiplies numbers of
     * 32 bits: autograd does not know this form, it has no 64-bit numbers, and those of 16 bits
     * only where the processor has AVX-512, where libtorch takes it for them by itself.
     */
    ONEDNN
}
