package org.chainrule.dsl.eval;

import org.chainrule.dsl.graph.Op;

/**
 * How far an approximation of a function is from it: the greatest error on an interval.
 *
 * <pre>{@code
 * import org.chainrule.dsl.eval.Deviation;
 * import org.chainrule.dsl.ops.Gelu;
 *
 * var tanh = new Gelu(Gelu.Approximation.TANH);
 * Deviation.of(tanh, new Gelu(), -10, 10).greatest(); // 0.000473
 * }</pre>
 *
 * @param greatest the greatest |approximation − exact|
 * @param at an x where it is found
 */
public record Deviation(double greatest, double at) {
    private static final int STEPS = 100_000;

    /**
     * The deviation of one op of each element from another, at 100,001 points equally far apart.
     *
     * @param approximation an op with one input
     * @param exact another
     * @param from the lower end of the interval
     * @param to its upper end
     */
    public static Deviation of(Op approximation, Op exact, double from, double to) {
        double[] x = new double[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            x[i] = from + (to - from) * i / STEPS;
        }
        NumericArray points = NumericArray.owning(x, x.length);
        double[] apart =
                Evaluated.of(approximation, points)
                        .value()
                        .zip(Evaluated.of(exact, points).value(), (a, b) -> Math.abs(a - b))
                        .values();
        int worst = 0;
        for (int i = 1; i < apart.length; i++) {
            worst = apart[i] > apart[worst] ? i : worst;
        }
        return new Deviation(apart[worst], x[worst]);
    }
}
