package org.chainrule.dsl.djl;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.script.TrainingMethod;

/**
 * What a learner keeps from call to call besides the weights. It owns the arrays, beside the
 * weights.
 *
 * @param slots the optimizer's slots, by name and path
 * @param sums the sums of gradients, by path; none unless it accumulates
 * @param averages the averages of the weights, by path; none unless it averages
 */
record Memory(Map<String, NDArray> slots, Map<String, NDArray> sums, Map<String, NDArray> averages)
        implements AutoCloseable {

    /** What a method asks for; averages begin as the weights. */
    static Memory of(
            TrainingMethod method,
            List<Parameter> parameters,
            Weights weights,
            TrainingMethod.Extras extras) {
        Map<String, NDArray> slots = new LinkedHashMap<>();
        for (TrainingMethod.Kept kept : method.kept()) {
            slots.put(kept.variable().name(), filled(weights, kept.variable(), kept.initial()));
        }
        Map<String, NDArray> sums = new LinkedHashMap<>();
        Map<String, NDArray> averages = new LinkedHashMap<>();
        for (Parameter each : parameters) {
            if (extras.accumulates()) {
                sums.put(each.path(), filled(weights, each.variable(), 0));
            }
            if (extras.averages()) {
                NDArray average = filled(weights, each.variable(), 0);
                Native.overwrite(average, weights.of(each.variable()));
                averages.put(each.path(), average);
            }
        }
        return new Memory(slots, sums, averages);
    }

    private static NDArray filled(Weights weights, Variable variable, double value) {
        Shape shape = variable.type().shape();
        double[] values = new double[Math.toIntExact(shape.elements())];
        Arrays.fill(values, value);
        return Native.copy(weights.manager(), values, shape.sizes(), weights.type());
    }

    /** All of it, in the order of the method's states. */
    List<NDArray> states() {
        List<NDArray> states = new ArrayList<>(slots.values());
        states.addAll(sums.values());
        states.addAll(averages.values());
        return states;
    }

    @Override
    public void close() {
        states().forEach(NDArray::close);
    }
}
