package org.chainrule.dsl.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * An op applied to nodes. Two calls are never equal, so that one random draw is not another.
 *
 * <p>For a primitive the outputs are known by its {@link Primitive#infer rule}; for any other op by
 * its {@link #body()}, the forward expression on just these inputs.
 */
public final class Call {
    private final Op op;
    private final List<Node> inputs;
    private final List<Node> body;
    private final List<Node> outputs;

    private Call(Op op, List<Node> inputs) {
        this.op = op;
        this.inputs = List.copyOf(inputs);
        List<Type> types;
        if (op instanceof Primitive primitive) {
            body = List.of();
            types = primitive.infer(this.inputs);
        } else {
            body = List.copyOf(op.forward(this.inputs));
            types = body.stream().map(Node::type).toList();
        }
        List<Node> made = new ArrayList<>();
        for (Type type : types) {
            made.add(new Node(this, made.size(), type));
        }
        outputs = List.copyOf(made);
    }

    /** Applies an op. */
    public static Call of(Op op, List<Node> inputs) {
        return new Call(op, inputs);
    }

    /** What is applied. */
    public Op op() {
        return op;
    }

    /** What it is applied to. */
    public List<Node> inputs() {
        return inputs;
    }

    /** One of the inputs. */
    public Node input(int index) {
        return inputs.get(index);
    }

    /** The op's forward expression on these inputs, a node for each output; empty if primitive. */
    public List<Node> body() {
        return body;
    }

    /** What comes out. */
    public List<Node> outputs() {
        return outputs;
    }

    /** One of the outputs; 0 is the result. */
    public Node output(int index) {
        return outputs.get(index);
    }

    @Override
    public String toString() {
        return op + " of " + inputs.stream().map(n -> n.shape().toString()).toList();
    }
}
