package org.chainrule.dsl.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.ops.Relu;
import org.junit.jupiter.api.Test;

class ReverseTest {
    private final Map<Variable, NumericArray> values = new HashMap<>();

    /** A variable with these numbers. */
    private Node given(double[] numbers, long... sizes) {
        Type type = new Type(Shape.of(sizes), DType.FLOAT);
        Variable variable = new Variable("x" + values.size(), type, Variable.Role.INPUT);
        values.put(variable, NumericArray.of(numbers, sizes));
        return variable.apply();
    }

    private Node row(double... numbers) {
        return given(numbers, numbers.length);
    }

    private static List<Node> gradients(Node y, Node... by) {
        return Reverse.gradients(y, Node.constant(1), Arrays.asList(by));
    }

    private NumericArray gradient(Node y, Node by) {
        return value(gradients(y, by).get(0));
    }

    private NumericArray value(Node node) {
        return new Evaluator(values, 1).valueOf(node);
    }

    private static NumericArray array(double... numbers) {
        return NumericArray.of(numbers, numbers.length);
    }

    @Test
    void biasGetsTheSumOverTheRowsItWasAddedTo() {
        Node x = given(new double[6], 3, 2);
        Node bias = row(1, 2);
        Node weights = given(new double[] {1, 10, 2, 20, 3, 30}, 3, 2);
        assertThat(gradient(x.plus(bias).times(weights).sum(), bias)).isEqualTo(array(6, 60));
    }

    @Test
    void axisOfLengthOneGetsTheSumAndStays() {
        Node x = given(new double[6], 3, 2);
        Node column = given(new double[] {1, 2, 3}, 3, 1);
        assertThat(gradient(x.plus(column).sum(), column))
                .isEqualTo(NumericArray.of(new double[] {2, 2, 2}, 3, 1));
    }

    @Test
    void numberThatScalesAllGetsTheSumOfAll() {
        Node x = given(new double[] {1, 2, 3, 4}, 2, 2);
        Node scale = given(new double[] {5});
        assertThat(gradient(x.times(scale).sum(), scale)).isEqualTo(NumericArray.scalar(10));
    }

    @Test
    void valueThatIsUsedTwiceGetsTheSum() {
        Node x = row(3, -1);
        assertThat(gradient(x.square().plus(x).sum(), x)).isEqualTo(array(7, -1));
    }

    @Test
    void tiedMatrixGetsTheGradientsOfBothUses() {
        Node w = given(new double[] {2}, 1, 1);
        Node x = given(new double[] {5}, 1, 1);
        Node y = x.matmul(w).matmul(w.transpose()); // x·w²
        assertThat(gradient(y.sum(), w).item()).isEqualTo(20);
    }

    @Test
    void equalsShareTheGradientOfTheirMaximum() {
        Node x = row(1, 2, 3);
        Node y = row(2, 2, 2);
        assertThat(gradient(x.max(y).sum(), x)).isEqualTo(array(0, 0.5, 1));
        assertThat(gradient(x.max(y).sum(), y)).isEqualTo(array(1, 0.5, 0));
        assertThat(gradient(x.min(y).sum(), x)).isEqualTo(array(1, 0.5, 0));
    }

    @Test
    void greatestOfARowShareItsGradientEvenly() {
        Node x = given(new double[] {4, 1, 4, 2, 3, 3}, 2, 3);
        assertThat(gradient(x.maxKept(-1).sum(), x))
                .isEqualTo(NumericArray.of(new double[] {0.5, 0, 0.5, 0, 0.5, 0.5}, 2, 3));
    }

    @Test
    void kinksHaveTheDerivativeZero() {
        Node x = row(0, -2, 2);
        assertThat(gradient(x.abs().sum(), x)).isEqualTo(array(0, -1, 1));
        assertThat(gradient(new Relu().apply(x).sum(), x)).isEqualTo(array(0, 0, 1));
    }

    @Test
    void unusedInputHasNoGradient() {
        Node x = row(1);
        Node unused = row(2);
        assertThat(gradients(x.sum(), x, unused).get(1)).isSameAs(Node.zero());
    }

    @Test
    void inputBehindAComparisonHasNoGradient() {
        Node x = row(1);
        Node y = row(2);
        Node chosen = x.lessThan(y).choose(y, Node.constant(0)).sum();
        assertThat(gradients(chosen, x, y).get(0)).isSameAs(Node.zero());
    }

