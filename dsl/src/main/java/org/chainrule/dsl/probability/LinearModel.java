package org.chainrule.dsl.probability;

import org.chainrule.dsl.eval.NumericArray;

/**
 * A linear model with normal noise: y = x·w + c + ε, ε of mean 0 and deviation σ.
 *
 * @param weights w (d)
 * @param intercept c
 * @param deviation σ
 */
public record LinearModel(NumericArray weights, double intercept, double deviation) {

    /** x·w + c, the mean of y at x. */
    public double mean(double... x) {
        double sum = intercept;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * weights.at(i);
        }
        return sum;
    }
}
