package org.chainrule.dsl.check;

import ai.djl.ndarray.types.DataType;
import java.util.Map;
import org.chainrule.dsl.djl.ArrayProgram;
import org.chainrule.dsl.eval.CentralDifferences;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Variable;

/** The loss, with one number moved at a time, in 64 bits. */
final class Probe implements AutoCloseable {
    /** What rounding makes of a one-sided difference, for a loss of 1: some 100 roundings. */
    private static final double NOISE = 1e-8;

    /** A slope that jumps by less than this part of it is no kink that matters. */
    private static final double JUMP = 1e-3;

    private final ArrayProgram.Loaded program;
    private final double loss;

    /**
     * The loss around a point.
     *
     * @param left the slope to the left
     * @param right the slope to the right
     * @param central the central difference
     * @param isKink whether the slopes differ however near one looks
     */
    record Slope(double left, double right, double central, boolean isKink) {

        /** Whether a number lies between the slopes of the two sides, or as good as. */
        boolean admits(double gradient) {
            double slack = JUMP * Math.max(Math.abs(left), Math.abs(right)) + NOISE;
            return gradient >= Math.min(left, right) - slack
                    && gradient <= Math.max(left, right) + slack;
        }

        private double jump() {
            return Math.abs(right - left);
        }

        /** Whether both jump as much, or as good as. */
        private boolean jumpsAs(Slope other) {
            return jump() < 3 * other.jump() && other.jump() < 3 * jump();
        }
    }

    Probe(ArrayProgram program, Map<Variable, NumericArray> at, GradientCheck options) {
        this.program = program.load(at, DataType.FLOAT64, options.seed());
        loss = this.program.run(Comparison.LOSS).get(0).array().item();
    }

    /**
     * The slope of the loss by one number.
     *
     * <p>At a smooth point left and right differ by the curve, ε·L″, so ten times the step makes
     * ten times the difference. At a kink they differ as much at any step. Where neither is so, a
     * kink lies within the step, and a tenth of the step shows the slope at the point itself.
     */
    Slope slope(Variable variable, int place) {
        Slope near = slope(variable, place, CentralDifferences.STEP);
        double noise = NOISE * Math.max(1, Math.abs(loss));
        double threshold = noise + JUMP * Math.max(Math.abs(near.left), Math.abs(near.right));
        if (near.jump() <= threshold) {
            return near;
        }
        Slope far = slope(variable, place, 10 * CentralDifferences.STEP);
        Slope nearer = slope(variable, place, CentralDifferences.STEP / 10);
        if (far.jumpsAs(near) && near.jumpsAs(nearer)) {
            return new Slope(near.left, near.right, near.central, true);
        }
        return nearer.jump() < near.jump() / 3 ? nearer : near;
    }

    private Slope slope(Variable variable, int place, double step) {
        double above = program.moved(Comparison.LOSS, variable, place, step);
        double below = program.moved(Comparison.LOSS, variable, place, -step);
        return new Slope(
                (loss - below) / step, (above - loss) / step, (above - below) / (2 * step), false);
    }

    @Override
    public void close() {
        program.close();
    }
}
