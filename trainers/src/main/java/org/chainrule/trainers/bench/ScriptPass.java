package org.chainrule.trainers.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.djl.Arguments;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Program;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Signature;

/** Chainrule's side: one call of a script that holds the derived gradients, as training runs it. */
final class ScriptPass implements Pass {
    private static final String METHOD = "gradients";

    private final Program program;
    private final Arguments arguments;

    ScriptPass(Part part, Sample sample) {
        Variable upstream = new Variable("dy", part.output().type(), Variable.Role.INPUT);
        List<Variable> inputs = new ArrayList<>();
        part.inputs().forEach(input -> inputs.add(variable(input)));
        inputs.add(upstream);
        List<Variable> parameters = part.parameters().stream().map(Parameter::variable).toList();
        Script script = new Script();
        script.method(
                METHOD,
                new Signature(inputs, parameters, List.of(), List.of()),
                Native.target(Device.cpu(), DataType.FLOAT32),
                part.results(upstream.apply()));
        program = new Program(script, Device.cpu());
        List<NDArray> data = new ArrayList<>(sample.inputs());
        data.add(sample.upstream());
        arguments = new Arguments(data, sample.parameters(), List.of());
    }

    private static Variable variable(Node node) {
        return (Variable) node.call().op();
    }

    @Override
    public NDList run(NDManager scope) {
        return program.run(scope, METHOD, arguments, false);
    }

    /** The TorchScript source. */
    String source() {
        return program.source();
    }

    @Override
    public void close() {
        program.close();
    }
}
