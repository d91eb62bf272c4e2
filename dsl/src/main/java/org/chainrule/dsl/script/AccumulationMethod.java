package org.chainrule.dsl.script;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Buffer;

/**
 * A part of a training step as one method: the part's loss, and its gradients added to {@link
 * GradientSums}. It returns the loss. The weights stay; buffers are brought up to date.
 */
public final class AccumulationMethod {
    private final List<Node> weights;
    private final Updates updates;
    private final GradientSums sums;
    private final Signature signature;
    private final Emitter emitter;

    /**
     * An accumulation.
     *
     * @param inputs the inputs and targets that the loss depends on
     * @param weights what is trained
     * @param buffers what the network brings up to date itself; its parameters come before them
     * @param target what the program is written for
     */
    public AccumulationMethod(
            List<Variable> inputs, List<Node> weights, List<Buffer> buffers, Target target) {
        this.weights = weights;
        updates = new Updates(buffers);
        List<Variable> stored =
                new ArrayList<>(weights.stream().map(w -> (Variable) w.call().op()).toList());
        sums = GradientSums.of(stored);
        buffers.forEach(buffer -> stored.add(buffer.variable()));
        signature =
                new Signature(
                        inputs,
                        stored,
                        sums.places(),
                        GradientSums.names().stream()
                                .map(name -> Variable.scalar(name, DType.FLOAT))
                                .map(scalar -> (Variable) scalar.call().op())
                                .toList());
        emitter = new Emitter(target, updates.reading(signature::term));
    }

    /** What the method takes. */
    public Signature signature() {
        return signature;
    }

    /** Adds the method to a script. */
    public void write(Script script, String name, Node loss, Gradients source) {
        List<String> gradients = GradientMethod.names(emitter, loss, weights, source);
        String result = "torch.detach(" + emitter.emit(loss) + ")";
        updates.write(emitter, signature::term);
        sums.add(emitter, signature::term, gradients);
        script.method(name, signature, emitter, List.of(result));
    }
}
