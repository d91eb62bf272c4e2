package org.chainrule.dsl.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.ops.Gelu;
import org.chainrule.dsl.ops.LogSoftmax;
import org.chainrule.dsl.ops.Softmax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake, made by hand in an answer, is named; nothing else is. */
class MistakesTest {
    private static final double EPSILON = 1e-5; // that of the exercises

    private static final Exercise TIMES_THREE =
            Exercises.of("3x²", in -> in.get(0).square().times(3), reals("x"));
    private static final Exercise SQUARED_TANH =
            Exercises.of("tanh² x", in -> in.get(0).tanh().square(), reals("x"));
    private static final Exercise PRODUCT =
            Exercises.of("x·t", in -> in.get(0).times(in.get(1)), reals("x"), reals("t"));
    private static final Exercise DIFFERENCE =
            Exercises.of("x − x²", in -> in.get(0).minus(in.get(0).square()), reals("x"));
    private static final Exercise GATED =
            Exercises.of("x·tanh x", in -> in.get(0).times(in.get(0).tanh()), reals("x"));

    /** −Σ ln softmax(x)[t], of a student's own. */
    private static final Exercise SUMMED_LOGARITHMS =
            Exercises.of(
                    "summed logarithms",
                    in -> {
                        Node logarithms = new LogSoftmax().apply(in.get(0));
                        Node isRight = in.get(1).unsqueeze(-1).equalTo(in.get(0).indices(-1));
                        return isRight.choose(logarithms, Node.constant(0)).sum().negate();
                    },
                    Given.reals("x", Dim.of("n", 3), Dim.of("class", 4)),
                    Given.along("t", Dim.of("class", 4), Dim.of("n", 3)));

    private static Given reals(String name) {
        return Given.reals(name, Dim.of("n", 4));
    }

