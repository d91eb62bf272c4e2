package org.chainrule.dsl.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Foreign;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.ops.Attention;
import org.chainrule.dsl.ops.Dropout;
import org.chainrule.dsl.ops.Gelu;
import org.chainrule.dsl.ops.Softmax;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    /** Published values are given to this many digits. */
    private static final double PUBLISHED = 1e-8;

    private static final long SEED = 7;

    private static Node input(String name, Dim... dims) {
        return Variable.input(name, DType.FLOAT, dims);
    }

    private static Node fixed(String name, long... sizes) {
        return new Variable(name, new Type(Shape.of(sizes), DType.FLOAT), Variable.Role.INPUT)
                .apply();
    }

    private static NumericArray row(double... values) {
        return NumericArray.of(values, values.length);
    }

    private static NumericArray matrix(int rows, double... values) {
        return NumericArray.of(values, rows, values.length / rows);
    }

    private static Variable variable(Node node) {
        return (Variable) node.call().op();
    }

    private static Evaluator at(Node x, NumericArray value) {
        return new Evaluator(Map.of(variable(x), value), SEED);
    }

    private static Evaluator at(Node x, NumericArray a, Node y, NumericArray b) {
        return new Evaluator(Map.of(variable(x), a, variable(y), b), SEED);
    }

    @Test
    void repeatsAxesOfLengthOne() {
        Node x = fixed("x", 2, 1);
        Node y = fixed("y", 3);
        Evaluator evaluator = at(x, matrix(2, 10, 20), y, row(1, 2, 3));
        assertThat(evaluator.valueOf(x.plus(y))).isEqualTo(matrix(2, 11, 12, 13, 21, 22, 23));
    }

    @Test
    void multipliesEachOfManyMatricesByOne() {
        Node a = fixed("a", 2, 1, 2);
        Node b = fixed("b", 2, 1);
        Evaluator evaluator =
                at(a, NumericArray.of(new double[] {1, 2, 3, 4}, 2, 1, 2), b, matrix(2, 5, 6));
        assertThat(evaluator.valueOf(a.matmul(b)))
                .isEqualTo(NumericArray.of(new double[] {17, 39}, 2, 1, 1));
    }

    @Test
    void softmaxHasThePublishedValues() {
        Node x = fixed("x", 3);
        assertThat(at(x, row(1, 2, 3)).valueOf(new Softmax().apply(x)).values())
                .containsExactly(
                        new double[] {0.09003057, 0.24472847, 0.66524096}, within(PUBLISHED));
    }

    @Test
    void geluOfOneIsTheNormalDistributionFunctionAtOne() {
        Node x = fixed("x");
        assertThat(at(x, NumericArray.scalar(1)).valueOf(new Gelu().apply(x)).item())
                .isCloseTo(0.84134475, within(PUBLISHED));
    }

    @Test
    void keepsTheStepsInsideAnOp() {
        Node x = fixed("x", 2);
        Node y = new Softmax().apply(x);
        Node exponentials = y.call().body().get(0).call().input(0);
        assertThat(at(x, row(5, 5)).valueOf(exponentials)).isEqualTo(row(1, 1));
    }

    @Test
    void openAxesTakeTheirSizesFromTheArrays() {
        Node x = input("x", Dim.BATCH, Dim.of("width", 2));
        Evaluator evaluator = at(x, matrix(3, 1, 2, 3, 4, 5, 6));
        assertThat(evaluator.valueOf(x.mean(0))).isEqualTo(row(3, 4));
        assertThat(evaluator.valueOf(x.indices(0))).isEqualTo(row(0, 1, 2));
        assertThat(evaluator.valueOf(x.merge(0, 1))).isEqualTo(row(1, 2, 3, 4, 5, 6));
    }

    @Test
    void openAxisThatWasMergedIsSplitAgain() {
        Dim width = Dim.of("width", 3);
        Node x = input("x", Dim.BATCH, width);
        Node split = x.merge(0, 1).split(0, Dim.BATCH, width);
        NumericArray value = matrix(2, 1, 2, 3, 4, 5, 6);
        assertThat(at(x, value).valueOf(split)).isEqualTo(value);
    }

    @Test
    void firstQueryOfCausalAttentionSeesTheFirstKeyOnly() {
        Node x = fixed("x", 2, 2);
        Node v = fixed("v", 2, 2);
        Node y = new Attention(true, 0).apply(x, x, v);
        Evaluator evaluator = at(x, matrix(2, 1, 2, 3, 4), v, matrix(2, 5, 6, 7, 8));
        assertThat(evaluator.valueOf(y).at(0, 0)).isEqualTo(5);
        assertThat(evaluator.valueOf(y).at(0, 1)).isEqualTo(6);
    }

    @Test
    void whatIsNotChosenMayBeInfinite() {
        Node x = fixed("x", 2);
        Node least = Node.constant(Double.NEGATIVE_INFINITY);
        Node chosen = x.lessThan(Node.constant(0)).choose(least, x);
        assertThat(at(x, row(-1, 3)).valueOf(chosen.exp())).isEqualTo(row(0, Math.exp(3)));
    }

    @Test
    void zeroIsZero() {
        assertThat(new Evaluator(Map.of(), SEED).valueOf(Node.zero()))
                .isEqualTo(NumericArray.scalar(0));
    }

    @Test
    void deepGraphsNeedNoDeepStack() {
        Node x = fixed("x");
        Node y = x;
        for (int i = 0; i < 100_000; i++) {
            y = y.plus(1);
        }
        assertThat(at(x, NumericArray.scalar(1)).valueOf(y).item()).isEqualTo(100_001);
    }

    @Test
    void callDrawsTheSameNumbersWhateverElseIsEvaluated() {
        Node x = fixed("x", 4);
        Node a = x.uniformLike();
        Node b = x.uniformLike();
        Evaluator evaluator = at(x, row(1, 2, 3, 4));
        NumericArray first = evaluator.valueOf(a);
        NumericArray second = evaluator.valueOf(b);
        assertThat(first).isNotEqualTo(second);
        Evaluator changed = evaluator.with(variable(x), row(5, 6, 7, 8));
        assertThat(changed.valueOf(b)).isEqualTo(second);
        assertThat(changed.valueOf(a)).isEqualTo(first);
    }

    @Test
    void seedDecidesWhatIsDrawn() {
        Node x = fixed("x", 4);
        Node drawn = x.uniformLike();
        Map<Variable, NumericArray> values = Map.of(variable(x), row(1, 2, 3, 4));
        NumericArray first = new Evaluator(values, 1).valueOf(drawn);
        assertThat(new Evaluator(values, 1).valueOf(drawn)).isEqualTo(first);
        assertThat(new Evaluator(values, 2).valueOf(drawn)).isNotEqualTo(first);
    }

    @Test
    void drawsLieBetweenZeroAndOne() {
        Node x = fixed("x", 1000);
        NumericArray drawn = at(x, NumericArray.filled(0, 1000)).valueOf(x.uniformLike());
        assertThat(DoubleStream.of(drawn.values())).allMatch(u -> u >= 0 && u < 1);
    }

    @Test
    void pinnedMaskIsReplayed() {
        Node x = fixed("x", 3);
        Call dropout = Call.of(new Dropout(0.5), List.of(x));
        Evaluator evaluator = at(x, row(1, 2, 3)).pinned(dropout.output(1), row(1, 0, 1));
        assertThat(evaluator.valueOf(dropout.output(0))).isEqualTo(row(2, 0, 6));
    }

    @Test
    void foreignOpTakesTheValueThatIsPinned() {
        Node x = fixed("x", 2);
        Node y = new Elsewhere().apply(x);
        assertThat(at(x, row(1, 2)).pinned(y, row(3, 4)).valueOf(y.plus(1))).isEqualTo(row(4, 5));
    }

    @Test
    void rejectsForeignOpWithoutValue() {
        Node x = fixed("x", 2);
        assertThatThrownBy(() -> at(x, row(1, 2)).valueOf(new Elsewhere().apply(x)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "elsewhere: only its own engine can compute the value; it must be pinned,"
                                + " but is not");
    }

    @Test
    void rejectsVariableWithoutValue() {
        Node x = fixed("x", 2);
        assertThatThrownBy(() -> new Evaluator(Map.of(), SEED).valueOf(x.exp()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("x: a variable must be given a value, but none was found");
    }

    @Test
    void rejectsValueThatDoesNotFitItsDeclaration() {
        Node x = fixed("x", 2);
        assertThatThrownBy(() -> at(x, row(1, 2, 3)).valueOf(x.exp()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("x: the value must have the declared shape (2), but found (3)");
    }

    @Test
    void rejectsOpenAxesOfOneNameAndTwoLengths() {
        Node x = input("x", Dim.BATCH);
        Node y = input("y", Dim.BATCH);
        Evaluator evaluator = at(x, row(1, 2), y, row(1, 2, 3));
        assertThatThrownBy(() -> evaluator.valueOf(x.plus(y.sum())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must have the declared shape (batch), but found (")
                .hasMessageContaining("where {batch=");
    }

    @Test
    void rejectsFractionWhereAWholeNumberIsDeclared() {
        Node x = Variable.scalar("steps", DType.INT);
        assertThatThrownBy(() -> at(x, NumericArray.scalar(1.5)).valueOf(x))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("steps: whole numbers are needed, but found 1.5");
    }

    @Test
    void rejectsIndexOutsideTheTable() {
        Node table = fixed("table", 2, 1);
        Node index = Variable.scalar("index", DType.INT);
        Evaluator evaluator = at(table, matrix(2, 1, 2), index, NumericArray.scalar(2));
        assertThatThrownBy(() -> evaluator.valueOf(table.lookUp(index)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("lookUp: an index must name one of 2 rows, but found 2");
    }

    private record Elsewhere() implements Foreign {

        @Override
        public List<Type> infer(List<Node> in) {
            return List.of(in.get(0).type());
        }
    }
}
