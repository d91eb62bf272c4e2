package org.chainrule.dsl.probability;

import java.util.List;
import java.util.Map;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.ops.BernoulliLogitLogProbability;

/**
 * The Bernoulli distribution of maximum likelihood: p is the share of ones. The parameter is the
 * logit of p, which has no bounds, and goes to infinity where all outcomes are the same.
 *
 * @param sample outcomes, each 0 or 1
 */
public record BernoulliFit(Sample sample) implements MaximumLikelihood<Bernoulli> {

    /**
     * A fit.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if an outcome is neither 0 nor 1
     */
    public BernoulliFit {
        new Bernoulli(0.5).require(sample.rows());
    }

    @Override
    public Bernoulli closedForm() {
        return new Bernoulli(sample.mean());
    }

    @Override
    public Objective negativeLogLikelihood() {
        NumericArray zero = NumericArray.scalar(0);
        Node k = Objective.variable("k", sample.rows(), DType.INT);
        Node logit = Objective.variable("a", zero);
        Node probability = new BernoulliLogitLogProbability().apply(k, logit);
        return new Objective(
                probability.mean().negate(),
                Map.of(k, sample.rows()),
                List.of(logit),
                List.of(zero));
    }

    @Override
    public Bernoulli at(List<NumericArray> parameters) {
        return Bernoulli.ofLogit(parameters.get(0).item());
    }
}
