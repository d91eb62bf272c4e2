package org.chainrule.dsl.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.script.GradientMethod;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Signature;
import org.chainrule.dsl.script.Target;

/** The gradients of a number, computed once by libtorch's autograd in 64 bits. */
public final class NativeGradient {
    private NativeGradient() {}

    /**
     * The gradients.
     *
     * @param y the number
     * @param at the real inputs that it is differentiated by, with their values
     * @return a gradient for each input, in the order of the map
     */
    public static List<NumericArray> of(Node y, Map<Node, NumericArray> at) {
        List<Node> by = List.copyOf(at.keySet());
        List<Variable> inputs = by.stream().map(x -> (Variable) x.call().op()).toList();
        Signature signature = new Signature(inputs, List.of(), List.of(), List.of());
        Script script = new Script();
        new GradientMethod(signature, Target.CPU, Gradients.AUTOGRAD)
                .write(script, "gradient", y, by, List.of());
        try (Program program = new Program(script, Device.cpu());
                NDManager scope = NDManager.newBaseManager(Device.cpu(), Native.ENGINE)) {
            List<NDArray> values =
                    by.stream()
                            .map(at::get)
                            .map(x -> Native.copy(scope, x.values(), x.sizes(), DataType.FLOAT64))
                            .toList();
            Arguments arguments = new Arguments(values, List.of(), List.of());
            return program.run(scope, "gradient", arguments, true).stream()
                    .map(dx -> NumericArray.of(dx.toDoubleArray(), dx.getShape().getShape()))
                    .toList();
        }
    }
}
