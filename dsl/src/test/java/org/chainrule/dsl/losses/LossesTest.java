package org.chainrule.dsl.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Mode;
import org.junit.jupiter.api.Test;

class LossesTest {
    /** 64 bits, but for the last bits. */
    private static final double DOUBLE = 1e-12;

    private static double crossEntropy(Loss loss, double[] scores, double... classes) {
        int rows = classes.length;
        Node x = Variable.input("x", DType.FLOAT, Dim.BATCH, Dim.of("class", 3));
        Node y = Variable.input("y", DType.INT, Dim.BATCH);
        Map<Variable, NumericArray> values =
                Map.of(
                        (Variable) x.call().op(), NumericArray.of(scores, rows, 3),
                        (Variable) y.call().op(), NumericArray.of(classes, rows));
        return new Evaluator(values, 1).valueOf(loss.apply(x, y)).values()[0];
    }

    @Test
    void targetOfCrossEntropyIsAClassForEachVectorOfScores() {
        Shape scores = Shape.of(Dim.BATCH, Dim.TIME, Dim.of("class", 10));
        assertThat(Losses.crossEntropy().target(scores).orElseThrow().type())
                .isEqualTo(new Type(Shape.of(Dim.BATCH, Dim.TIME), DType.INT));
    }

    @Test
    void crossEntropyOfEqualScoresIsThatOfGuessing() {
        assertThat(crossEntropy(Losses.crossEntropy(), new double[] {7, 7, 7}, 1))
                .isCloseTo(Math.log(3), within(DOUBLE));
    }

    @Test
    void crossEntropyIsTheMeanOfTheNegativeLogarithms() {
        double[] scores = {0, Math.log(2), 0, 0, 0, Math.log(6)}; // 1 : 2 : 1 and 1 : 1 : 6
        assertThat(crossEntropy(Losses.crossEntropy(), scores, 1, 0))
                .isCloseTo((Math.log(2) + Math.log(8)) / 2, within(DOUBLE));
    }

    @Test
    void ignoredTargetsDoNotCount() {
        double[] scores = {0, Math.log(2), 0, 5, 6, 7};
        assertThat(crossEntropy(Losses.crossEntropy(), scores, 1, -100))
                .isCloseTo(Math.log(2), within(DOUBLE));
        assertThat(crossEntropy(Losses.crossEntropy().withIgnoredIndex(2), scores, 1, 2))
                .isCloseTo(Math.log(2), within(DOUBLE));
    }

    @Test
    void everyLossIsFoundForAWholeNetwork() {
        Net net = Net.features(4).dense(3);
        NumericArray x =
                NumericArray.of(
                        new double[] {
                            0.5, -1, 2, 0.25, 1, 0, -0.5, 3, 0.2, 0.7, -1, 1, 2, 2, 1, -3, 1, 1, 0,
                            -2, 0.3, -0.6, 0.9, 1.2
                        },
                        6,
                        4);
        for (Loss loss : List.of(Losses.infoNce(), Losses.clip(), Losses.ntXent())) {
            assertThat(net.checkGradients(loss, x).passed()).as("%s", loss).isTrue();
            assertThat(net.derive(loss).text()).contains("dW");
            assertThat(net.derive(loss).html()).contains("loss.crossEntropy").doesNotContain("NaN");
        }
        assertThat(net.checkGradients(Losses.tripletMargin(), x).passed()).isTrue();
        NumericArray signs = NumericArray.of(new double[] {1, -1, 1}, 3);
        assertThat(net.checkGradients(Losses.cosineEmbedding(), x, signs).passed()).isTrue();
        NumericArray t = NumericArray.filled(0.5, 6, 3);
        assertThat(net.checkGradients(Losses.meanSquaredError().none(), x, t).passed()).isTrue();
        Loss penalized = Losses.huber().penalized(Losses.l1(0.1)).penalized(Losses.l2(0.3));
        assertThat(net.checkGradients(penalized, x, t).passed()).isTrue();
        assertThat(net.derive(penalized).text()).contains("L1 penalty").contains("L2 penalty");
    }

    @Test
    void onlyTheWholeLossHasAGradientOfOne() {
        Net net = Net.features(4).dense(3);
        assertThat(net.derive(Losses.clip()).text())
                .contains("J = a/2\n   dJ = 1\n", "dL = ∂J/∂L", "dy = ∂J/∂y", "A: loss.chunk y₁ (")
                .doesNotContain("∂L/∂");
        assertThat(net.derive(Losses.meanSquaredError().penalized(Losses.l2(0.1))).text())
                .contains("J = a + b", "a: loss.squaredError\n", "dR = 1\n");
        assertThat(net.derive(Losses.tripletMargin()).text())
                .contains("L = a/b\n   dL = 1\n")
                .doesNotContain("J");
        assertThat(net.derive(Losses.crossEntropy()).text()).doesNotContain("∂J");
    }

    @Test
    void gradientOfThePenaltyIsAddedToThatOfTheLoss() {
        Net net = Net.features(1).dense(1);
        Declaration declared = net.declare(Mode.TRAINING);
        Objective objective =
                Objective.of(declared, Losses.meanSquaredError().penalized(Losses.l2(0.25)));
        Node weight = declared.parameters().get(0).node();
        Node bias = declared.parameters().get(1).node();
        Map<Variable, NumericArray> at =
                Map.of(
                        net.input(), NumericArray.filled(3, 1, 1),
                        objective.variable().orElseThrow(), NumericArray.filled(4, 1, 1),
                        declared.parameters().get(0).variable(), NumericArray.filled(2, 1, 1),
                        declared.parameters().get(1).variable(), NumericArray.filled(1, 1));
        List<Node> found =
                Reverse.gradients(objective.value(), Node.constant(1), List.of(weight, bias));
        Evaluator evaluator = new Evaluator(at, 1);
        // (wx + b − t)² + ¼(w² + b²) at w = 2, b = 1, x = 3, t = 4
        assertThat(evaluator.valueOf(objective.value()).item()).isEqualTo(9 + 1.25);
        assertThat(evaluator.valueOf(objective.data()).item()).isEqualTo(9);
        assertThat(evaluator.valueOf(found.get(0)).values()).containsExactly(2 * 3 * 3 + 1);
        assertThat(evaluator.valueOf(found.get(1)).values()).containsExactly(2 * 3 + 0.5);
    }
}
