package org.chainrule.dsl.probability;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.ops.CategoricalLogProbability;
import org.chainrule.dsl.ops.Softmax;

/**
 * The categorical distribution of maximum likelihood: p[k] is the share of class k. The parameters
 * are class scores, of which p is the softmax.
 *
 * @param classes V, how many classes there are
 * @param sample outcomes, each a class from 0 to V − 1
 */
public record CategoricalFit(int classes, Sample sample) implements MaximumLikelihood<Categorical> {

    /**
     * A fit.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if an outcome is none of the classes
     */
    public CategoricalFit {
        double[] any = new double[classes];
        Arrays.fill(any, 1);
        Categorical.ofCounts(any).require(sample.rows());
    }

    @Override
    public Categorical closedForm() {
        double[] counts = new double[classes];
        for (double k : sample.rows().values()) {
            counts[(int) k]++;
        }
        return Categorical.ofCounts(counts);
    }

    @Override
    public Objective negativeLogLikelihood() {
        NumericArray zeros = NumericArray.filled(0, classes);
        Node k = Objective.variable("k", sample.rows(), DType.INT);
        Node scores = Objective.variable("a", zeros);
        Node p = new Softmax().apply(scores);
        return new Objective(
                new CategoricalLogProbability().apply(k, p).mean().negate(),
                Map.of(k, sample.rows()),
                List.of(scores),
                List.of(zeros));
    }

    @Override
    public Categorical at(List<NumericArray> parameters) {
        return Categorical.ofLogits(parameters.get(0).values());
    }
}
