package org.chainrule.dsl.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.junit.jupiter.api.Test;

/** On L = Σ (w·x)² with w = 2 and x = (1, 3): dL/dy = 2y, dL/dx = w·dy, dL/dw = Σ x·dy. */
class WorksheetTest {
    private final Worksheet empty = small();

    private static Worksheet small() {
        Node x = Variable.input("x", DType.FLOAT, Dim.of("n", 2));
        Node w = Variable.input("w", DType.FLOAT);
        Node y = x.times(w);
        Map<String, Node> names = new LinkedHashMap<>();
        names.put("y", y);
        return Worksheet.of(y.square().sum(), names, numbers(x, w));
    }

    private static Map<Variable, NumericArray> numbers(Node x, Node w) {
        return Map.of(
                (Variable) x.call().op(),
                NumericArray.of(new double[] {1, 3}, 2),
                (Variable) w.call().op(),
                NumericArray.scalar(2));
    }

    private Worksheet withDy() {
        return empty.fill("y", w -> w.value("y").times(2).times(w.d("loss")));
    }

    @Test
    void emptySheetSaysWhatIsToBeFound() {
        assertThat(empty.text()).isEqualTo("Still to be found: dy, dw, dx.\n");
        assertThat(empty.isDone()).isFalse();
    }

    @Test
    void filledSheetIsDone() {
        Worksheet done =
                withDy().fill("w", w -> w.value("x").times(w.d("y")).sum())
                        .fill("x", w -> w.value("w").times(w.d("y")));
        assertThat(done.isDone()).isTrue();
        assertThat(done.text())
                .isEqualTo(
                        """
                        dy               right  exact
                        dw               right  exact
                        dx               right  exact
                        """);
    }

    @Test
    void rightGradientsAreThoseByHand() {
        assertThat(empty.right("y").values()).containsExactly(4, 12);
        assertThat(empty.right("x").values()).containsExactly(8, 24);
        assertThat(empty.right("w").item()).isEqualTo(40);
    }

    @Test
    void wrongRowSaysWhy() {
        assertThat(withDy().fill("w", w -> w.value("x").times(w.d("y"))).text())
                .isEqualTo(
                        """
                        dy               right  exact
                        dw               wrong  dw must have the shape (), but yours has (n 2): sum over n: missed the sum. w is used once for each step along n, so its gradient is the sum along it.
                        Still to be found: dx.
                        """);
    }

    @Test
    void wrongGradientDoesNotSpoilTheNext() {
        Worksheet sheet =
                empty.fill("y", w -> w.value("y")).fill("x", w -> w.value("w").times(w.d("y")));
        assertThat(sheet.rows()).extracting(Worksheet.Row::isRight).containsExactly(false, true);
        assertThat(sheet.rows().get(0).diagnosis())
                .map(Diagnosis::mistake)
                .contains("a factor 2 missing");
    }

    @Test
    void rightGradientGoesOnWithItsOwnNumbers() {
        double bit = 1 + 0x1p-50; // right, to rounding
        Worksheet sheet =
                empty.fill("y", w -> w.value("y").times(2 * bit))
                        .fill("x", w -> w.value("w").times(w.d("y")));
        assertThat(sheet.rows().get(1).found().orElseThrow().values())
                .containsExactly(8 * bit, 24 * bit);
    }

    @Test
    void rowCanBeFilledInAgain() {
        Worksheet sheet = empty.fill("y", w -> w.value("y")).fill("y", w -> w.value("y").times(2));
        assertThat(sheet.rows()).extracting(Worksheet.Row::isRight).containsExactly(true);
    }

    @Test
    void sheetIsNotChangedByWhatIsFilledIn() {
        withDy();
        assertThat(empty.rows()).isEmpty();
    }

    @Test
    void gradientThatWasNotFoundCannotBeUsed() {
        assertThatThrownBy(() -> empty.fill("x", w -> w.value("w").times(w.d("y"))))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "worksheet: a gradient must be found before it is used, but dy is not. Fill"
                                + " in dy first.");
    }

    @Test
    void unknownNameIsRefused() {
        assertThatThrownBy(() -> empty.value("z"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "worksheet: a value must be one of x, w, y, loss, but found z. Take one of"
                                + " these names.");
    }

    @Test
    void valueWithoutAGradientIsRefused() {
        assertThatThrownBy(() -> BackpropByHand.drawn(1).worksheet().fill("Yb", w -> w.value("Yb")))
                .isInstanceOf(ChainruleException.class)
                .hasMessageStartingWith(
                        "worksheet: a value must be one of those that have a gradient, but Yb has"
                                + " none. They are logprobs, probs, ");
    }

    @Test
    void nameThatIsGivenTwiceIsRefused() {
        Node x = Variable.input("x", DType.FLOAT, Dim.of("n", 2));
        Node w = Variable.input("w", DType.FLOAT);
        Node y = x.times(w);
        assertThatThrownBy(() -> Worksheet.of(y.sum(), Map.of("x", y), numbers(x, w)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "worksheet: each value must have a name of its own, but x is there twice."
                                + " Variables bring their names, and the result is called loss.");
    }
}
