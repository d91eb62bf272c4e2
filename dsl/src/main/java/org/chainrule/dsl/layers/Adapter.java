package org.chainrule.dsl.layers;

import java.util.Map;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;

/**
 * What a {@link Lora} adds to a weight W that does not learn: s·B·A.
 *
 * @param weight W (out, in)
 * @param a A (rank, in), which is learned
 * @param b B (out, rank), which is learned
 * @param scale s, α/rank
 */
public record Adapter(Variable weight, Parameter a, Parameter b, double scale) {

    /** W + s·B·A: one weight that does what the two do. */
    public Node merged() {
        return weight.apply().plus(b.node().matmul(a.node()).times(scale));
    }

    /** Its numbers, from those of W, A and B. */
    public NumericArray merged(NumericArray weights, NumericArray as, NumericArray bs) {
        Map<Variable, NumericArray> at =
                Map.of(weight, weights, a.variable(), as, b.variable(), bs);
        return new Evaluator(at, 0).valueOf(merged());
    }

    /** How many numbers are learned instead of W's: rank·(in + out) instead of in·out. */
    public long count() {
        return a.shape().elements() + b.shape().elements();
    }
}
