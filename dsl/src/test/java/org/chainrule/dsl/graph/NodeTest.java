package org.chainrule.dsl.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;

class NodeTest {
    private static final NumericArray NUMBERS =
            NumericArray.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);

    private final Node x = Variable.input("x", 2, 3);
    private final Node rows = Variable.input("rows", DType.FLOAT, Dim.BATCH, Dim.of("width", 3));
    private final Evaluator evaluator = Evaluator.of(Map.of(x, NUMBERS, rows, NUMBERS));

    private NumericArray gradient(Node y) {
        return evaluator.valueOf(Reverse.gradients(y, List.of(x)).get(0));
    }

    @Test
    void sliceTakesPartOfAnAxis() {
        NumericArray part = NumericArray.of(new double[] {2, 3, 5, 6}, 2, 2);
        assertThat(evaluator.valueOf(x.slice(1, 1, 2))).isEqualTo(part);
        assertThat(evaluator.valueOf(x.slice(-1, 1, 2))).isEqualTo(part);
        assertThat(evaluator.valueOf(rows.slice(0, 1, 1)))
                .isEqualTo(NumericArray.of(new double[] {4, 5, 6}, 1, 3));
        assertThat(evaluator.valueOf(x.slice(0, 2, 0))).isEqualTo(NumericArray.filled(0, 0, 3));
    }

    @Test
    void sliceKeepsTheNameOfItsAxis() {
        assertThat(rows.slice(1, 0, 2).shape()).hasToString("(batch, width 2)");
    }

    @Test
    void sliceLeavesTheRestWithoutGradient() {
        assertThat(gradient(x.slice(1, 1, 2)))
                .isEqualTo(NumericArray.of(new double[] {0, 1, 1, 0, 1, 1}, 2, 3));
    }

    @Test
    void placeAlongAnAxisVanishes() {
        NumericArray last = NumericArray.of(new double[] {4, 5, 6}, 3);
        assertThat(evaluator.valueOf(x.at(0, 1))).isEqualTo(last);
        assertThat(evaluator.valueOf(x.at(0, -1))).isEqualTo(last);
        assertThat(evaluator.valueOf(x.at(1, -3)))
                .isEqualTo(NumericArray.of(new double[] {1, 4}, 2));
        assertThat(gradient(x.at(1, -1)))
                .isEqualTo(NumericArray.of(new double[] {0, 0, 1, 0, 0, 1}, 2, 3));
    }

    @Test
    void placeAlongAnOpenAxisCountsFromTheEnd() {
        assertThat(evaluator.valueOf(rows.at(0, -1)))
                .isEqualTo(NumericArray.of(new double[] {4, 5, 6}, 3));
        assertThat(evaluator.valueOf(rows.at(0, 0)))
                .isEqualTo(NumericArray.of(new double[] {1, 2, 3}, 3));
    }

    @Test
    void rejectsSliceBeyondItsAxis() {
        assertThatThrownBy(() -> rows.slice(1, 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a slice must lie within its axis, but found 2 from 2 on of width 3");
        assertThatThrownBy(() -> x.at(1, 3))
                .hasMessage("a slice must lie within its axis, but found 1 from 3 on of 3");
        assertThatThrownBy(() -> x.at(1, -4))
                .hasMessage("a slice must lie within its axis, but found 1 from -1 on of 3");
    }

    @Test
    void gradientOfAnArrayIsThatOfItsSum() {
        assertThat(gradient(x.square()))
                .isEqualTo(NumericArray.of(new double[] {2, 4, 6, 8, 10, 12}, 2, 3));
        assertThat(gradient(x.square().sum())).isEqualTo(gradient(x.square()));
    }
}
