package org.chainrule.dsl.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.script.Plan;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Target;

/** The values of nodes in a graph that holds {@link org.chainrule.dsl.graph.Foreign} ops. */
public final class ForeignValues {
    private ForeignValues() {}

    /**
     * Runs the graph up to some nodes in 32 bits, the only ones that every DJL block takes.
     *
     * @param nodes the nodes
     * @param at the values of all variables
     * @param seed what random numbers are drawn from
     */
    public static List<NumericArray> of(
            List<Node> nodes, Map<Variable, NumericArray> at, long seed) {
        Script script = new Script();
        Plan plan = new Plan(script, "forward", Target.CPU, nodes);
        try (Program program = new Program(script, Device.cpu());
                NDManager scope = NDManager.newBaseManager(Device.cpu(), Native.ENGINE)) {
            Map<Variable, NDArray> arrays = new HashMap<>();
            at.forEach((variable, array) -> arrays.put(variable, copy(scope, variable, array)));
            Native.engine().setRandomSeed((int) seed);
            return new Stages(program, plan)
                    .run(scope, arrays::get, arrays::get, false).stream()
                            .map(Native::numbers)
                            .toList();
        }
    }

    private static NDArray copy(NDManager scope, Variable variable, NumericArray array) {
        return variable.type().dtype() == DType.FLOAT
                ? Native.copy(scope, array.values(), array.sizes(), DataType.FLOAT32)
                : Native.copy(scope, array.wholeValues(), array.sizes());
    }
}
