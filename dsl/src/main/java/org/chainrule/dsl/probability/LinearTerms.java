package org.chainrule.dsl.probability;

import java.util.List;
import java.util.Map;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.ops.GaussianLogDensity;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/** What regressions without an intercept have in common: y and x·w, as a graph. */
record LinearTerms(
        Map<Node, NumericArray> data, Node outputs, Node w, Node mean, NumericArray zeros) {

    static LinearTerms of(NumericArray x, NumericArray y) {
        NumericArray zeros = NumericArray.filled(0, x.size(1));
        Node inputs = Objective.variable("x", x);
        Node outputs = Objective.variable("y", y);
        Node w = Objective.variable("w", zeros);
        Node mean = inputs.times(w).sum(-1);
        return new LinearTerms(Map.of(inputs, x, outputs, y), outputs, w, mean, zeros);
    }

    /** Σ ln N(y; x·w, σ²). */
    Node logLikelihood(double deviation) {
        return new GaussianLogDensity().apply(outputs, mean, Node.constant(deviation)).sum();
    }

    /** ½‖y − x·w‖². */
    Node squaredError() {
        return outputs.minus(mean).square().sum().times(0.5);
    }

    Objective objective(Node value) {
        return new Objective(value, data, List.of(w), List.of(zeros));
    }

    static RealMatrix matrix(NumericArray x) {
        RealMatrix matrix = MatrixUtils.createRealMatrix(x.size(0), x.size(1));
        for (int i = 0; i < x.size(0); i++) {
            for (int j = 0; j < x.size(1); j++) {
                matrix.setEntry(i, j, x.at(i, j));
            }
        }
        return matrix;
    }
}
