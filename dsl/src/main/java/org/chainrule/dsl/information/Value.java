package org.chainrule.dsl.information;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.probability.Simplex;

/** What an op gives for arrays. */
final class Value {
    private Value() {}

    /** A single number from vectors. */
    static double of(Op op, double[]... vectors) {
        return of(
                op,
                Arrays.stream(vectors)
                        .map(each -> NumericArray.of(each, each.length))
                        .toArray(NumericArray[]::new));
    }

    /** A single number from arrays. */
    static double of(Op op, NumericArray... arrays) {
        Map<Variable, NumericArray> values = new HashMap<>();
        Node[] inputs = new Node[arrays.length];
        for (int i = 0; i < inputs.length; i++) {
            NumericArray array = arrays[i];
            Type type = new Type(Shape.of(array.sizes()), DType.FLOAT);
            Variable variable = new Variable("x" + i, type, Variable.Role.INPUT);
            inputs[i] = variable.apply();
            values.put(variable, array);
        }
        return new Evaluator(values, 0).valueOf(op.apply(inputs)).item() + 0.0; // not −0
    }

    /** Checks two distributions of the same outcomes. */
    static void require(String where, double[] p, double[] q) {
        Simplex.require(where, p);
        Simplex.require(where, q);
        if (p.length != q.length) {
            throw new ChainruleException(
                    where,
                    "both distributions must be of the same outcomes",
                    "but found " + p.length + " and " + q.length + " probabilities",
                    "Give 0 to an outcome that one of them does not have.");
        }
    }

    /** The mean of two vectors. */
    static double[] middle(double[] p, double[] q) {
        double[] middle = p.clone();
        Arrays.setAll(middle, i -> 0.5 * (p[i] + q[i]));
        return middle;
    }
}
