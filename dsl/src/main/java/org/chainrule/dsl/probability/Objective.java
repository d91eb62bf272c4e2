package org.chainrule.dsl.probability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * A number that is to be made small, as a graph of data and parameters: its gradient and its
 * Hessian are derived from it, and gradient descent and Newton's method find its minimum.
 *
 * <pre>{@code
 * import org.chainrule.dsl.eval.NumericArray;
 * import org.chainrule.dsl.probability.Objective;
 *
 * var w = Objective.variable("w", NumericArray.scalar(0));
 * var f = new Objective(w.minus(org.chainrule.dsl.graph.Node.constant(3)).square(),
 *         Map.of(), List.of(w), List.of(NumericArray.scalar(0)));
 * f.descended(0.1, 1_000).parameters(); // 3
 * f.newton(10).parameters(); // 3, after one step
 * }</pre>
 */
public final class Objective {
    private static final double FLAT = 1e-12; // times the greatest curvature: no curvature
    private static final double ENOUGH = 1e-14; // a gradient that rounding alone may give
    private static final int HALVINGS = 60;

    private final Node value;
    private final List<Node> parameters;
    private final List<NumericArray> start;
    private final Map<Variable, NumericArray> data = new HashMap<>();
    private final List<Node> gradients;

    /**
     * A point that was reached.
     *
     * @param parameters the parameters
     * @param value the objective there
     * @param steps after how many steps
     */
    public record Point(List<NumericArray> parameters, double value, int steps) {
        /** A copy. */
        public Point {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * An objective.
     *
     * @param value a single number
     * @param data the variables that stay as they are, with their values
     * @param parameters the variables that are to be found
     * @param start where the search begins, a value for each parameter
     */
    public Objective(
            Node value,
            Map<Node, NumericArray> data,
            List<Node> parameters,
            List<NumericArray> start) {
        this.value = value;
        this.parameters = List.copyOf(parameters);
        this.start = List.copyOf(start);
        data.forEach((node, array) -> this.data.put(variable(node), array));
        gradients = Reverse.gradients(value, Node.constant(1).expandLike(value), parameters);
    }

    /** A variable of real numbers that takes such values. */
    public static Node variable(String name, NumericArray like) {
        return variable(name, like, DType.FLOAT);
    }

    static Node variable(String name, NumericArray like, DType dtype) {
        Type type = new Type(Shape.of(like.sizes()), dtype);
        return new Variable(name, type, Variable.Role.INPUT).apply();
    }

    private static Variable variable(Node node) {
        return (Variable) node.call().op();
    }

    /** The objective, as a graph. */
    public Node value() {
        return value;
    }

    /** Where the search begins. */
    public List<NumericArray> start() {
        return start;
    }

    private Evaluator evaluator(List<NumericArray> at) {
        Map<Variable, NumericArray> values = new HashMap<>(data);
        for (int i = 0; i < parameters.size(); i++) {
            values.put(variable(parameters.get(i)), at.get(i));
        }
        return new Evaluator(values, 0);
    }

    /** The objective at these parameters. */
    public double at(List<NumericArray> point) {
        return evaluator(point).valueOf(value).item();
    }

    /** The gradient by each parameter. */
    public List<NumericArray> gradient(List<NumericArray> point) {
        Evaluator evaluator = evaluator(point);
        List<NumericArray> found = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Node gradient = gradients.get(i);
            found.add(gradient.isZero() ? point.get(i).map(x -> 0) : evaluator.valueOf(gradient));
        }
        return found;
    }

    /** The second derivatives by all numbers of all parameters, in order: a square matrix. */
    public NumericArray hessian(List<NumericArray> point) {
        List<Node> directions = new ArrayList<>();
        Node slope = Node.constant(0);
        for (int i = 0; i < parameters.size(); i++) {
            Node direction = variable("d" + i, point.get(i));
            directions.add(direction);
            if (!gradients.get(i).isZero()) {
                slope = slope.plus(direction.times(gradients.get(i)).sum());
            }
        }
        List<Node> rows = Reverse.gradients(slope, Node.constant(1), parameters);
        Evaluator zeros = evaluator(point);
        for (int i = 0; i < directions.size(); i++) {
            zeros = zeros.with(variable(directions.get(i)), point.get(i).map(x -> 0));
        }
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < directions.size(); i++) {
            for (int place = 0; place < point.get(i).count(); place++) {
                NumericArray unit = point.get(i).map(x -> 0).with(place, 1);
                Evaluator along = zeros.with(variable(directions.get(i)), unit);
                for (int j = 0; j < rows.size(); j++) {
                    NumericArray row =
                            rows.get(j).isZero()
                                    ? point.get(j).map(x -> 0)
                                    : along.valueOf(rows.get(j));
                    for (double number : row.values()) {
                        all.add(number);
                    }
                }
            }
        }
        int n = (int) Math.round(Math.sqrt(all.size()));
        return NumericArray.of(all.stream().mapToDouble(x -> x).toArray(), n, n);
    }

