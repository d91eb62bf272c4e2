package org.chainrule.dsl.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.initializers.Initializers;
import org.junit.jupiter.api.Test;

/** Buffers as a layer declares them. */
class BufferTest {
    /** x minus a running mean. */
    record Centred() implements Layer {
        @Override
        public Node apply(Scope scope, Node x) {
            Node mean = scope.buffer("mean", Initializers.zeros(), x.shape().dim(-1));
            scope.update(mean, mean.times(0.9).plus(x.mean(0).times(0.1)));
            return x.minus(mean);
        }
    }

    private static void assertFails(Layer layer, String message) {
        assertThatThrownBy(() -> Net.features(4).then(layer))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(message);
    }

    @Test
    void standsBesideTheParameters() {
        Net net = Net.features(4).then(new Centred()).dense(2);
        assertThat(net.parameters())
                .extracting(Parameter::path)
                .containsExactly("dense.weight", "dense.bias");
        assertThat(net.buffers()).extracting(Buffer::path).containsExactly("centred.mean");
        assertThat(net.stored())
                .extracting(Stored::path)
                .containsExactly("dense.weight", "dense.bias", "centred.mean");
        assertThat(net.parameterCount()).isEqualTo(10);
        assertThat(net.buffers().get(0).variable().role()).isEqualTo(Variable.Role.BUFFER);
    }

    @Test
    void changesInTrainingAlone() {
        Net net = Net.features(4).then(new Centred());
        for (Mode mode : Mode.values()) {
            assertThat(net.declare(mode).buffers().get(0).changes())
                    .isEqualTo(mode == Mode.TRAINING);
        }
    }

    @Test
    void eachBlockHasItsOwn() {
        assertThat(Net.features(4).repeat(2, b -> b.then(new Centred())).buffers())
                .extracting(Buffer::path)
                .containsExactly("block[0].centred.mean", "block[1].centred.mean");
    }

    @Test
    void noGradientReachesThroughItsUpdate() {
        Declaration declared = Net.features(4).dense(3).then(new Centred()).declare(Mode.TRAINING);
        Node loss = declared.output().sum();
        Reverse walk = Reverse.of(loss, Node.constant(1), List.of(declared.input()));
        assertThat(walk.gradient(declared.buffers().get(0).node()).isZero()).isTrue();
        assertThat(walk.gradient(declared.buffers().get(0).after()).isZero()).isTrue();
    }

    @Test
    void mustHaveAFixedShape() {
        assertThatThrownBy(
                        () ->
                                Net.sequence(4)
                                        .then(
                                                (scope, x) ->
                                                        x.plus(
                                                                scope.buffer(
                                                                        "b",
                                                                        Initializers.zeros(),
                                                                        Dim.TIME))))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "layer: buffers must have a fixed shape, but b has (time). Apply the layer"
                                + " to an input with fixed axes.");
    }

    @Test
    void keepsItsShape() {
        assertFails(
                (scope, x) -> {
                    Node mean = scope.buffer("mean", Initializers.zeros(), x.shape().dim(-1));
                    scope.update(mean, x);
                    return x;
                },
                "layer: a buffer must keep its shape, but layer.mean (width 4) becomes (batch,"
                        + " width 4). Reduce the new value to that shape.");
    }

    @Test
    void nothingElseIsUpdated() {
        assertFails(
                (scope, x) -> {
                    Node weight = scope.parameter("w", Initializers.zeros());
                    scope.update(weight, weight.plus(1));
                    return x;
                },
                "layer: only a buffer of the network can be updated, but found layer.w ()."
                        + " Declare it with scope.buffer.");
    }
}
