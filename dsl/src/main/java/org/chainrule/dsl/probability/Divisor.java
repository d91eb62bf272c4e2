package org.chainrule.dsl.probability;

/** By what the sum of squared distances from the mean of n numbers is divided. */
public enum Divisor {
    /** n: the variance of the numbers themselves, and the one of maximum likelihood. */
    N(0),
    /** n − 1: the unbiased estimate of the variance of what they were drawn from; PyTorch's. */
    N_MINUS_1(1);

    private final int correction;

    Divisor(int correction) {
        this.correction = correction;
    }

    /** The divisor for this many numbers. */
    int of(int n) {
        return n - correction;
    }
}
