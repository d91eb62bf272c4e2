package org.chainrule.dsl.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.ops.Dropout;
import org.junit.jupiter.api.Test;

class CentralDifferencesTest {
    /** Rounding, 10⁻¹⁶ over a step of 10⁻⁶, times the size of the numbers here. */
    private static final double ROUNDING = 1e-8;

    private final Node x = Variable.input("x", DType.FLOAT, Dim.BATCH);
    private final Variable variable = (Variable) x.call().op();
    private final NumericArray values = NumericArray.of(new double[] {-1, 0.5, 2}, 3);
    private final Evaluator evaluator = new Evaluator(Map.of(variable, values), 3);

    @Test
    void cubeHasThreeTimesTheSquare() {
        NumericArray gradient = CentralDifferences.gradient(evaluator, x.pow(3).sum(), variable);
        assertThat(gradient.values()).containsExactly(new double[] {3, 0.75, 12}, within(ROUNDING));
    }

    @Test
    void randomNumbersStayTheSame() {
        Node kept = new Dropout(0.5).apply(x).over(x); // 0 or 2, of any x
        NumericArray gradient = CentralDifferences.gradient(evaluator, kept.sum(), variable);
        assertThat(gradient.values()).containsExactly(new double[3], within(ROUNDING));
    }
}
