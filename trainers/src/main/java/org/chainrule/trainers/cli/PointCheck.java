package org.chainrule.trainers.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.dsl.djl.NativeGradient;
import org.chainrule.dsl.eval.CentralDifferences;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.symbolic.Derivation;
import org.chainrule.dsl.symbolic.Domain;
import org.chainrule.dsl.symbolic.Expression;
import org.chainrule.dsl.symbolic.Lowering;

/**
 * A derivative at a point in three ways.
 *
 * @param formula by its formula
 * @param autograd by libtorch's autograd, from the function of one order less
 * @param numerical by central differences of the same
 * @param atKink whether the function has a kink there, where autograd and differences may differ
 */
record PointCheck(double formula, double autograd, double numerical, boolean atKink) {
    private static final double ROUNDING = 1e-9; // relative, of two ways to compute in 64 bits
    private static final double ABSOLUTE = 1e-5; // as in torch.autograd.gradcheck
    private static final double RELATIVE = 1e-3;

    /** Computes all three. */
    static PointCheck of(Derivation derivation, Map<String, Double> point) {
        Expression function = derivation.last();
        Domain domain = Domain.of(function);
        if (!point.containsKey(derivation.by())) { // a constant does not ask for it
            domain.valueOf(Expression.variable(derivation.by()), point);
        }
        domain.valueOf(function, point);
        domain.require(point);
        double formula = derivation.result().at(point);
        Map<String, Node> nodes = new LinkedHashMap<>();
        Map<Variable, NumericArray> values = new LinkedHashMap<>();
        Map<Node, NumericArray> inputs = new LinkedHashMap<>();
        for (String name : point.keySet()) {
            Node node = Variable.input(name, DType.FLOAT);
            NumericArray value = NumericArray.scalar(point.get(name));
            nodes.put(name, node);
            inputs.put(node, value);
            values.put((Variable) node.call().op(), value);
        }
        Node x = nodes.get(derivation.by());
        // a constant function is made to depend on x for autograd
        Node y = new Lowering(nodes).node(function).plus(x.times(0));
        double autograd =
                NativeGradient.of(y, inputs)
                        .get(List.copyOf(nodes.keySet()).indexOf(derivation.by()))
                        .item();
        double numerical =
                CentralDifferences.gradient(new Evaluator(values, 0), y, (Variable) x.call().op())
                        .item();
        return new PointCheck(formula, autograd, numerical, !domain.kinksAt(point).isEmpty());
    }

    /** Whether the three agree, as far as they must. */
    boolean holds() {
        double size = Math.abs(formula);
        boolean likeAutograd = Math.abs(formula - autograd) <= ROUNDING * Math.max(1, size);
        boolean likeNumerical = Math.abs(formula - numerical) <= ABSOLUTE + RELATIVE * size;
        return atKink || (likeAutograd && likeNumerical);
    }

    /** A row for each way: its name, the value, the difference from the formula. */
    List<List<String>> rows() {
        return List.of(
                List.of("formula", shown(formula), ""),
                List.of("autograd", shown(autograd), difference(autograd)),
                List.of("central differences", shown(numerical), difference(numerical)));
    }

    private static String shown(double value) {
        return String.format(Locale.ROOT, "%.12g", value);
    }

    private String difference(double other) {
        return String.format(Locale.ROOT, "difference %.1e", Math.abs(other - formula));
    }
}
