package org.chainrule.dsl.layers;

/** What a network is declared for. */
public enum Mode {
    /** Learning: dropout is on. */
    TRAINING,
    /** Using what was learned. */
    EVALUATION,
    /** Going on where the last call ended: only new steps come in, caches hold the earlier ones. */
    DECODING
}
