package org.chainrule.dsl.descent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Variable;

/**
 * Newton's method on small problems: x = x − (H + δI)⁻¹∇L, where x are the numbers of all variables
 * in order, and H is the Hessian, ∂²L/∂x², the derivatives of the derivatives.
 *
 * <p>On a quadratic L one step without damping leads to where the gradient is 0; near a minimum the
 * number of right digits about doubles with each step. Where H has negative eigenvalues it leads to
 * a saddle or a maximum; a damping δ beyond their magnitude makes it descend. It computes in plain
 * Java, in 64 bits; n numbers ask for n evaluations of the gradient's gradient and a system of n
 * equations. For example
 *
 * <pre>{@code
 * import java.util.List;
 * import java.util.Map;
 * import org.chainrule.dsl.descent.Newton;
 *
 * Node x = Variable.input("x", DType.FLOAT, Dim.of("", 2));
 * Node loss = x.minus(x.times(0.5).exp()).square().sum();
 * Variable variable = (Variable) x.call().op();
 * var start = Map.of(variable, NumericArray.of(new double[] {1, 3}, 2));
 * List<Newton.Step> steps = new Newton(0.1).steps(loss, List.of(x), start, 20);
 * }</pre>
 *
 * <p>Source: Nocedal and Wright, "Numerical Optimization", 2006, section 3.3.
 *
 * @param damping δ, 0 or more
 */
@Teaches(
        meaning = "Newton's method, from the Hessian",
        formula = "x = x − (H + δI)⁻¹∇L",
        rows = "G6")
public record Newton(double damping) {

    /**
     * A step.
     *
     * @param loss the loss before it
     * @param gradientNorm the norm of the gradient before it
     * @param to the values of all variables after it
     */
    public record Step(double loss, double gradientNorm, Map<Variable, NumericArray> to) {}

    /** Checks the damping. */
    public Newton {
        if (!(damping >= 0 && damping < Double.POSITIVE_INFINITY)) {
            throw new ChainruleException(
                    "newton",
                    "the damping must be 0 or more",
                    "but found " + damping,
                    "Use 0 near a minimum.");
        }
    }

    /** Newton's method without damping. */
    public Newton() {
        this(0);
    }

    /**
     * Steps from a point.
     *
     * @param loss a single number
     * @param by the variables that change
     * @param at the values of all variables that the loss depends on
     * @param count how many steps
     * @throws ChainruleException where H + δI has no inverse
     */
    public List<Step> steps(Node loss, List<Node> by, Map<Variable, NumericArray> at, int count) {
        List<Node> unit = new ArrayList<>();
        for (int i = 0; i < by.size(); i++) {
            unit.add(new Variable("e" + i, by.get(i).type(), Variable.Role.INPUT).apply());
        }
        Node one = Node.constant(1);
        List<Node> gradient = Reverse.gradients(loss, one.expandLike(loss), by);
        Node slope = Node.constant(0);
        for (int i = 0; i < by.size(); i++) {
            if (!gradient.get(i).isZero()) {
                slope = slope.plus(unit.get(i).times(gradient.get(i)).sum());
            }
        }
        List<Node> row = Reverse.gradients(slope, one, by);
        List<Step> steps = new ArrayList<>();
        Map<Variable, NumericArray> point = at;
        for (int i = 0; i < count; i++) {
            Step step = step(new Graphs(loss, by, gradient, unit, row), point);
            steps.add(step);
            point = step.to();
        }
        return steps;
    }

    /** The loss, its gradient, and a row of its Hessian for a unit vector, by these variables. */
    private record Graphs(
            Node loss, List<Node> by, List<Node> gradient, List<Node> unit, List<Node> row) {}

    private Step step(Graphs graphs, Map<Variable, NumericArray> at) {
        Map<Variable, NumericArray> given = new HashMap<>(at);
        for (int i = 0; i < graphs.unit().size(); i++) {
            NumericArray value = at.get(variable(graphs.by().get(i)));
            given.put(variable(graphs.unit().get(i)), value.map(x -> 0));
        }
        Evaluator here = new Evaluator(given, 0);
        double[] g = flat(here, graphs.gradient(), graphs.by(), at);
        double[][] h = new double[g.length][];
        int place = 0;
        for (Node unit : graphs.unit()) {
            NumericArray zeros = given.get(variable(unit));
            for (int i = 0; i < zeros.count(); i++) {
                Evaluator there = here.with(variable(unit), zeros.moved(i, 1));
                h[place] = flat(there, graphs.row(), graphs.by(), at);
                h[place][place] += damping;
                place++;
            }
        }
        double[] direction = Elimination.solve(h, g);
        Map<Variable, NumericArray> to = new HashMap<>(at);
        int done = 0;
        for (Node x : graphs.by()) {
            NumericArray before = at.get(variable(x));
            double[] after = before.values().clone();
            for (int i = 0; i < after.length; i++) {
                after[i] -= direction[done++];
            }
            to.put(variable(x), NumericArray.of(after, before.sizes()));
        }
        double norm = 0;
        for (double each : g) {
            norm = Math.hypot(norm, each);
        }
        return new Step(here.valueOf(graphs.loss()).item(), norm, to);
    }

    /** The values of gradients by variables, one after the other. */
    private static double[] flat(
            Evaluator evaluator,
            List<Node> gradients,
            List<Node> by,
            Map<Variable, NumericArray> at) {
        int count = by.stream().mapToInt(x -> at.get(variable(x)).count()).sum();
        double[] flat = new double[count];
        int place = 0;
        for (int i = 0; i < by.size(); i++) {
            int own = at.get(variable(by.get(i))).count();
            if (!gradients.get(i).isZero()) {
                double[] values = evaluator.valueOf(gradients.get(i)).values();
                System.arraycopy(values, 0, flat, place, own);
            }
            place += own;
        }
        return flat;
    }

    private static Variable variable(Node node) {
        return (Variable) node.call().op();
    }
}