    /**
     * Gradient descent, θ ← θ − rate·∇f.
     *
     * @param rate the learning rate
     * @param steps how many steps, fewer where the gradient vanishes
     * @throws ChainruleException if the objective is no longer finite
     */
    public Point descended(double rate, int steps) {
        List<NumericArray> here = start;
        for (int step = 0; step < steps; step++) {
            double[] gradient = flat(gradient(here));
            if (norm(gradient) <= ENOUGH) {
                return new Point(here, at(here), step);
            }
            here = moved(here, gradient, -rate);
            if (!Double.isFinite(here.get(0).values()[0]) || !Double.isFinite(at(here))) {
                throw new ChainruleException(
                        "gradient descent",
                        "the objective must stay finite",
                        "but at step " + (step + 1) + " it is not",
                        "Choose a rate below " + rate + ".");
            }
        }
        return new Point(here, at(here), steps);
    }

    /**
     * Newton's method, θ ← θ − |H|⁻¹·∇f, with the Hessian's eigenvalues taken as positive, so that
     * it descends also where f is not convex; directions without curvature are left alone. A step
     * that does not descend is halved.
     *
     * @param steps how many steps, fewer where no step descends
     */
    public Point newton(int steps) {
        List<NumericArray> here = start;
        double best = at(here);
        for (int step = 0; step < steps; step++) {
            double[] direction = newtonDirection(here);
            double length = 1;
            int halvings = 0;
            List<NumericArray> next = moved(here, direction, length);
            while (!(at(next) < best) && halvings < HALVINGS) {
                halvings++;
                length /= 2;
                next = moved(here, direction, length);
            }
            if (halvings == HALVINGS) {
                return new Point(here, best, step);
            }
            here = next;
            best = at(here);
        }
        return new Point(here, best, steps);
    }

    private double[] newtonDirection(List<NumericArray> here) {
        NumericArray hessian = hessian(here);
        int n = hessian.size(0);
        RealMatrix matrix = MatrixUtils.createRealMatrix(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix.setEntry(i, j, 0.5 * (hessian.at(i, j) + hessian.at(j, i)));
            }
        }
        var decomposition = new EigenDecompositionSymmetric(matrix);
        double[] curvatures = decomposition.getEigenvalues();
        double greatest = 0;
        for (double each : curvatures) {
            greatest = Math.max(greatest, Math.abs(each));
        }
        double[] gradient = flat(gradient(here));
        double[] direction = new double[n];
        for (int k = 0; k < n; k++) {
            if (Math.abs(curvatures[k]) > FLAT * greatest) {
                double[] axis = decomposition.getEigenvector(k).toArray();
                double part = 0;
                for (int i = 0; i < n; i++) {
                    part += axis[i] * gradient[i];
                }
                for (int i = 0; i < n; i++) {
                    direction[i] -= axis[i] * part / Math.abs(curvatures[k]);
                }
            }
        }
        return direction;
    }

    private static List<NumericArray> moved(
            List<NumericArray> from, double[] direction, double by) {
        List<NumericArray> moved = new ArrayList<>();
        int place = 0;
        for (NumericArray array : from) {
            double[] values = array.values();
            for (int i = 0; i < values.length; i++) {
                values[i] += by * direction[place++];
            }
            moved.add(NumericArray.of(values, array.sizes()));
        }
        return moved;
    }

    private static double[] flat(List<NumericArray> arrays) {
        return arrays.stream().flatMapToDouble(a -> Arrays.stream(a.values())).toArray();
    }

    private static double norm(double[] vector) {
        return Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
    }
}
