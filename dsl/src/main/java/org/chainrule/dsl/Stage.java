package org.chainrule.dsl;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.layers.Activation;
import org.chainrule.dsl.layers.Dropout;
import org.chainrule.dsl.layers.Frozen;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.layers.Lora;
import org.chainrule.dsl.layers.Prelu;
import org.chainrule.dsl.layers.Repeat;
import org.chainrule.dsl.layers.Residual;
import org.chainrule.dsl.ops.Elu;
import org.chainrule.dsl.ops.Gelu;
import org.chainrule.dsl.ops.HardSigmoid;
import org.chainrule.dsl.ops.HardSwish;
import org.chainrule.dsl.ops.HardTanh;
import org.chainrule.dsl.ops.LeakyRelu;
import org.chainrule.dsl.ops.LogSigmoid;
import org.chainrule.dsl.ops.Mish;
import org.chainrule.dsl.ops.Relu;
import org.chainrule.dsl.ops.Relu6;
import org.chainrule.dsl.ops.Selu;
import org.chainrule.dsl.ops.Sigmoid;
import org.chainrule.dsl.ops.Silu;
import org.chainrule.dsl.ops.Softplus;
import org.chainrule.dsl.ops.Tanh;

/**
 * A network whose values are real numbers, and the steps that take any shape.
 *
 * @param <S> the stage itself
 */
public abstract sealed class Stage<S extends Stage<S>> extends Net permits VectorStage, ImageNet {
    Stage(Place place, List<Layer> layers) {
        super(place, layers);
    }

    /** The same kind of stage with other layers in another place. */
    abstract S with(Place place, List<Layer> layers);

    /**
     * The layers that a body adds. While it is declared, they stand where they will stand.
     *
     * @param body the body
     * @param whole the layer of this network that holds them
     */
    private List<Layer> layersOf(UnaryOperator<S> body, Function<List<Layer>, Layer> whole) {
        Place inside =
                new Place(input(), layers -> place().around().apply(and(whole.apply(layers))));
        return body.apply(with(inside, List.of())).layers();
    }

    /** Any layer, one of your own included, that keeps the number of axes. */
    public S then(Layer layer) {
        return with(place(), and(layer));
    }

    /** An op of each element. */
    public S activation(Op op) {
        return then(new Activation(op));
    }

    /** x·Φ(x); see {@link Gelu}. */
    public S gelu() {
        return activation(new Gelu());
    }

    /** The same by an approximation: {@code Gelu.Approximation.TANH}, as GPT-2 has it. */
    public S gelu(Gelu.Approximation approximation) {
        return activation(new Gelu(approximation));
    }

    /** max(x, 0); see {@link Relu}. */
    public S relu() {
        return activation(new Relu());
    }

    /** (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ); see {@link Tanh}. */
    public S tanh() {
        return activation(new Tanh());
    }

    /** 1/(1 + e⁻ˣ); see {@link Sigmoid}. */
    public S sigmoid() {
        return activation(new Sigmoid());
    }

    /** x where x &gt; 0, else 0.01·x; see {@link LeakyRelu}. */
    public S leakyRelu() {
        return activation(new LeakyRelu());
    }

    /** x where x &gt; 0, else slope·x; see {@link LeakyRelu}. */
    public S leakyRelu(double slope) {
        return activation(new LeakyRelu(slope));
    }

    /** x where x &gt; 0, else a·x, with one a that is learned; see {@link Prelu}. */
    public S prelu() {
        return prelu(p -> p);
    }

    /** The same with options: {@code p -> p.perChannel(1)}. */
    public S prelu(UnaryOperator<Prelu> options) {
        return then(options.apply(new Prelu()));
    }

    /** ln(1 + eˣ); see {@link Softplus}. */
    public S softplus() {
        return activation(new Softplus());
    }

    /** x·σ(x); see {@link Silu}. */
    public S silu() {
        return activation(new Silu());
    }

    /** x where x &gt; 0, else eˣ − 1; see {@link Elu}. */
    public S elu() {
        return activation(new Elu());
    }

    /** λ·x where x &gt; 0, else λα·(eˣ − 1); see {@link Selu}. */
    public S selu() {
        return activation(new Selu());
    }

    /** x·tanh(ln(1 + eˣ)); see {@link Mish}. */
    public S mish() {
        return activation(new Mish());
    }

    /** min(max(x, −1), 1); see {@link HardTanh}. */
    public S hardTanh() {
        return activation(new HardTanh());
    }

    /** min(max(x, 0), 6); see {@link Relu6}. */
    public S relu6() {
        return activation(new Relu6());
    }

    /** min(max(x + 3, 0), 6)/6; see {@link HardSigmoid}. */
    public S hardSigmoid() {
        return activation(new HardSigmoid());
    }

    /** x·min(max(x + 3, 0), 6)/6; see {@link HardSwish}. */
    public S hardSwish() {
        return activation(new HardSwish());
    }

    /** ln σ(x); see {@link LogSigmoid}. */
    public S logSigmoid() {
        return activation(new LogSigmoid());
    }

    /** Sets elements to 0 with probability p in training; see {@link Dropout}. */
    public S dropout(double p) {
        return then(new Dropout(p));
    }

    /** x + f(x); see {@link Residual}. */
    public S residual(UnaryOperator<S> body) {
        return then(new Residual(layersOf(body, Sequence::new)));
    }

    /** Steps whose weights do not learn; see {@link Frozen}. */
    public S frozen(UnaryOperator<S> body) {
        return then(new Frozen(layersOf(body, Frozen::new)));
    }

    /** Steps whose weights do not learn, with adapters of low rank that do; see {@link Lora}. */
    public S lora(int rank, double alpha, UnaryOperator<S> body) {
        return then(new Lora(rank, alpha, layersOf(body, layers -> new Lora(rank, alpha, layers))));
    }

    /**
     * The network as far as it is declared, with weights that do not learn and adapters of low rank
     * that do: a trained network that is to be adapted. See {@link Lora}.
     */
    public S withLora(int rank, double alpha) {
        return with(place(), List.of(new Lora(rank, alpha, layers())));
    }

    /** The same steps several times, each with parameters of its own; see {@link Repeat}. */
    public S repeat(int times, UnaryOperator<S> block) {
        return then(new Repeat(times, layersOf(block, body -> new Repeat(1, body))));
    }
}
