package org.chainrule.dsl.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.check.GradientCheck;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Dense;
import org.chainrule.dsl.ledger.Ledger;
import org.junit.jupiter.api.Test;

/** Expressions as parts of a network. */
class SymbolicLossTest {
    private static final Node Y = Variable.input("y", DType.FLOAT, Dim.of("batch", 2));
    private static final Node T = Variable.input("t", DType.FLOAT, Dim.of("batch", 2));
    private static final Evaluator AT =
            new Evaluator(
                    Map.of(
                            (Variable) Y.call().op(), NumericArray.of(new double[] {1, 5}, 2),
                            (Variable) T.call().op(), NumericArray.of(new double[] {3, 4}, 2)),
                    0);

    @Test
    void lossIsTheMeanAndItsGradientTheFormula() {
        Node loss = SymbolicLoss.of("(y - t)^2").apply(Y, T);
        assertThat(AT.valueOf(loss).item()).isEqualTo((4 + 1) / 2.0);
        Node dy = Reverse.gradients(loss, Node.constant(1), java.util.List.of(Y)).get(0);
        assertThat(AT.valueOf(dy).values()).containsExactly(2 * -2 / 2.0, 2 * 1 / 2.0);
    }

    /** (wx − t)² by w is 2x(wx − t): the textbook's first network. */
    @Test
    void oneWeightAndOneExample() {
        Net net = Net.features(1).then(new Dense(1).withoutBias());
        NumericArray x = NumericArray.filled(3, 1, 1);
        NumericArray t = NumericArray.filled(4, 1, 1);
        Map<String, NumericArray> w = Map.of("dense.weight", NumericArray.filled(2, 1, 1));
        Ledger ledger =
                new GradientCheck().withParameters(w).of(net, SymbolicLoss.of("(y - t)^2"), x, t);
        assertThat(ledger.passed()).isTrue();
        assertThat(ledger.rows().get(0).norm()).isEqualTo(2 * 3 * (2 * 3 - 4)); // 2x(wx − t)
        assertThat(net.derive(SymbolicLoss.of("(y - t)^2")).text()).contains("dW");
    }

    @Test
    void targetHasTheShapeOfTheOutput() {
        assertThat(SymbolicLoss.of("|y - t|").target(Y.shape()).orElseThrow().type().shape())
                .isEqualTo(Y.shape());
    }

    @Test
    void otherVariablesAreRefused() {
        assertThatThrownBy(() -> SymbolicLoss.of("(y - x)^2"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "expression: an op must be of y and t, but (y − x)² is of x and y. Name the"
                                + " inputs of the op, in order.");
    }

    @Test
    void activationKeepsTheShape() {
        Net net = Net.features(4).dense(8).activation(Symbolic.of("x*sigmoid(x)")).dense(2);
        assertThat(net.summary().toString()).contains("symbolic");
    }
}
