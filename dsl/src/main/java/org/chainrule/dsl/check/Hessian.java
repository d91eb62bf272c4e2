package org.chainrule.dsl.check;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chainrule.dsl.djl.ArrayProgram;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Network;
import org.chainrule.dsl.losses.Loss;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.SecondOrderMethod;
import org.chainrule.dsl.script.Signature;
import org.chainrule.dsl.script.Target;

/**
 * The Hessian of a loss by all parameters of a small network, H = ∂²L/∂θ², where θ are the numbers
 * of all parameters in the order of their declaration.
 *
 * <p>Row i is the gradient of Σ eᵢ ⊙ ∂L/∂θ with the i-th unit vector eᵢ: by hand, the
 * vector-Jacobian products of the vector-Jacobian products; by autograd, a backward pass through
 * the backward pass. One native call a row, in 64 bits.
 *
 * <pre>{@code
 * import org.chainrule.dsl.check.GradientCheck;
 * import org.chainrule.dsl.check.Hessian;
 * import org.chainrule.dsl.losses.Losses;
 * import org.chainrule.dsl.script.Gradients;
 *
 * var net = Net.features(2).dense(3).gelu().dense(2);
 * var x = NumericArray.of(new double[] {0.5, -1}, 1, 2);
 * var h =
 *         Hessian.of(net, Losses.crossEntropy(), x, NumericArray.filled(1, 1),
 *                 new GradientCheck(), Gradients.DERIVED);
 * h.sizes(); // 17 by 17
 * }</pre>
 */
public final class Hessian {
    private Hessian() {}

    /**
     * The Hessian at a batch.
     *
     * @param net the network
     * @param loss the loss
     * @param x the batch
     * @param y its targets
     * @param options where the parameters' values and random draws come from, and the mode
     * @param source by hand or by autograd
     * @return a square matrix
     */
    public static NumericArray of(
            Network net,
            Loss loss,
            NumericArray x,
            NumericArray y,
            GradientCheck options,
            Gradients source) {
        Subject subject =
                NetworkSubject.of("network", net, loss, List.of(x), Optional.of(y), options);
        List<Node> by =
                subject.by().stream()
                        .filter(n -> Subject.variable(n).role() == Variable.Role.PARAMETER)
                        .toList();
        Map<Variable, NumericArray> at = subject.at();
        List<Node> d = new ArrayList<>();
        for (Node parameter : by) {
            Node weight =
                    new Variable("d" + d.size(), parameter.type(), Variable.Role.INPUT).apply();
            at.put(Subject.variable(weight), at.get(Subject.variable(parameter)).map(v -> 0));
            d.add(weight);
        }
        Map<Boolean, List<Variable>> variables =
                at.keySet().stream().collect(Collectors.partitioningBy(v -> v.role().isStored()));
        Signature signature =
                new Signature(variables.get(false), variables.get(true), List.of(), List.of());
        Script script = new Script();
        switch (source) {
            case AUTOGRAD ->
                    new SecondOrderMethod(signature, Target.CPU.inParts())
                            .write(script, "row", subject.loss(), by, d, by);
            case DERIVED ->
                    script.method(
                            "row", signature, Target.CPU.inParts(), rows(subject.loss(), by, d));
        }
        try (ArrayProgram program = new ArrayProgram(script, signature)) {
            return matrix(program, at, d, options.seed());
        }
    }

    /** The gradients of Σ d ⊙ ∂L/∂θ. */
    private static List<Node> rows(Node loss, List<Node> by, List<Node> d) {
        Node one = Node.constant(1);
        List<Node> first = Reverse.gradients(loss, one.expandLike(loss), by);
        Node sum = d.get(0).times(0).sum();
        for (int i = 0; i < by.size(); i++) {
            if (!first.get(i).isZero()) {
                sum = sum.plus(d.get(i).times(first.get(i)).sum());
            }
        }
        List<Node> second = new ArrayList<>();
        List<Node> gradients = Reverse.gradients(sum, one, by);
        for (int i = 0; i < by.size(); i++) {
            Node row = gradients.get(i);
            second.add(row.isZero() ? Node.constant(0).expandLike(by.get(i)) : row);
        }
        return second;
    }

    private static NumericArray matrix(
            ArrayProgram program, Map<Variable, NumericArray> at, List<Node> d, long seed) {
        List<double[]> rows = new ArrayList<>();
        for (Node weight : d) {
            Variable variable = Subject.variable(weight);
            NumericArray zeros = at.get(variable);
            for (int place = 0; place < zeros.count(); place++) {
                at.put(variable, zeros.moved(place, 1));
                rows.add(
                        program.run("row", at, DataType.FLOAT64, seed).stream()
                                .map(result -> result.array().values())
                                .flatMapToDouble(Arrays::stream)
                                .toArray());
            }
            at.put(variable, zeros);
        }
        double[] all = rows.stream().flatMapToDouble(Arrays::stream).toArray();
        return NumericArray.of(all, rows.size(), rows.size());
    }
}
