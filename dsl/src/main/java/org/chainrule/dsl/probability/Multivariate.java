package org.chainrule.dsl.probability;

import org.chainrule.dsl.eval.NumericArray;

/** A distribution of vectors of n numbers. */
public interface Multivariate extends Distribution {

    /** The expectation of each number: (n). */
    NumericArray mean();

    /** The covariance of each two numbers, on the diagonal their variances: (n, n). */
    NumericArray covariance();
}
