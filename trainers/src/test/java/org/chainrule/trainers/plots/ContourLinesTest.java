package org.chainrule.trainers.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.chainrule.dsl.symbolic.Expression;
import org.junit.jupiter.api.Test;

class ContourLinesTest {
    private static final Span AROUND = new Span(-2, 2);
    private static final int STEPS = 80; // squares of 1/20

    private static ContourLines lines(String f) {
        return new ContourLines(Expression.parse(f), "x", "y", AROUND, AROUND, STEPS);
    }

    @Test
    void lineOfACircleIsClosedAndOnIt() {
        List<List<double[]>> found = lines("x^2 + y^2").of(1.7);
        assertThat(found).hasSize(1);
        List<double[]> circle = found.get(0);
        assertThat(circle.get(circle.size() - 1)).isEqualTo(circle.get(0));
        double h = 4.0 / STEPS;
        double error = h * h / 8 * 2; // of linear interpolation, h²/8·f″
        double length = 0;
        for (int i = 1; i < circle.size(); i++) {
            double[] p = circle.get(i);
            double[] before = circle.get(i - 1);
            assertThat(p[0] * p[0] + p[1] * p[1]).isCloseTo(1.7, within(error));
            length += Math.hypot(p[0] - before[0], p[1] - before[1]);
        }
        assertThat(length).isCloseTo(2 * Math.PI * Math.sqrt(1.7), within(0.01));
    }

    @Test
    void straightLineIsExactAndOpen() {
        List<List<double[]>> found = lines("x + 2y").of(0.3);
        assertThat(found).hasSize(1);
        assertThat(found.get(0))
                .hasSizeGreaterThan(STEPS)
                .allSatisfy(p -> assertThat(p[0] + 2 * p[1]).isCloseTo(0.3, within(1e-12)));
        double[] first = found.get(0).get(0);
        double[] last = found.get(0).get(found.get(0).size() - 1);
        assertThat(Math.abs(last[0] - first[0])).isCloseTo(4, within(1e-12));
    }

    @Test
    void branchesOfASaddleAreApart() {
        assertThat(lines("x^2 - y^2").of(0.5)).hasSize(2);
        assertThat(lines("x y").of(-0.5)).hasSize(2);
    }

    /** In one square with corners 1, −1, 1, −1, the middle (0) tells what is joined. */
    @Test
    void middleOfASquareTellsWhichOfFourPointsAreJoined() {
        Span one = new Span(-1, 1);
        ContourLines square = new ContourLines(Expression.parse("x y"), "x", "y", one, one, 1);
        for (List<double[]> line : square.of(0.5)) { // around the two corners that are high
            assertThat(line).hasSize(2).allSatisfy(p -> assertThat(p[0] * p[1]).isPositive());
        }
        for (List<double[]> line : square.of(-0.5)) { // around the two that are low
            assertThat(line).hasSize(2).allSatisfy(p -> assertThat(p[0] * p[1]).isNegative());
        }
        assertThat(square.of(0.5)).hasSize(2);
        assertThat(square.of(-0.5)).hasSize(2);
    }

    @Test
    void valueThatIsNotReachedHasNoLine() {
        assertThat(lines("x^2 + y^2").of(-1)).isEmpty();
        assertThat(lines("x^2 + y^2").of(100)).isEmpty();
    }

    @Test
    void poleIsNoLine() {
        assertThat(lines("1/(x - y + 0.01)").of(0)).isEmpty();
        assertThat(lines("1/(x - y)").of(2)) // the line y = x − 1/2 alone
                .hasSize(1)
                .allSatisfy(
                        line ->
                                assertThat(line)
                                        .allSatisfy(
                                                p ->
                                                        assertThat(p[0] - p[1])
                                                                .isCloseTo(0.5, within(1e-2))));
    }

    @Test
    void nothingIsDrawnOutsideTheDomain() {
        assertThat(lines("ln x + y").of(0))
                .isNotEmpty()
                .allSatisfy(
                        line -> assertThat(line).allSatisfy(p -> assertThat(p[0]).isPositive()));
    }
}
