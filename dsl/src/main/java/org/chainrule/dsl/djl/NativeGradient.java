package org.chainrule.dsl.djl;

import ai.djl.ndarray.types.DataType;
import java.util.HashMap;
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
        Map<Variable, NumericArray> values = new HashMap<>();
        at.forEach((x, array) -> values.put((Variable) x.call().op(), array));
        try (ArrayProgram program = new ArrayProgram(script, signature)) {
            return program.run("gradient", values, DataType.FLOAT64, 0).stream()
                    .map(ArrayProgram.Result::array)
                    .toList();
        }
    }
}
