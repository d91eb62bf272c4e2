package org.chainrule.dsl.information;

import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.probability.JointDistribution;
import org.chainrule.dsl.probability.Simplex;

/**
 * Mutual information, I(X; Y) = H(X) + H(Y) − H(X, Y): how many nats one variable tells of the
 * other. It is the divergence of the joint distribution from the product of its marginals, and 0
 * only where they are independent.
 *
 * <pre>{@code
 * import org.chainrule.dsl.eval.NumericArray;
 * import org.chainrule.dsl.information.*;
 *
 * var table = NumericArray.of(new double[] {0.4, 0.1, 0.1, 0.4}, 2, 2);
 * var i = MutualInformation.of(table);
 * i.nats(); // 0.1927
 * i.conditionalEntropy(); // H(Y | X) = 0.5004
 * }</pre>
 *
 * @param joint P(X, Y), a row for each value of X and a column for each of Y
 */
@Teaches(
        meaning = "mutual information, conditional entropy, information gain",
        formula = "H(X) + H(Y) − H(X, Y)",
        rows = "K5")
public record MutualInformation(NumericArray joint) {

    /**
     * Of a joint distribution.
     *
     * @throws ChainruleException if it is no matrix, a probability is negative, or they do not sum
     *     to 1
     */
    public MutualInformation {
        if (joint.rank() != 2) {
            throw new ChainruleException(
                    "MutualInformation",
                    "a joint table must have rows and columns",
                    "but found " + joint.rank() + " axes",
                    "Choose two variables.");
        }
        Simplex.require("MutualInformation", joint.values());
    }

    /** Of a joint distribution, a row for each value of X and a column for each of Y. */
    public static MutualInformation of(NumericArray joint) {
        return new MutualInformation(joint);
    }

    /** Of two attributes of a table. */
    public static MutualInformation of(JointDistribution table, String x, String y) {
        return of(table.marginal(x, y).probabilities());
    }

    /**
     * Of two columns of whole numbers, row by row, by the relative frequencies: what decision trees
     * call the information gain of one about the other.
     *
     * @throws ChainruleException if they are not as long as each other, or empty
     */
    public static MutualInformation ofColumns(int[] x, int[] y) {
        return of(Contingency.of(x, y));
    }

    /** P(X). */
    public double[] rows() {
        return marginal(0);
    }

    /** P(Y). */
    public double[] columns() {
        return marginal(1);
    }

    private double[] marginal(int axis) {
        double[] sums = new double[joint.size(axis)];
        for (int i = 0; i < joint.size(0); i++) {
            for (int j = 0; j < joint.size(1); j++) {
                sums[axis == 0 ? i : j] += joint.at(i, j);
            }
        }
        return sums;
    }

    /** I(X; Y) in nats, as H(X) + H(Y) − H(X, Y); never negative, but for rounding. */
    public double nats() {
        return Entropy.of(rows()) + Entropy.of(columns()) - jointEntropy();
    }

    /** I(X; Y) in a unit. */
    public double in(Unit unit) {
        return unit.of(nats());
    }

    /** I(X; Y) in nats, as the divergence of P(X, Y) from P(X)·P(Y). */
    public double divergence() {
        double[] x = rows();
        double[] y = columns();
        double[] product = new double[joint.count()];
        for (int i = 0; i < product.length; i++) {
            product[i] = x[i / y.length] * y[i % y.length];
        }
        return KlDivergence.of(joint.values(), product);
    }

    /** H(X, Y) in nats. */
    public double jointEntropy() {
        return Entropy.of(joint.values());
    }

    /** H(Y | X) = H(X, Y) − H(X) in nats: what is uncertain of Y once X is known. */
    public double conditionalEntropy() {
        return jointEntropy() - Entropy.of(rows());
    }

    /**
     * I(X; Y) over the geometric mean of H(X) and H(Y), between 0 and 1.
     *
     * @throws ChainruleException if one of them has no entropy
     */
    public double normalized() {
        double both = Entropy.of(rows()) * Entropy.of(columns());
        if (both == 0) {
            throw new ChainruleException(
                    "MutualInformation",
                    "both variables must vary",
                    "but the entropy of one is 0",
                    "Leave out what is constant.");
        }
        return nats() / Math.sqrt(both);
    }
}
