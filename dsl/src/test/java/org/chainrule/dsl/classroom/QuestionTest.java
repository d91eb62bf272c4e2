package org.chainrule.dsl.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Questions whose answers are numbers. The numbers of the tests are 5/7 = 0.714285… and the like.
 */
class QuestionTest {
    private static final NumericArray MATRIX =
            NumericArray.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);

    private static final Question PRIOR =
            Question.of(
                            "Three heads in three throws, two of each before",
                            Asked.of("p", 5.0 / 7)
                                    .withMistake(
                                            "left the prior out",
                                            "The throws before count, too.",
                                            1))
                    .withHints("Count all heads.", "Count all throws.");

    @ParameterizedTest
    @ValueSource(doubles = {5.0 / 7, 0.714, 0.7143, 0.7142, 0.71428571, 0.7147})
    void answerIsRightToThreeDigits(double answer) {
        Grade grade = PRIOR.grade(answer);
        assertThat(grade.isRight()).isTrue();
        assertThat(grade.text())
                .isEqualTo(
                        """
                        Three heads in three throws, two of each before: 1 of 1 answers right.
                        p is right.
                        """);
    }

    @Test
    void mistakeIsNamedByTheNumberThatItLeadsTo() {
        assertThat(PRIOR.grade(1).text())
                .isEqualTo(
                        """
                        Three heads in three throws, two of each before: 0 of 1 answers right.
                        p is wrong.
                          Mistake: left the prior out. The throws before count, too.
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "-0.714, has the wrong sign",
        "1.4, gave the reciprocal",
        "71.4, gave it in per cent",
        "0.71, rounded too much",
    })
    void usualMistakesAreNamed(double answer, String mistake) {
        assertThat(PRIOR.grade(answer).mark("p").diagnosis())
                .hasValueSatisfying(found -> assertThat(found.mistake()).isEqualTo(mistake));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.6, 0.72, 7.14, -1, 1e300})
    void anotherWrongAnswerIsNotExplained(double answer) {
        assertThat(PRIOR.grade(answer).text())
                .isEqualTo(
                        """
                        Three heads in three throws, two of each before: 0 of 1 answers right.
                        p is wrong.
                        """);
    }

    @Test
    void answerThatIsNoNumberIsWrongAndSaidToBe() {
        assertThat(PRIOR.grade(Double.NaN).mark("p").problem())
                .hasValue("p must be finite, but yours is NaN");
        assertThat(PRIOR.grade(1 / 0.0).isRight()).isFalse();
    }

    @Test
    void zeroIsRightWithinHalfAUnitOfTheLastDigitAfterThePoint() {
        Question zero = Question.of("sin π", Asked.of("y", 0));
        assertThat(zero.grade(Math.sin(Math.PI)).isRight()).isTrue();
        assertThat(zero.grade(0.004).isRight()).isTrue();
        assertThat(zero.grade(0.006).isRight()).isFalse();
    }

    @Test
    void moreDigitsCanBeAskedFor() {
        Question exact = Question.of("5/7", Asked.of("y", 5.0 / 7).withDigits(6));
        assertThat(exact.grade(0.714).isRight()).isFalse();
        assertThat(exact.grade(0.714286).isRight()).isTrue();
    }

    @Test
    void matrixIsComparedAsAWhole() {
        Question product = Question.of("A", Asked.of("A", MATRIX));
        assertThat(product.grade(MATRIX).isRight()).isTrue();
        assertThat(product.grade(MATRIX.with(4, 5.1)).isRight()).isFalse();
        assertThat(product.grade(MATRIX.reshaped(3, 2)).mark("A").problem())
                .hasValue("A must be of the sizes [2, 3], but yours is of the sizes [3, 2]");
        assertThat(product.grade(1).mark("A").problem())
                .hasValue("A must be of the sizes [2, 3], but yours is a number");
    }

    @Test
    void transposedMatrixIsRecognized() {
        NumericArray square = NumericArray.of(new double[] {1, 2, 3, 4}, 2, 2);
        NumericArray turned = NumericArray.of(new double[] {1, 3, 2, 4}, 2, 2);
        assertThat(Question.of("A", Asked.of("A", square)).grade(turned).mark("A").diagnosis())
                .hasValue(new Diagnosis("transposed it", "Its rows and columns are exchanged."));
    }

    @Test
    void eachAnswerHasAMarkOfItsOwn() {
        Question both = Question.of("Two", Asked.of("mean", 2), Asked.of("variance", 3));
        Grade grade = both.grade(2, 4);
        assertThat(grade.mark("mean").isRight()).isTrue();
        assertThat(grade.mark("variance").isRight()).isFalse();
        assertThat(grade.text()).startsWith("Two: 1 of 2 answers right.\n");
        assertThat(both.solution()).isEqualTo("mean = 2\nvariance = 3\n");
        assertThat(both.text()).isEqualTo("Two. Find mean, variance.");
    }

    @Test
    void hintsAreGivenInOrder() {
        assertThat(PRIOR.hint(2)).isEqualTo("Count all throws.");
        assertThatThrownBy(() -> PRIOR.hint(3))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "Three heads in three throws, two of each before: a hint must have a number"
                                + " from 1 to 2, but found 3. After the last hint there is the"
                                + " solution.");
    }

    @Test
    void rejectsAnAnswerTooFew() {
        Question both = Question.of("Two", Asked.of("mean", 2), Asked.of("variance", 3));
        assertThatThrownBy(() -> both.grade(2))
                .hasMessage(
                        "Two: an answer must give mean, variance, but yours gives 1. Write"
                                + " grade(mean, variance).");
    }

    @Test
    void rejectsAQuestionWithoutAnswers() {
        assertThatThrownBy(() -> Question.of("None"))
                .hasMessage(
                        "None: a question must ask for an answer or more, each with a name of its"
                                + " own, but found []. Give it Asked.of(name, right).");
        assertThatThrownBy(
                        () ->
                                new Question(
                                        "x",
                                        List.of(Asked.of("a", 1), Asked.of("a", 2)),
                                        List.of()))
                .hasMessageContaining("but found [a, a]");
    }

    @Test
    void rejectsAMistakeThatLeadsToTheRightAnswer() {
        assertThatThrownBy(() -> Asked.of("p", 0.5).withMistake("guessed", "Think.", 0.5001))
                .hasMessage(
                        "p: a mistake must lead to another answer than the right one, but"
                                + " \"guessed\" leads to it. Ask for more digits with withDigits,"
                                + " or use other numbers.");
    }

    @Test
    void rejectsARightAnswerThatIsNotFiniteAndDigitsOutOfRange() {
        assertThatThrownBy(() -> Asked.of("p", Double.NaN))
                .hasMessage(
                        "p: the right answer must be finite, but found NaN. Ask for something else,"
                                + " or at another point.");
        assertThatThrownBy(() -> Asked.of("p", 1).withDigits(0))
                .hasMessage(
                        "p: the digits that are asked for must be from 1 to 15, but found 0."
                                + " Without withDigits they are 3.");
    }
}
