package org.chainrule.dsl;

import java.util.List;
import java.util.function.UnaryOperator;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Activation;
import org.chainrule.dsl.layers.Dropout;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.layers.Repeat;
import org.chainrule.dsl.layers.Residual;
import org.chainrule.dsl.ops.Gelu;
import org.chainrule.dsl.ops.Relu;

/**
 * A network whose values are real numbers, and the steps that take any shape.
 *
 * @param <S> the stage itself
 */
public abstract sealed class Stage<S extends Stage<S>> extends Net permits VectorStage, ImageNet {
    Stage(Variable input, List<Layer> layers) {
        super(input, layers);
    }

    /** The same kind of stage with another input and other layers. */
    abstract S with(Variable input, List<Layer> layers);

    /** The layers that a body adds to a value like this network's output. */
    private List<Layer> layersOf(UnaryOperator<S> body) {
        Variable here = new Variable("input", declared().output().type(), Variable.Role.INPUT);
        return body.apply(with(here, List.of())).layers();
    }

    /** Any layer, one of your own included, that keeps the number of axes. */
    public S then(Layer layer) {
        return with(input(), and(layer));
    }

    /** An op of each element. */
    public S activation(Op op) {
        return then(new Activation(op));
    }

    /** x·Φ(x); see {@link Gelu}. */
    public S gelu() {
        return activation(new Gelu());
    }

    /** max(x, 0); see {@link Relu}. */
    public S relu() {
        return activation(new Relu());
    }

    /** Sets elements to 0 with probability p in training; see {@link Dropout}. */
    public S dropout(double p) {
        return then(new Dropout(p));
    }

    /** x + f(x); see {@link Residual}. */
    public S residual(UnaryOperator<S> body) {
        return then(new Residual(layersOf(body)));
    }

    /** The same steps several times, each with parameters of its own; see {@link Repeat}. */
    public S repeat(int times, UnaryOperator<S> block) {
        try {
            return then(new Repeat(times, layersOf(block)));
        } catch (ChainruleException e) {
            throw e.within("block[0]");
        }
    }
}
