package org.chainrule.dsl.script;

/** The numbers that matrix products are computed with. */
public enum Precision {
    /** Everything in the parameters' own type: 32 bits in training, 64 in checks. */
    FULL,
    /** Matrix products in bfloat16, everything else in full. */
    BF16
}