    static Stream<Arguments> made() {
        return Stream.of(
                made("wrong sign", Exercises.tanh(), "dx", (c, dy) -> tanh(c, dy).negate()),
                made(
                        "a factor 2 too many",
                        Exercises.tanh(),
                        "dx",
                        (c, dy) -> tanh(c, dy).times(2)),
                made("a factor 2 missing", Exercises.meanSquaredError(), "dx", MistakesTest::half),
                made(
                        "transposed",
                        Exercises.linear(),
                        "dW",
                        (c, dy) -> x(c).transpose().matmul(dy)),
                made(
                        "transposed a factor",
                        Exercises.linear(),
                        "dx",
                        (c, dy) -> dy.matmul(c.input(1).transpose())),
                made("missed the sum", Exercises.linear(), "db", (c, dy) -> dy),
                made(
                        "missed the sum",
                        Exercises.layerNorm(),
                        "dgamma",
                        (c, dy) -> dy.times(normal(c))),
                made("kept the summed axis", Exercises.linear(), "db", (c, dy) -> dy.sumKept(0)),
                made("took the mean for the sum", Exercises.linear(), "db", (c, dy) -> dy.mean(0)),
                made(
                        "forgot the upstream gradient",
                        Exercises.tanh(),
                        "dx",
                        (c, dy) -> y(c).square().subtractedFrom(1)),
                made(
                        "used the input where the output belongs",
                        Exercises.tanh(),
                        "dx",
                        (c, dy) -> dy.times(x(c).square().subtractedFrom(1))),
                made(
                        "used the input where the output belongs",
                        Exercises.sigmoid(),
                        "dx",
                        (c, dy) -> dy.times(x(c)).times(x(c).subtractedFrom(1))),
                made(
                        "used the input where the output belongs",
                        Exercises.softmax(),
                        "dx",
                        (c, dy) -> x(c).times(dy.minus(dy.times(x(c)).sumKept(-1)))),
                made(
                        "used the output where the input belongs",
                        Exercises.gelu(),
                        "dx",
                        (c, dy) -> new Gelu.Gradient().apply(dy, y(c))),
                made("forgot 1/n", Exercises.mean(), "dx", (c, dy) -> dy.expandLike(x(c))),
                made("forgot 1/n", Exercises.crossEntropy(), "dx", MistakesTest::differences),
                made(
                        "forgot the chain through the mean",
                        Exercises.layerNorm(),
                        "dx",
                        (c, dy) -> g(c, dy).minus(along(c, dy)).times(c.output(2))),
                made(
                        "forgot the chain through the variance",
                        Exercises.layerNorm(),
                        "dx",
                        (c, dy) -> g(c, dy).minus(g(c, dy).meanKept(-1)).times(c.output(2))),
                made(
                        "forgot the chain through the mean and the variance",
                        Exercises.layerNorm(),
                        "dx",
                        (c, dy) -> g(c, dy).times(c.output(2))),
                made(
                        "forgot the chain through the mean and the variance",
                        Exercises.batchNorm(),
                        "dx",
                        (c, dy) -> g(c, dy).times(c.output(2))),
                made(
                        "forgot the chain through the variance",
                        Exercises.batchNorm(),
                        "dx",
                        (c, dy) -> g(c, dy).minus(g(c, dy).meanKept(0)).times(c.output(2))),
                made(
                        "forgot the one-hot of the right class",
                        Exercises.crossEntropy(),
                        "dx",
                        MistakesTest::withoutOneHot),
                made(
                        "forgot the one-hot of the right class",
                        SUMMED_LOGARITHMS,
                        "dx",
                        (c, dy) -> new Softmax().apply(x(c)).times(dy)),
                made(
                        "forgot the cross term of the softmax",
                        Exercises.softmax(),
                        "dx",
                        (c, dy) -> dy.times(y(c)).times(y(c).subtractedFrom(1))),
                made(
                        "forgot the sum of the softmax",
                        Exercises.softmax(),
                        "dx",
                        (c, dy) -> dy.times(y(c))),
                made(
                        "forgot the scale",
                        Exercises.attention(),
                        "dq",
                        (c, dy) -> scores(c, dy).matmul(c.input(1))),
                made(
                        "forgot the scale",
                        Exercises.attention(),
                        "dk",
                        (c, dy) -> scores(c, dy).transpose().matmul(c.input(0))),
                made("forgot the mask", Exercises.attention(), "dv", MistakesTest::unmasked),
                made("forgot the mask", Exercises.relu(), "dx", (c, dy) -> dy),
                made(
                        "forgot a constant factor",
                        TIMES_THREE,
                        "dx",
                        (c, dy) -> dy.times(x(c)).times(2)),
                made("forgot ε", Exercises.layerNorm(), "dx", MistakesTest::withoutEpsilon),
                made(
                        "forgot an inner derivative",
                        SQUARED_TANH,
                        "dx",
                        (c, dy) -> dy.times(x(c).tanh()).times(2)),
                made("took the wrong factor", PRODUCT, "dt", (c, dy) -> dy.times(c.input(1))),
                made("forgot the other factor", PRODUCT, "dx", (c, dy) -> dy),
                made(
                        "lost a minus sign",
                        DIFFERENCE,
                        "dx",
                        (c, dy) -> dy.times(x(c).times(2).plus(1))),
                made("lost a way", GATED, "dx", (c, dy) -> dy.times(x(c).tanh())),
                made("lost a way", Exercises.crossEntropy(), "dx", MistakesTest::targetsAlone),
                made("a factor n too many", Exercises.meanSquaredError(), "dx", MistakesTest::rows),
                made(
                        "a factor n missing",
                        Exercises.mean(),
                        "dx",
                        (c, dy) -> dy.over(x(c).count()).over(x(c).count(0)).expandLike(x(c))));
    }

    private static Arguments made(
            String mistake, Exercise exercise, String gradient, Answer.One answer) {
        return arguments(mistake, exercise.title(), gradient, exercise, answer);
    }

    private static Node x(Call call) {
        return call.input(0);
    }

    private static Node y(Call call) {
        return call.output(0);
    }

    private static Node tanh(Call call, Node dy) {
        return dy.times(y(call).square().subtractedFrom(1));
    }

    /** (x − t)/n. */
    private static Node half(Call call, Node dy) {
        return dy.times(x(call).minus(call.input(1))).over(x(call).count());
    }

    /** 2(x − t)/n, with the n of the rows alone. */
    private static Node rows(Call call, Node dy) {
        return dy.times(x(call).minus(call.input(1))).times(2).over(x(call).count(0));
    }

    /** softmax(x) − onehot. */
    private static Node differences(Call call, Node dy) {
        return new Softmax().apply(x(call)).minus(targets(call)).times(dy);
    }

    /** softmax(x)/n. */
    private static Node withoutOneHot(Call call, Node dy) {
        return new Softmax().apply(x(call)).times(dy).over(x(call).count(0));
    }

    private static Node targets(Call call) {
        return call.input(1).unsqueeze(-1).equalTo(x(call).indices(-1));
    }

    private static Node targetsAlone(Call call, Node dy) {
        return targets(call).times(dy).over(x(call).count(0)).negate();
    }

