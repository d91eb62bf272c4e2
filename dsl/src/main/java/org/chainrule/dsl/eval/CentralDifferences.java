package org.chainrule.dsl.eval;

import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;

/**
 * Numerical gradients: ∂y/∂x ≈ (y(x + ε) − y(x − ε)) / 2ε, one element of x at a time.
 *
 * <p>The error is of the order ε² from the curve and 10⁻¹⁶·|y|/ε from rounding.
 */
public final class CentralDifferences {
    /** ε, as in torch.autograd.gradcheck. */
    public static final double STEP = 1e-6;

    private CentralDifferences() {}

    /**
     * The gradient of a number.
     *
     * @param at where: the values of all variables; random draws stay as they are
     * @param y the number that is differentiated
     * @param x by what; it must have a value in {@code at}
     * @return ∂y/∂x, with the sizes of x
     */
    public static NumericArray gradient(Evaluator at, Node y, Variable x) {
        NumericArray here = at.given(x);
        double[] gradient = new double[here.count()];
        for (int i = 0; i < gradient.length; i++) {
            double above = at.with(x, here.with(i, here.value(i) + STEP)).valueOf(y).item();
            double below = at.with(x, here.with(i, here.value(i) - STEP)).valueOf(y).item();
            gradient[i] = (above - below) / (2 * STEP);
        }
        return NumericArray.owning(gradient, here.sizes());
    }
}
