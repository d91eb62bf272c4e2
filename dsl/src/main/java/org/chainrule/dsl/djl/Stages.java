package org.chainrule.dsl.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.script.Plan;

/** Runs a {@link Plan}: the methods of a program, and the foreign blocks between them. */
final class Stages {
    private final Program program;
    private final Plan plan;

    Stages(Program program, Plan plan) {
        this.program = program;
        this.plan = plan;
    }

    /**
     * Computes the plan's outputs.
     *
     * @param scope the manager that will own the results
     * @param inputs the array of each input
     * @param stored the array of each parameter and buffer
     * @param differentiates whether autograd is on
     */
    NDList run(
            NDManager scope,
            Function<Variable, NDArray> inputs,
            Function<Variable, NDArray> stored,
            boolean differentiates) {
        Map<Node, NDArray> values = new IdentityHashMap<>();
        Function<Node, NDArray> value =
                node -> {
                    if (node.call().op() instanceof Variable v) {
                        return v.role() == Variable.Role.INPUT ? inputs.apply(v) : stored.apply(v);
                    }
                    return values.get(node);
                };
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(differentiates); // for the blocks between the methods
        try {
            for (Plan.Stage stage : plan.stages()) {
                run(scope, stage, value, values, differentiates);
            }
        } finally {
            JniUtils.setGradMode(before);
        }
        return new NDList(plan.outputs().stream().map(value).toList());
    }

    private void run(
            NDManager scope,
            Plan.Stage stage,
            Function<Node, NDArray> value,
            Map<Node, NDArray> values,
            boolean differentiates) {
        if (stage.hasMethod()) {
            Arguments arguments =
                    new Arguments(
                            stage.takes().stream().map(value).toList(),
                            stage.parameters().stream().map(value).toList(),
                            List.of());
            NDList results = program.run(scope, stage.method(), arguments, differentiates);
            for (int i = 0; i < results.size(); i++) {
                values.put(stage.gives().get(i), results.get(i));
            }
        }
        for (Call call : stage.foreign()) {
            List<NDArray> in =
                    call.inputs().stream().map(value).map(array -> in(scope, array)).toList();
            DjlLayer.Applied applied = (DjlLayer.Applied) call.op();
            values.put(call.output(0), applied.run(in, differentiates));
        }
    }

    /** The same numbers in a scope, which then owns all that DJL computes from them. */
    private static NDArray in(NDManager scope, NDArray array) {
        NDArray view = array.reshape(array.getShape());
        view.attach(scope);
        return view;
    }
}
