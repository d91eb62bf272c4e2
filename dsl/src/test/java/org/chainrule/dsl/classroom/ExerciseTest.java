package org.chainrule.dsl.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Sizes;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.ops.Dropout;
import org.chainrule.dsl.ops.LayerNorm;
import org.chainrule.dsl.ops.Linear;
import org.chainrule.dsl.symbolic.Symbolic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExerciseTest {

    static List<Exercise> ready() {
        return Exercises.all();
    }

    private static List<Node> linear(Call call, Node dy, Node db) {
        return List.of(dy.matmul(call.input(1)), dy.transpose().matmul(call.input(0)), db);
    }

    @ParameterizedTest
    @MethodSource("ready")
    void ownGradientsOfTheOpPass(Exercise exercise) {
        Grade grade = exercise.grade(exercise.op()::vjp);
        assertThat(grade.isRight()).as(grade.text()).isTrue();
    }

    /** The second derivation: op by op in primitives, without the op's closed form. */
    @ParameterizedTest
    @MethodSource("ready")
    void gradientsByTheChainRuleAlonePass(Exercise exercise) {
        Answer chained =
                (call, dy) -> Reverse.gradients(Rewrite.inParts(call.output(0)), dy, call.inputs());
        Grade grade = exercise.grade(chained);
        assertThat(grade.isRight()).as(grade.text()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("ready")
    void solutionHasAGradientOfTheShapeOfEachInput(Exercise exercise) {
        Solution solution = exercise.solution();
        assertThat(solution.gradients())
                .extracting(Solution.Part::name)
                .containsExactlyElementsOf(exercise.gradients());
        for (int i = 0; i < solution.gradients().size(); i++) {
            Node dx = solution.gradients().get(i).node();
            Node x = solution.call().input(exercise.reals().get(i));
            assertThat(dx.shape().agrees(x.shape())).isTrue();
        }
    }

    @Test
    void solutionIsWrittenOutFromTheOpItself() {
        assertThat(Exercises.tanh().solution().text())
                .isEqualTo(
                        """
                        y = tanh x
                        dx = dy ⊙ (1 − y²)
                        """);
        assertThat(Exercises.linear().solution().text())
                .isEqualTo(
                        """
                        y = x·Wᵀ + b
                        dx = dy·W
                        dW = dyᵀ·x
                        db = Σₙ dy
                        """);
    }

    @Test
    void solutionOfAnExpressionCallsTheInputsByTheirNames() {
        Exercise exercise =
                Exercises.of(
                        "score",
                        in -> in.get(0).times(in.get(1)),
                        Given.reals("w", Dim.of("n", 4)),
                        Given.reals("t", Dim.of("n", 4)));
        assertThat(exercise.solution().text())
                .isEqualTo(
                        """
                        y = w ⊙ t
                        dw = dy ⊙ t
                        dt = dy ⊙ w
                        """);
    }

    @Test
    void rightAnswerIsCalledExactOrApproximate() {
        Grade grade =
                Exercises.linear().grade((call, dy) -> linear(call, dy, dy.transpose().sum(1)));
        assertThat(grade.text())
                .isEqualTo(
                        """
                        linear: 3 of 3 gradients right.
                        dx is right: exact.
                        dW is right: exact.
                        db is right: exact.
                        """);
    }

    @Test
    void wrongShapeIsSaidAsSuch() {
        Grade grade = Exercises.linear().grade((call, dy) -> linear(call, dy, dy));
        assertThat(grade.text())
                .isEqualTo(
                        """
                        linear: 2 of 3 gradients right.
                        dx is right: exact.
                        dW is right: exact.
                        db is wrong: db must have the shape (out 3), but yours has (n 4, out 3): sum over n.
                          Mistake: missed the sum. b is used once for each step along n, so its gradient is the sum along it.
                          The smallest input that shows it:
                            x: [[0]]
                            W: [[0]]
                            b: [0]
                            dy: [[0]]
                            right db: [0]
                            yours: [[0]]
                        """);
    }

    @Test
    void wrongNumbersComeWithTheirMistakeAndTheSmallestInput() {
        Grade grade =
                Exercises.tanh()
                        .grade(
                                "dx",
                                (call, dy) -> dy.times(call.input(0).square().subtractedFrom(1)));
        assertThat(grade.text())
                .isEqualTo(
                        """
                        tanh: 0 of 1 gradients right.
                        dx is wrong, max difference 3.17621.
                          Mistake: used the input where the output belongs. The formula is right where the result of the forward pass stands in it, not x.
                          The smallest input that shows it:
                            x: [1]
                            dy: [1]
                            right dx: [0.419974]
                            yours: [0]
                        """);
    }

    @Test
    void mistakeThatIsNotKnownGetsNoNameButAnInput() {
        Grade grade = Exercises.tanh().grade("dx", (call, dy) -> dy.times(call.input(0)));
        assertThat(grade.text())
                .isEqualTo(
                        """
                        tanh: 0 of 1 gradients right.
                        dx is wrong, max difference 3.21208.
                          The smallest input that shows it:
                            x: [0]
                            dy: [1]
                            right dx: [1]
                            yours: [0]
                        """);
    }

    @Test
    void graphThatDoesNotFitIsToldWithItsReason() {
        Grade grade = Exercises.linear().grade("dx", (call, dy) -> dy.matmul(call.input(0)));
        assertThat(grade.mark("dx").problem())
                .contains(
                        "a matrix product needs as many columns on the left as rows on the right,"
                                + " but found (n 4, out 3) and (n 4, in 5)");
        assertThat(grade.mark("dx").diagnosis()).isEmpty();
    }

    @Test
    void codeThatThrowsIsAWrongAnswer() {
        Answer.One unfinished =
                (call, dy) -> {
                    throw new UnsupportedOperationException("not yet");
                };
        Grade grade = Exercises.tanh().grade("dx", unfinished);
        assertThat(grade.isRight()).isFalse();
        assertThat(grade.mark("dx").problem())
                .contains("java.lang.UnsupportedOperationException: not yet");
    }

    @Test
    void nullIsAWrongAnswer() {
        assertThat(Exercises.tanh().grade("dx", (call, dy) -> null).mark("dx").problem())
                .contains("no gradient was given, but null");
    }

    @Test
    void noGradientIsComparedAsZeros() {
        Grade grade = Exercises.tanh().grade("dx", (call, dy) -> Node.zero());
        assertThat(grade.mark("dx").counterexample()).map(Counterexample::found).contains("[0]");
    }

    @Test
    void notANumberIsWrong() {
        Answer.One logOfNegatives = (call, dy) -> call.input(0).square().negate().log();
        Grade grade = Exercises.tanh().grade("dx", logOfNegatives);
        assertThat(grade.isRight()).isFalse();
        assertThat(grade.mark("dx").agreement().orElseThrow().maxDifference()).isNaN();
    }

    @Test
    void smallestInputOfAMissingMinusSignHasOneNumber() {
        Grade grade = Exercises.softmax().grade("dx", (call, dy) -> dy.times(call.output(0)));
        Map<String, ?> inputs = grade.mark("dx").counterexample().orElseThrow().inputs();
        assertThat(inputs).hasToString("{x=[[0.0]], dy=[[1.0]]}");
    }

    @Test
    void smallestInputRespectsWhatTheInputMayHold() {
        Exercise far =
                Exercises.of(
                        "root", in -> in.get(0).sqrt(), Given.between("x", 4, 9, Dim.of("n", 3)));
        Grade grade = far.grade("dx", (call, dy) -> dy);
        double x = grade.mark("dx").counterexample().orElseThrow().inputs().get("x").values()[0];
        assertThat(x).isBetween(4.0, 9.0);
    }

    @Test
    void sameSeedGivesTheSameGrade() {
        Answer.One wrong = (call, dy) -> dy.times(call.output(0));
        Exercise exercise = Exercises.softmax();
        assertThat(exercise.grade("dx", wrong)).isEqualTo(exercise.grade("dx", wrong));
    }

    @Test
    void hintsComeOneAtATime() {
        Exercise exercise = Exercises.linear();
        assertThat(exercise.hints()).hasSize(5);
        assertThat(exercise.hint(2)).isEqualTo("b is added to each row.");
        assertThat(exercise.hint(3))
                .isEqualTo(
                        "A gradient has the shape of what it belongs to: dx (n 4, in 5), dW (out 3,"
                                + " in 5), db (out 3).");
        assertThat(exercise.hint(4))
                .isEqualTo(
                        "Go back step by step: to x through add, matMul; to W through add, matMul,"
                                + " transpose; to b through add.");
        assertThatThrownBy(() -> exercise.hint(6))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "linear: a hint must have a number from 1 to 5, but found 6. After the last"
                                + " hint there is the solution.");
    }

    @Test
    void opOfOnesOwnNeedsOnlyItsInputs() {
        Exercise exercise = Exercise.of(new Cube(), Example.reals(3));
        assertThat(exercise.gradients()).containsExactly("dx0");
        assertThat(exercise.grade(new Cube()::vjp).isRight()).isTrue();
        assertThat(
                        exercise.grade("dx0", (c, dy) -> dy.times(c.input(0).square()).times(-3))
                                .mark("dx0")
                                .diagnosis())
                .map(Diagnosis::mistake)
                .contains("wrong sign");
    }

    @Test
    void opWithExamplesNeedsNothing() {
        assertThat(Exercise.of(new LayerNorm(1e-5)).gradients())
                .containsExactly("dx0", "dx1", "dx2");
    }

    @Test
    void opWithoutItsOwnExampleIsRefused() {
        assertThatThrownBy(() -> Exercise.of(new LayerNorm(0.5)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "layerNorm: one of the examples must be of LayerNorm[epsilon=0.5], but none"
                                + " is. Give the inputs: Exercise.of(title, op, inputs).");
    }

    @Test
    void stepOfANetworkIsAnExercise() {
        Dim width = Dim.of("width", 5);
        Node x = Variable.input("x", DType.FLOAT, Dim.BATCH, width);
        Node w = Variable.input("w", DType.FLOAT, Dim.of("out", 2), width);
        Node b = Variable.input("b", DType.FLOAT, Dim.of("out", 2));
        Call step = new Linear().apply(x.tanh(), w, b).call();
        Exercise exercise = Exercise.of(step, new Sizes(Map.of("batch", 3L)));
        Grade grade = exercise.grade((call, dy) -> linear(call, dy, dy));
        assertThat(grade.mark("dx2").problem())
                .contains(
                        "dx2 must have the shape (out 2), but yours has (batch 3, out 2): sum over"
                                + " batch");
    }

    @Test
    void stepOnWholeNumbersIsRefused() {
        Node table = Variable.input("table", DType.FLOAT, Dim.of("rows", 3), Dim.of("width", 2));
        Node index = Variable.input("index", DType.INT, Dim.of("n", 4));
        Call step = table.lookUp(index).call();
        assertThatThrownBy(() -> Exercise.of(step, new Sizes(Map.of())))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "lookUp: the inputs of a step must be real numbers, but found INT. Give the"
                                + " inputs: Exercise.of(title, op, inputs).");
    }

    @Test
    void lengthThatIsWrittenAsANumberIsRecognized() {
        Answer.One fixed = (call, dy) -> dy.over(4 * 5).expandLike(call.input(0));
        assertThat(Exercises.mean().grade("dx", fixed).mark("dx").diagnosis())
                .contains(
                        new Diagnosis(
                                "fixed a length",
                                "The gradient is right for the lengths of the exercise, and wrong"
                                        + " for others. A length may be written in it as a"
                                        + " number."));
    }

    @Test
    void randomMaskIsTheSameForTheAnswerAndTheDerivation() {
        Exercise dropout = Exercise.of(new Dropout(0.5));
        assertThat(dropout.grade(new Dropout(0.5)::vjp).isRight()).isTrue();
        assertThat(dropout.grade("dx0", (c, dy) -> dy.times(2)).mark("dx0").diagnosis())
                .map(Diagnosis::mistake)
                .contains("forgot the mask");
        assertThat(dropout.grade("dx0", (c, dy) -> dy.times(c.output(1))).mark("dx0").diagnosis())
                .map(Diagnosis::mistake)
                .contains("a factor 2 missing");
    }

    @Test
    void mistakeBeforeARandomMaskIsRecognized() {
        Exercise exercise =
                Exercises.of(
                        "dropout of tanh",
                        in -> new Dropout(0.5).apply(in.get(0).tanh()),
                        Given.reals("x", Dim.of("n", 4)));
        Answer.One inner = (call, dy) -> dy.times(call.body().get(0).call().output(1)).times(2);
        assertThat(exercise.grade("dx", inner).mark("dx").diagnosis())
                .map(Diagnosis::mistake)
                .contains("forgot an inner derivative");
    }

    @Test
    void gradientMayBeAFormulaOfInputsResultAndDy() {
        Answer.One tanh = Answer.One.of(new TanhBackward());
        assertThat(Exercises.tanh().grade("dx", tanh).isRight()).isTrue();
    }

    @Test
    void answerMayBeALineOfText() {
        Answer.One right = Answer.One.of(Symbolic.of("g*(1 - y^2)", "x", "y", "g"));
        Answer.One wrong = Answer.One.of(Symbolic.of("g*(1 - x^2)", "x", "y", "g"));
        assertThat(Exercises.tanh().grade("dx", right).isRight()).isTrue();
        assertThat(Exercises.tanh().grade("dx", wrong).text())
                .contains("used the input where the output belongs");
    }

    @Test
    void mistakeOfOnesOwnIsRecognized() {
        Mistake seven =
                new Mistake(
                        "multiplied by seven",
                        walk ->
                                List.of(
                                        new Mistake.Wrong(
                                                "It is not seven.", () -> walk.right().times(7))));
        Exercise exercise = Exercises.tanh().withMistake(seven);
        Answer.One answer =
                (call, dy) -> dy.times(call.output(0).square().subtractedFrom(1)).times(7);
        assertThat(exercise.grade("dx", answer).mark("dx").diagnosis())
                .contains(new Diagnosis("multiplied by seven", "It is not seven."));
    }

    @Test
    void answerMayLeaveOutInputsWithoutAGradient() {
        Exercise exercise = Exercises.crossEntropy();
        Answer whole = exercise.op()::vjp;
        Answer only = (call, dy) -> whole.gradients(call, dy).subList(0, 1);
        assertThat(exercise.grade(only).isRight()).isTrue();
    }

    @Test
    void answerWithTooFewGradientsIsRefused() {
        assertThatThrownBy(() -> Exercises.linear().grade((call, dy) -> List.of(dy)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "linear: an answer must give the gradients dx, dW, db, but yours gives 1."
                                + " Return List.of(dx, dW, db).");
    }

    @Test
    void unknownGradientIsRefused() {
        assertThatThrownBy(() -> Exercises.linear().grade("dw", (call, dy) -> dy))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "linear: a gradient must be one of dx, dW, db, but found dw. Its name is d"
                                + " and the name of the input.");
    }

    @Test
    void inputsThatTheOpDoesNotTakeAreRefused() {
        assertThatThrownBy(
                        () ->
                                Exercise.of(
                                        "linear",
                                        new Linear(),
                                        Given.reals("x", Dim.of("n", 4), Dim.of("in", 5)),
                                        Given.reals("W", Dim.of("out", 3), Dim.of("in", 6))))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "linear: the op must take its inputs, but it says: a matrix product needs as"
                                + " many columns on the left as rows on the right, but found (n 4,"
                                + " in 5) and (in 6, out 3). Give inputs of other shapes.");
    }

    @Test
    void inputsOfTheSameNameAreRefused() {
        Given x = Given.reals("x", Dim.of("n", 4));
        assertThatThrownBy(() -> Exercises.of("sum", in -> in.get(0).plus(in.get(1)), x, x))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "sum: each input must have a name of its own, and none dy, but found [x, x]."
                                + " Name them otherwise.");
    }

    @Test
    void exerciseWithoutRealInputsIsRefused() {
        Dim n = Dim.of("n", 3);
        assertThatThrownBy(() -> Exercises.of("places", in -> in.get(0), Given.along("i", n, n)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "places: an exercise must have an input of real numbers, but found none."
                                + " Only real numbers have a gradient.");
    }

    private record Cube() implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            return List.of(in.get(0).pow(3));
        }
    }

    /** dy·(1 − y²), of x, y and dy. */
    private record TanhBackward() implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            return List.of(in.get(2).times(in.get(1).square().subtractedFrom(1)));
        }
    }
}