    @Test
    void wholeNumbersHaveNoGradient() {
        Node table = given(new double[] {1, 2, 3}, 3, 1);
        Node index = Variable.scalar("index", DType.INT);
        assertThat(gradients(table.lookUp(index).sum(), index).get(0)).isSameAs(Node.zero());
    }

    @Test
    void rowThatIsLookedUpTwiceGetsTheSum() {
        Node table = given(new double[] {1, 2, 3}, 3, 1);
        Node x = row(0, 0);
        Node first = x.indices(0).times(Node.integer(0)); // 0, 0
        assertThat(gradient(table.lookUp(first).sum(), table))
                .isEqualTo(NumericArray.of(new double[] {2, 0, 0}, 3, 1));
    }

    @Test
    void chunkThatIsNotUsedGetsZeros() {
        Node x = row(1, 2, 3, 4);
        assertThat(gradient(x.chunk(0, 2).get(1).sum(), x)).isEqualTo(array(0, 0, 1, 1));
    }

    @Test
    void valueInTheMiddleIsTakenAsIndependent() {
        Node x = row(3);
        Node middle = x.square();
        List<Node> both = gradients(middle.times(x).sum(), middle, x);
        assertThat(value(both.get(0))).isEqualTo(array(3));
        assertThat(value(both.get(1))).isEqualTo(array(9)); // x alone, not through the square
    }

    @Test
    void gradientCanBeDifferentiatedAgain() {
        Node x = row(2, 3);
        Node first = gradients(x.pow(3).sum(), x).get(0);
        Node second = gradients(first.sum(), x).get(0);
        Node third = gradients(second.sum(), x).get(0);
        assertThat(value(second)).isEqualTo(array(12, 18));
        assertThat(value(third)).isEqualTo(array(6, 6));
    }

    @Test
    void byProductIsDifferentiatedThroughItsExpression() {
        Node x = row(2, 3);
        Node cube = Call.of(new SquareAndCube(), List.of(x)).output(1);
        assertThat(gradient(cube.sum(), x)).isEqualTo(array(12, 27));
    }

    @Test
    void inputThatIsTakenTwiceHasItsGradientOnce() {
        Op product = in -> List.of(in.get(0).times(in.get(1)));
        Node x = row(3);
        assertThat(gradient(product.apply(x, x).sum(), x)).isEqualTo(array(6)); // of x²
    }

    @Test
    void walkKeepsTheGradientsOfWhatLiesBetweenAndItsSteps() {
        Node x = row(3);
        Node square = x.square();
        Node y = square.times(x).sum();
        Reverse walk = Reverse.of(y, Node.constant(1), List.of(x));
        assertThat(value(walk.gradient(square))).isEqualTo(array(3));
        assertThat(value(walk.gradient(x))).isEqualTo(array(27)); // through the square too
        assertThat(walk.gradient(row(1)).isZero()).isTrue();
        assertThat(walk.pulls().stream().map(pull -> pull.call().op().rule()))
                .containsExactly("sum over axes", "product rule", "product rule");
    }

    @Test
    void rejectsGradientOfAnotherShape() {
        Node x = given(new double[6], 2, 3);
        Node y = given(new double[12], 3, 4);
        Node product = new Transposed().apply(x, y);
        assertThatThrownBy(() -> gradients(product.sum(), x, y))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "transposed must give dx1 the shape of its input (3, 4), but gave (4, 3)");
    }

    /** x·y, with dyᵀ·x for xᵀ·dy. */
    private record Transposed() implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            return List.of(in.get(0).matmul(in.get(1)));
        }

        @Override
        public List<Node> vjp(Call call, Node dy) {
            return List.of(
                    dy.matmul(call.input(1).transpose()), dy.transpose().matmul(call.input(0)));
        }
    }

    @Test
    void rejectsOpThatForgetsAnInput() {
        Node x = row(1);
        Node y = row(2);
        Node product = new Forgetful().apply(x, y);
        assertThatThrownBy(() -> gradients(product.sum(), x, y))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("forgetful must give a gradient for each of its 2 inputs, but gave 1");
    }

    private record SquareAndCube() implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            return List.of(in.get(0).square(), in.get(0).pow(3));
        }

        @Override
        public List<Node> vjp(Call call, Node dy) {
            return List.of(dy.times(call.input(0)).times(2));
        }
    }

    private record Forgetful() implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            return List.of(in.get(0).times(in.get(1)));
        }

        @Override
        public List<Node> vjp(Call call, Node dy) {
            return List.of(dy.times(call.input(1)));
        }
    }
}
