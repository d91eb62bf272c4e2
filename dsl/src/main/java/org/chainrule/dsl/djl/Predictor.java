package org.chainrule.dsl.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.layers.Network;
import org.chainrule.dsl.layers.Requirement;
import org.chainrule.dsl.script.Plan;
import org.chainrule.dsl.script.Script;

/**
 * A network with its weights, to compute with: one native call, without dropout, and with the
 * running statistics of batch normalization. It does not own the weights.
 *
 * <pre>{@code
 * import ai.djl.Device;
 * import ai.djl.ndarray.types.DataType;
 *
 * var net = Net.features(2).dense(3).relu().logits(2);
 * try (var weights = new Weights(net.stored(), 1, DataType.FLOAT32, Device.cpu());
 *         var predictor = new Predictor(net, weights)) {
 *     predictor.predict(NumericArray.of(new double[] {0.5, -1}, 1, 2)); // scores, (1, 2)
 * }
 * }</pre>
 */
public final class Predictor implements AutoCloseable {
    private final List<Variable> inputs;
    private final List<Requirement> requirements;
    private final Weights weights;
    private final Program program;
    private final Stages stages;

    /**
     * Compiles a network.
     *
     * @param net the network
     * @param weights its weights, which are read anew in each call
     */
    public Predictor(Network net, Weights weights) {
        this.weights = weights;
        inputs = net.inputs();
        Declaration declared = net.declare(Mode.EVALUATION);
        requirements = declared.requirements();
        Device device = weights.manager().getDevice();
        Script script = new Script();
        Plan plan =
                new Plan(
                        script,
                        "predict",
                        Native.target(device, weights.type()),
                        List.of(declared.output()),
                        List.of());
        program = new Program(script, device);
        stages = new Stages(program, plan);
    }

    /**
     * The output for a batch.
     *
     * @param scope the manager that will own the output
     * @param xs the network's inputs, in their order
     */
    public NDArray predict(NDManager scope, NDArray... xs) {
        NDList given = new NDList(xs);
        Native.check(inputs, given, requirements);
        return stages.run(scope, v -> given.get(inputs.indexOf(v)), weights::of, false).head();
    }

    /** The same on numbers of plain Java. */
    public NumericArray predict(NumericArray... xs) {
        try (NDManager scope = weights.manager().newSubManager()) {
            NDArray[] copies = new NDArray[xs.length];
            for (int i = 0; i < xs.length; i++) {
                boolean isWhole = i < inputs.size() && inputs.get(i).type().dtype() == DType.INT;
                copies[i] =
                        isWhole
                                ? Native.copy(scope, xs[i].wholeValues(), xs[i].sizes())
                                : Native.copy(scope, xs[i].values(), xs[i].sizes(), weights.type());
            }
            return Native.numbers(predict(scope, copies));
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
