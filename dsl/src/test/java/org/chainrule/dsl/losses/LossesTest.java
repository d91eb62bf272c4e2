package org.chainrule.dsl.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
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
}
