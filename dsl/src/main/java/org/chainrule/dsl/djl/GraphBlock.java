package org.chainrule.dsl.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Sizes;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.layers.Network;
import org.chainrule.dsl.layers.Requirement;
import org.chainrule.dsl.layers.Stored;
import org.chainrule.dsl.script.Plan;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Target;

/**
 * A network as an ordinary DJL block, with named DJL parameters: it trains in a stock {@code
 * Trainer}, stands inside other blocks, and is saved as they are.
 *
 * <p>Its forward pass is one native call, which in training also brings buffers up to date. Where
 * DJL records gradients, autograd goes through it. Closing the block frees the native program.
 */
public final class GraphBlock extends AbstractBlock implements AutoCloseable {
    private static final byte VERSION = 1;

    private final List<Variable> inputs;
    private final Map<String, Parameter> own = new LinkedHashMap<>();
    private final Map<Mode, Stages> stages = new EnumMap<>(Mode.class);
    private final Map<Mode, List<Requirement>> requirements = new EnumMap<>(Mode.class);
    private final org.chainrule.dsl.graph.Shape output;
    private final Program program;

    /**
     * The block of a network.
     *
     * @param net the network
     * @param seed what the parameters' first values are drawn from
     * @param device where it runs
     */
    public GraphBlock(Network net, long seed, Device device) {
        super(VERSION);
        inputs = net.inputs();
        for (Stored declared : net.stored()) {
            boolean isLearned = declared instanceof org.chainrule.dsl.layers.Parameter;
            Parameter parameter =
                    Parameter.builder()
                            .setName(declared.path())
                            .setType(isLearned ? Parameter.Type.WEIGHT : Parameter.Type.OTHER)
                            .optRequiresGrad(isLearned)
                            .optShape(new Shape(declared.shape().sizes()))
                            .optInitializer(
                                    (manager, shape, type) ->
                                            Weights.draw(manager, declared, seed, type))
                            .build();
            own.put(declared.path(), addParameter(parameter));
        }
        Script script = new Script();
        Map<Mode, Plan> plans = new EnumMap<>(Mode.class);
        Target target = device.isGpu() ? Target.CUDA : Target.CPU; // autograd may follow it
        for (Mode mode : List.of(Mode.TRAINING, Mode.EVALUATION)) {
            String name = mode.name().toLowerCase(Locale.ROOT);
            Declaration declared = net.declare(mode);
            List<Node> outputs = List.of(declared.output());
            plans.put(mode, new Plan(script, name, target, outputs, declared.buffers()));
            requirements.put(mode, declared.requirements());
        }
        output = plans.get(Mode.EVALUATION).outputs().get(0).shape();
        program = new Program(script, device);
        plans.forEach((mode, plan) -> stages.put(mode, new Stages(program, plan)));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store,
            NDList inputs,
            boolean training,
            PairList<String, Object> options) {
        Mode mode = training ? Mode.TRAINING : Mode.EVALUATION;
        Native.check(this.inputs, inputs, requirements.get(mode));
        NDArray first = inputs.head();
        return stages.get(mode)
                .run(
                        first.getManager(),
                        variable -> input(variable, inputs.get(this.inputs.indexOf(variable))),
                        variable -> parameter(store, variable, first.getDevice(), training),
                        JniUtils.isGradMode());
    }

    private static NDArray input(Variable variable, NDArray given) {
        boolean isInteger = variable.type().dtype() == DType.INT;
        return isInteger ? given.toType(DataType.INT64, false) : given;
    }

    private NDArray parameter(
            ParameterStore store, Variable variable, Device device, boolean training) {
        return store.getValue(own.get(variable.name()), device, training);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Sizes sizes = Sizes.of(inputs.get(0).type().shape(), inputShapes[0].getShape());
        return new Shape[] {new Shape(sizes.of(output))};
    }

    @Override
    public void close() {
        program.close();
    }
}
