package org.chainrule.dsl.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;

/**
 * An op on arrays of numbers: its values, its gradients by hand, and its Jacobians, in plain Java
 * and 64 bits.
 *
 * <pre>{@code
 * import org.chainrule.dsl.eval.Evaluated;
 * import org.chainrule.dsl.ops.CosineSimilarity;
 * import org.chainrule.dsl.ops.Softmax;
 *
 * var a = NumericArray.of(new double[] {1, 0}, 2);
 * var b = NumericArray.of(new double[] {3, 4}, 2);
 * Evaluated.of(new CosineSimilarity(), a, b).value(); // 0.6
 * Evaluated.of(new CosineSimilarity(), a, b).gradients(); // da = [0, 0.8], db = [0.128, -0.096]
 * Evaluated.of(new Softmax(), a).jacobian(0); // [[0.197, -0.197], [-0.197, 0.197]]
 * }</pre>
 */
public final class Evaluated {
    private static final long SEED = 0; // of ops that draw random numbers

    private final Call call;
    private final Variable dy;
    private final List<Node> dxs;
    private final Evaluator evaluator;

    private Evaluated(Call call, Map<Variable, NumericArray> given) {
        this.call = call;
        evaluator = new Evaluator(given, SEED);
        dy = input("dy", value(), DType.FLOAT);
        dxs = Reverse.gradients(call.output(0), dy.apply(), call.inputs());
    }

    /**
     * An op on arrays of real numbers.
     *
     * @throws IllegalArgumentException where the op does not take these shapes
     */
    public static Evaluated of(Op op, NumericArray... inputs) {
        return of(op, List.of(inputs), List.of());
    }

    /**
     * An op on arrays of real numbers, and behind them arrays of whole ones, such as the classes of
     * a cross-entropy.
     *
     * @throws IllegalArgumentException where the op does not take these shapes
     * @throws IllegalStateException where a number that must be whole is not
     */
    public static Evaluated of(Op op, List<NumericArray> reals, List<NumericArray> wholes) {
        Map<Variable, NumericArray> given = new HashMap<>();
        List<Node> inputs = new ArrayList<>();
        for (int i = 0; i < reals.size() + wholes.size(); i++) {
            boolean isReal = i < reals.size();
            NumericArray array = isReal ? reals.get(i) : wholes.get(i - reals.size());
            Variable variable = input("x" + i, array, isReal ? DType.FLOAT : DType.INT);
            given.put(variable, array);
            inputs.add(variable.apply());
        }
        return new Evaluated(Call.of(op, inputs), given);
    }

    private static Variable input(String name, NumericArray like, DType dtype) {
        Type type = new Type(Shape.of(like.sizes()), dtype);
        return new Variable(name, type, Variable.Role.INPUT);
    }

    /** The result. */
    public NumericArray value() {
        return evaluator.valueOf(call.output(0));
    }

    /** The result and the by-products. */
    public List<NumericArray> values() {
        return call.outputs().stream().map(evaluator::valueOf).toList();
    }

    /** The value of an expression of the op's inputs and outputs. */
    NumericArray valueOf(Node node) {
        return evaluator.valueOf(node);
    }

    /** The op as it was applied. */
    Call call() {
        return call;
    }

    /** The gradient of the sum of the result by each input; of the result, if it is a number. */
    public List<NumericArray> gradients() {
        return gradients(value().map(y -> 1));
    }

    /**
     * The gradient by each input, Σ dy·∂y/∂x; zeros where there is none.
     *
     * @param upstream dy, in the shape of the result
     * @throws IllegalStateException where it has another shape
     */
    public List<NumericArray> gradients(NumericArray upstream) {
        Evaluator with = evaluator.with(dy, upstream);
        with.valueOf(dy.apply()); // whose shape must fit, even where no gradient needs it
        List<NumericArray> gradients = new ArrayList<>();
        for (int i = 0; i < dxs.size(); i++) {
            boolean isNone = dxs.get(i).isZero();
            gradients.add(
                    isNone ? with.valueOf(call.input(i)).map(x -> 0) : with.valueOf(dxs.get(i)));
        }
        return gradients;
    }

    /**
     * The Jacobian ∂y/∂x: a row for each number of the result and a column for each number of an
     * input, both with the last axis varying fastest.
     *
     * <p>Row i is the vector-Jacobian product of the unit vector eᵢ, so that it shows what the op's
     * gradient means, and costs one evaluation of it for each row.
     *
     * @param input which input, counted from 0
     */
    public NumericArray jacobian(int input) {
        NumericArray zeros = value().map(y -> 0);
        int columns = evaluator.valueOf(call.input(input)).count();
        double[] entries = new double[zeros.count() * columns];
        for (int row = 0; row < zeros.count(); row++) {
            double[] dx = gradients(zeros.with(row, 1)).get(input).values();
            System.arraycopy(dx, 0, entries, row * columns, columns);
        }
        return NumericArray.of(entries, zeros.count(), columns);
    }

    @Override
    public String toString() {
        return call.op().name()
                + Arrays.toString(call.inputs().stream().map(Node::shape).toArray())
                + " = "
                + value();
    }
}
