package org.chainrule.dsl.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.layers.Parameter;
import org.junit.jupiter.api.Test;

class NewtonTest {
    /** 64 bits, but for the last bits. */
    private static final double DOUBLE = 1e-12;

    private static final Node X = Variable.input("x", DType.FLOAT, Dim.of("", 2));

    private static Map<Variable, NumericArray> at(double... x) {
        return Map.of(variable(X), NumericArray.of(x, x.length));
    }

    private static Variable variable(Node node) {
        return (Variable) node.call().op();
    }

    private static double[] x(Newton.Step step) {
        return step.to().get(variable(X)).values();
    }

    private static Node part(Node x, int index) {
        return x.slice(0, Node.integer(index), Node.integer(1), Dim.of("", 1)).sum();
    }

    /** ½(3a² + 2ab + 2b²) − a − 3b, whose least is where 3a + b = 1 and a + 2b = 3. */
    private static Node quadratic() {
        Node a = part(X, 0);
        Node b = part(X, 1);
        return a.square().times(1.5).plus(a.times(b)).plus(b.square()).minus(a).minus(b.times(3));
    }

    @Test
    void oneStepSolvesAQuadratic() {
        List<Newton.Step> steps = new Newton().steps(quadratic(), List.of(X), at(17, -4), 2);
        assertThat(x(steps.get(0))).containsExactly(new double[] {-0.2, 1.6}, within(DOUBLE));
        assertThat(steps.get(1).gradientNorm()).isLessThan(DOUBLE);
    }

    /** eˣ − 2x has its least at ln 2; Newton's error there is ½e² and less than e². */
    @Test
    void nearAMinimumTheErrorIsSquared() {
        Node loss = X.exp().minus(X.times(2)).sum();
        double error = Math.abs(1 - Math.log(2));
        for (Newton.Step step : new Newton().steps(loss, List.of(X), at(1, 1), 4)) {
            double next = Math.abs(x(step)[0] - Math.log(2));
            assertThat(next).isLessThanOrEqualTo(Math.max(0.55 * error * error, DOUBLE));
            error = next;
        }
        assertThat(error).isLessThan(DOUBLE);
    }

    /** x⁴/4 − x²/2 has a maximum at 0; there the Hessian is −1. */
    @Test
    void dampingDescendsWhereTheCurvatureIsNegative() {
        Node loss = X.square().square().times(0.25).minus(X.square().times(0.5)).sum();
        double[] plain = x(new Newton().steps(loss, List.of(X), at(0.1, 0.1), 30).get(29));
        double[] damped = x(new Newton(2).steps(loss, List.of(X), at(0.1, 0.1), 200).get(199));
        assertThat(plain).containsExactly(new double[] {0, 0}, within(DOUBLE));
        assertThat(damped).containsExactly(new double[] {1, 1}, within(DOUBLE));
    }

    /** With a squared error the loss of a linear network is a quadratic of all its weights. */
    @Test
    void oneStepFitsALinearNetwork() {
        Declaration net = Net.features(2).dense(3).declare(Mode.TRAINING);
        Variable x = variable(net.input());
        Variable y = new Variable("y", net.output().type(), Variable.Role.INPUT);
        Node loss = net.output().minus(y.apply()).square().mean();
        Map<Variable, NumericArray> at = new HashMap<>();
        at.put(x, NumericArray.of(new double[] {1, 0, 0.5, 2, -1, 1, 3, 3}, 4, 2));
        at.put(y, NumericArray.of(new double[] {1, 2, 3, 0, 0, 1, 5, 4, 3, 1, 1, 0}, 4, 3));
        for (Parameter parameter : net.parameters()) {
            double[] first = parameter.values(1);
            at.put(parameter.variable(), NumericArray.of(first, parameter.shape().sizes()));
        }
        List<Node> by = net.parameters().stream().map(Parameter::node).toList();
        List<Newton.Step> steps = new Newton().steps(loss, by, at, 2);
        assertThat(steps.get(0).gradientNorm()).isGreaterThan(1);
        assertThat(steps.get(1).gradientNorm()).isLessThan(DOUBLE);
        assertThat(steps.get(1).loss()).isLessThan(steps.get(0).loss());
    }

    @Test
    void hessianWithoutAnInverseIsRefused() {
        assertThatThrownBy(() -> new Newton().steps(X.sum(), List.of(X), at(1, 2), 1))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "newton: the Hessian must have an inverse, but it has none at this point."
                                + " Begin elsewhere, or damp it: new Newton(0.1).");
    }

    @Test
    void negativeDampingIsRefused() {
        assertThatThrownBy(() -> new Newton(-1))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "newton: the damping must be 0 or more, but found -1.0. Use 0 near a"
                                + " minimum.");
    }
}
