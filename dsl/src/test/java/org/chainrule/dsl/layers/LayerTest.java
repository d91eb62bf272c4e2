package org.chainrule.dsl.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.djl.Trial;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.initializers.Initializers;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.script.Gradients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Layers from outside: what a user writes is as good as what the library brings. */
class LayerTest {
    /** 64 bits, but for the last bits. */
    private static final double DOUBLE = 1e-12;

    /** y = a·x, with a learned. */
    record Scale(double start) implements Layer {
        @Override
        public Node apply(Scope scope, Node x) {
            return x.times(scope.parameter("a", Initializers.constant(start)));
        }
    }

    /** Adds the first row of the embedding, which it shares. */
    record AddFirstRow() implements Layer {
        @Override
        public Node apply(Scope scope, Node x) {
            Node table = scope.shared("embed.weight");
            return x.plus(table.lookUp(Node.integer(0)));
        }
    }

    /** Two dense layers in one. */
    record Bottleneck(long width) implements Layer {
        @Override
        public Node apply(Scope scope, Node x) {
            Node narrow = scope.run(new Dense(width), x);
            return scope.run(new Dense(x.shape().dim(-1).size()), narrow);
        }
    }

    @Test
    void nameIsTheClassNameWithASmallLetter() {
        assertThat(new Scale(1).name()).isEqualTo("scale");
        assertThat(new Bottleneck(2).name()).isEqualTo("bottleneck");
    }

    @Test
    void lambdaIsNamedLayer() {
        Layer twice = (scope, x) -> x.times(scope.parameter("a", Initializers.constant(2)));
        assertThat(Net.features(4).then(twice).then(twice).parameters())
                .extracting(Parameter::path)
                .containsExactly("layer.a", "layer2.a");
    }

    @Test
    void ownParameterStandsUnderTheLayersPath() {
        FeatureNet net = Net.features(4).repeat(2, b -> b.then(new Scale(3)).dense(4));
        assertThat(net.parameters())
                .extracting(Parameter::path)
                .startsWith("block[0].scale.a", "block[0].dense.weight")
                .contains("block[1].scale.a");
    }

    @Test
    void layersWithinALayerStandUnderItsPath() {
        assertThat(Net.features(4).then(new Bottleneck(2)).parameters())
                .extracting(p -> p.path() + " " + p.shape())
                .containsExactly(
                        "bottleneck.dense.weight (width 2, width 4)",
                        "bottleneck.dense.bias (width 2)",
                        "bottleneck.dense2.weight (width 4, width 2)",
                        "bottleneck.dense2.bias (width 4)");
    }

    @Test
    void sharedParameterIsTheEarlierOne() {
        SequenceNet net = Net.tokens(8).embed(10, 4).then(new AddFirstRow());
        assertThat(net.parameters()).extracting(Parameter::path).containsExactly("embed.weight");
    }

    @Test
    void layerWithinAResidualSharesWhatStandsOutside() {
        SequenceNet net =
                Net.tokens(8)
                        .embed(10, 4)
                        .repeat(2, b -> b.residual(r -> r.layerNorm().then(new AddFirstRow())));
        assertThat(net.parameters())
                .extracting(Parameter::path)
                .containsExactly(
                        "embed.weight",
                        "block[0].layerNorm.weight",
                        "block[0].layerNorm.bias",
                        "block[1].layerNorm.weight",
                        "block[1].layerNorm.bias");
    }

    @Test
    void parameterWithAnOpenAxisIsRejected() {
        Layer open =
                (scope, x) -> x.plus(scope.parameter("w", Initializers.zeros(), x.shape().dim(-2)));
        assertThatThrownBy(() -> Net.sequence(4).then(open))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "layer: parameters must have a fixed shape, but w has (time). Apply the"
                                + " layer to an input with fixed axes.");
    }

    @Test
    void opThatDoesNotFitIsToldWithTheLayersPath() {
        Layer wrong =
                (scope, x) ->
                        x.plus(scope.parameter("w", Initializers.zeros(), Dim.of("other", 3)));
        assertThatThrownBy(() -> Net.features(4).then(wrong))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "layer: the layer must fit its input (batch, width 4), but shapes must"
                                + " agree or broadcast, but (batch, width 4) and (other 3) differ"
                                + " in width 4 and other 3. Change the layer or the one before"
                                + " it.");
    }

    @Test
    void gradientOfAnOwnParameterIsDerived() {
        FeatureNet net = Net.features(2).then(new Scale(3));
        Declaration declared = net.declare(Mode.TRAINING);
        Node a = declared.parameters().get(0).node();
        Node loss = declared.output().square().sum(); // Σ (a·x)²
        Node gradient =
                Reverse.gradients(loss, Node.constant(1).expandLike(loss), List.of(a)).get(0);
        Map<Variable, NumericArray> values =
                Map.of(
                        net.input(), NumericArray.of(new double[] {1, 2, 3, 4}, 2, 2),
                        declared.parameters().get(0).variable(), NumericArray.of(new double[] {3}));
        double expected = 2 * 3 * (1 + 4 + 9 + 16); // d/da Σ a²x² = 2a·Σ x²
        assertThat(new Evaluator(values, 1).valueOf(gradient).values())
                .containsExactly(new double[] {expected}, within(DOUBLE));
    }

    @ParameterizedTest
    @EnumSource
    void ownParameterTrains(Gradients gradients) {
        FeatureNet net = Net.features(3).then(new Scale(1)).dense(2);
        try (Trial trial = Trial.of(net, Optimizers.sgd(0.5), gradients)) {
            double first = trial.features(8, 3, 2).step(1).loss();
            for (int step = 2; step <= 10; step++) {
                trial.step(step);
            }
            assertThat(trial.step(11).loss()).isLessThan(first);
            assertThat(trial.values("scale.a")[0]).isNotEqualTo(1);
        }
    }
}