    private static Node normal(Call norm) {
        return x(norm).minus(norm.output(1)).times(norm.output(2));
    }

    private static Node g(Call norm, Node dy) {
        return dy.times(norm.input(1));
    }

    private static Node along(Call norm, Node dy) {
        return normal(norm).times(g(norm, dy).times(normal(norm)).meanKept(-1));
    }

    private static Node withoutEpsilon(Call norm, Node dy) {
        Node r = norm.output(2).pow(-2).plus(-EPSILON).pow(-0.5);
        Node normal = x(norm).minus(norm.output(1)).times(r);
        Node g = g(norm, dy);
        Node along = normal.times(g.times(normal).meanKept(-1));
        return g.minus(g.meanKept(-1)).minus(along).times(r);
    }

    /** The gradient of the scores, without their scale. */
    private static Node scores(Call attention, Node dy) {
        Node p = attention.output(2);
        Node dp = dy.matmul(attention.input(2).transpose());
        return p.times(dp.minus(dp.times(p).sumKept(-1)));
    }

    private static Node unmasked(Call attention, Node dy) {
        Node q = attention.input(0);
        double scale = 1 / Math.sqrt(q.shape().dim(-1).size());
        Node all = q.matmul(attention.input(1).transpose()).times(scale);
        return new Softmax().apply(all).transpose().matmul(dy);
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @MethodSource("made")
    void mistakeIsNamed(
            String mistake, String title, String gradient, Exercise exercise, Answer.One answer) {
        Grade.Mark mark = exercise.grade(gradient, answer).mark(gradient);
        assertThat(mark.isRight()).as(title).isFalse();
        assertThat(mark.diagnosis()).map(Diagnosis::mistake).contains(mistake);
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @MethodSource("made")
    void mistakeWithAnotherSeedIsNamedTheSame(
            String mistake, String title, String gradient, Exercise exercise, Answer.One answer) {
        Exercise other = exercise.withSeed(7);
        assertThat(other.grade(gradient, answer).mark(gradient).diagnosis())
                .as(title)
                .map(Diagnosis::mistake)
                .contains(mistake);
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @MethodSource("made")
    void mistakeAndABitMoreIsNotNamed(
            String mistake, String title, String gradient, Exercise exercise, Answer.One answer) {
        Answer.One other = (call, dy) -> answer.gradient(call, dy).plus(0.001);
        Grade.Mark mark = exercise.grade(gradient, other).mark(gradient);
        assertThat(mark.diagnosis()).as(title + ", " + mistake).isEmpty();
        assertThat(mark.counterexample()).isPresent();
    }

    @Test
    void forgottenOneHotIsExplained() {
        Grade.Mark mark =
                Exercises.crossEntropy().grade("dx", MistakesTest::withoutOneHot).mark("dx");
        assertThat(mark.diagnosis().orElseThrow().explanation())
                .isEqualTo(
                        "This is softmax alone, without − onehot: the score of the right class"
                                + " also stands in the loss by itself, with a minus sign, so 1 is"
                                + " taken off there.");
    }

    @Test
    void lostWayIsCalledByTheValueThatItGoesThrough() {
        Answer.One slopeOfOneFactor =
                (call, dy) -> dy.times(x(call).over(Math.sqrt(2)).erf().plus(1).over(2));
        assertThat(Exercises.gelu().grade("dx", slopeOfOneFactor).mark("dx").diagnosis())
                .map(Diagnosis::explanation)
                .contains(
                        "x is used in 2 places, and its gradient is the sum over them; the one that"
                                + " comes back through Φ is missing.");
    }

    /** −Σ dy is missing there, not a one-hot: no class is chosen. */
    @Test
    void oneHotIsNotMissedWhereNoClassIsChosen() {
        Exercise exercise =
                Exercise.of(
                        "log-softmax",
                        new LogSoftmax(),
                        Given.reals("x", Dim.of("n", 3), Dim.of("class", 4)));
        Answer.One answer = (call, dy) -> y(call).exp().times(dy.sumKept(-1)).negate();
        assertThat(exercise.grade("dx", answer).mark("dx").diagnosis().map(Diagnosis::mistake))
                .contains("lost a way");
    }

    @Test
    void everyUsualMistakeIsTestedAbove() {
        List<String> tested = made().map(a -> (String) a.get()[0]).distinct().toList();
        assertThat(Mistakes.usual()).extracting(Mistake::name).allMatch(tested::contains);
    }
}
