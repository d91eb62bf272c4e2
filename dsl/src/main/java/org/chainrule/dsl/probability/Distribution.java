package org.chainrule.dsl.probability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.derivation.Equation;
import org.chainrule.dsl.derivation.Line;
import org.chainrule.dsl.derivation.Step;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;

/**
 * A distribution with known parameters.
 *
 * <p>Its log density, or log probability where outcomes can be counted, is an op: what is computed
 * here is what a network can be trained with, and its gradients are the op's own.
 *
 * <pre>{@code
 * import org.chainrule.dsl.probability.Gaussian;
 * import org.chainrule.dsl.eval.NumericArray;
 *
 * var gaussian = new Gaussian(0, 2);
 * gaussian.logDensity(1); // −½·(1/2)² − ln 2 − ½ ln 2π
 * gaussian.gradients(NumericArray.scalar(1)).get("μ"); // 0.25
 * gaussian.derivation().forEach(line -> System.out.println(line.text())); // ℓ = …, dx = …
 * }</pre>
 */
@Teaches(
        meaning = "distributions: log density and its gradients, mean, variance, entropy, sampling",
        rows = "J2")
public interface Distribution {

    /** The log density, as an op of the outcome and then the parameters. */
    Op op();

    /** The parameters, in the op's order. */
    List<NumericArray> parameters();

    /** Whether outcomes are real numbers or whole ones. */
    DType outcomes();

    /** The entropy in nats; the differential entropy where outcomes are real numbers. */
    double entropy();

    /**
     * Checks outcomes; by default takes all.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if one is none of this distribution's
     */
    default void require(NumericArray outcomes) {}

    /** The log density at each outcome. */
    default NumericArray logDensity(NumericArray outcomes) {
        require(outcomes);
        Applied applied = Applied.of(this, outcomes);
        return applied.evaluator().valueOf(applied.density());
    }

    /**
     * The gradients of the log density, summed over the outcomes: by x, where outcomes are real
     * numbers, and by each parameter, under the names that the op gives them.
     */
    default Map<String, NumericArray> gradients(NumericArray outcomes) {
        require(outcomes);
        Applied applied = Applied.of(this, outcomes);
        List<Node> by =
                applied.inputs().stream().filter(node -> node.dtype() == DType.FLOAT).toList();
        List<Node> gradients = Reverse.gradients(applied.density(), applied.upstream(), by);
        Evaluator evaluator = applied.evaluator();
        Map<String, NumericArray> found = new LinkedHashMap<>();
        for (int i = 0; i < by.size(); i++) {
            Variable variable = (Variable) by.get(i).call().op();
            NumericArray zeros = applied.values().get(variable).map(x -> 0);
            found.put(
                    variable.name(),
                    gradients.get(i).isZero() ? zeros : evaluator.valueOf(gradients.get(i)));
        }
        return found;
    }

    /** The log density ℓ and its gradients by x and by each parameter, as formulas. */
    default List<Equation> derivation() {
        List<NumericArray> parameters = parameters();
        long[] sizes = parameters.get(0).sizes();
        Applied applied =
                Applied.of(
                        this,
                        NumericArray.filled(0, outcomes() == DType.INT ? new long[] {1} : sizes));
        Reverse walk = Reverse.of(applied.density(), applied.upstream(), applied.inputs());
        Step step = new Step(1, op().name(), walk.pulls().get(0));
        return step.brief().stream().map(Line::equation).toList();
    }

    /** The op on variables, with their values. */
    record Applied(List<Node> inputs, Map<Variable, NumericArray> values, Node density) {

        private static Applied of(Distribution distribution, NumericArray outcomes) {
            List<String> names = distribution.op().inputSymbols();
            List<NumericArray> arrays = new ArrayList<>();
            arrays.add(outcomes);
            arrays.addAll(distribution.parameters());
            List<Node> inputs = new ArrayList<>();
            Map<Variable, NumericArray> values = new LinkedHashMap<>();
            for (int i = 0; i < arrays.size(); i++) {
                DType dtype = i == 0 ? distribution.outcomes() : DType.FLOAT;
                Type type = new Type(Shape.of(arrays.get(i).sizes()), dtype);
                Variable variable = new Variable(names.get(i), type, Variable.Role.INPUT);
                inputs.add(variable.apply());
                values.put(variable, arrays.get(i));
            }
            Node density = distribution.op().apply(inputs.toArray(Node[]::new));
            return new Applied(inputs, values, density);
        }

        private Node upstream() {
            return Node.constant(1).expandLike(density);
        }

        private Evaluator evaluator() {
            return new Evaluator(values, 0);
        }
    }
}
