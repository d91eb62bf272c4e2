package org.chainrule.dsl.script;

/** The numbers that matrix products are computed with. */
public enum Precision {
    /** Everything in the parameters' own type: 32 bits in training, 64 in checks. */
    FULL,
    /**
     * Matrix products in bfloat16, everything else in full. Fast on GPUs and on processors with
     * AVX-512; others have no such products, and libtorch's own take many times as long.
     */
    BF16
}
