package org.chainrule.dsl.check;

import ai.djl.ndarray.types.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.dsl.djl.ArrayProgram;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.layers.Network;
import org.chainrule.dsl.layers.Stored;
import org.chainrule.dsl.losses.Loss;
import org.chainrule.dsl.losses.Objective;
import org.chainrule.dsl.script.GradientMethod;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Signature;
import org.chainrule.dsl.script.Target;

/**
 * How large the gradient of each parameter is when training begins: what tells whether gradients
 * vanish or explode with depth.
 */
public final class GradientNorms {
    private GradientNorms() {}

    /**
     * The Euclidean norm of the gradient of a loss by each parameter, in 64 bits, with the
     * parameters as their initializers draw them.
     *
     * @param net the network, declared for training
     * @param loss the loss
     * @param x a batch of inputs
     * @param y its targets
     * @param seed what parameters and dropout are drawn from
     * @return a norm for each parameter, by path, in the order of their declaration
     */
    public static Map<String, Double> of(
            Network net, Loss loss, NumericArray x, NumericArray y, long seed) {
        Declaration declared = net.declare(Mode.TRAINING);
        Objective objective = Objective.of(declared, loss).requireNumber();
        Map<Variable, NumericArray> at = new LinkedHashMap<>();
        at.putAll(Functional.paired(declared.inputs(), List.of(x)));
        objective.variable().ifPresent(target -> at.put(target, y));
        List<Variable> inputs = List.copyOf(at.keySet());
        for (Stored stored : declared.stored()) {
            double[] values = stored.values(seed);
            at.put(stored.variable(), NumericArray.of(values, stored.shape().sizes()));
        }
        List<Variable> stored = declared.stored().stream().map(Stored::variable).toList();
        Signature signature = new Signature(inputs, stored, List.of(), List.of());
        Script script = new Script();
        List<Node> by = declared.parameters().stream().map(p -> p.node()).toList();
        new GradientMethod(signature, Target.CPU, Gradients.DERIVED)
                .write(script, "gradients", objective.value(), by, List.of());
        Map<String, Double> norms = new LinkedHashMap<>();
        try (ArrayProgram program = new ArrayProgram(script, signature)) {
            List<ArrayProgram.Result> results =
                    program.run("gradients", at, DataType.FLOAT64, seed);
            for (int i = 0; i < by.size(); i++) {
                norms.put(declared.parameters().get(i).path(), norm(results.get(i).array()));
            }
        }
        return norms;
    }

    private static double norm(NumericArray array) {
        double greatest = 0; // apart, so that no square is too small or too great for a double
        for (double value : array.values()) {
            greatest = Math.max(greatest, Math.abs(value));
        }
        if (greatest == 0 || !Double.isFinite(greatest)) {
            return greatest;
        }
        double sum = 0;
        for (double value : array.values()) {
            sum += (value / greatest) * (value / greatest);
        }
        return greatest * Math.sqrt(sum);
    }

    /** A batch of normal rows with classes that are drawn evenly, for networks on features. */
    public record Drawn(NumericArray x, NumericArray y) {
        /**
         * Draws a batch.
         *
         * @param rows how many rows
         * @param width how many features
         * @param classes how many classes
         * @param seed what they are drawn from
         */
        public static Drawn of(int rows, int width, int classes, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            NumericArray x = NumericArray.filled(0, rows, width).map(zero -> random.nextGaussian());
            NumericArray y = NumericArray.filled(0, rows).map(zero -> random.nextInt(classes));
            return new Drawn(x, y);
        }
    }
}
