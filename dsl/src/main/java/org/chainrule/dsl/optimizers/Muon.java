package org.chainrule.dsl.optimizers;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;

/**
 * Momentum made orthogonal, for matrices: b = μb + g, u = g + μb (or b, without Nesterov's), w = (1
 * − ηλ)w − η√max(1, rows/columns)·NewtonSchulz(u). Other weights follow another optimizer, AdamW.
 *
 * <p>NewtonSchulz(u) is near to UVᵀ, where u = USVᵀ: with X = u/(‖u‖ + 10⁻⁷), as often as {@code
 * iterations} says, X = aX + (bA + cA²)X, where A = XXᵀ, a = 3.4445, b = −4.7750 and c = 2.0315. It
 * leaves singular values between about 0.7 and 1.2. A weight of more than two axes counts as a
 * matrix of the first by all others. The original computes it in bf16; here it has the precision of
 * all products.
 *
 * <p>Source: Jordan et al., "Muon: An Optimizer for Hidden Layers in Neural Networks", 2024.
 *
 * @param rate η of the matrices
 * @param momentum μ, in [0, 1)
 * @param nesterov whether the momentum is Nesterov's
 * @param iterations how many steps Newton–Schulz makes
 * @param decay λ, decoupled
 * @param matrices the weights that are made orthogonal, of two axes or more
 * @param others what all other weights follow
 */
@Teaches(
        meaning = "momentum made orthogonal by Newton–Schulz for matrices, AdamW for the rest",
        formula = "w = w − η√max(1, rows/columns)·NewtonSchulz(g + μb)",
        rows = "G5")
public record Muon(
        double rate,
        double momentum,
        boolean nesterov,
        int iterations,
        double decay,
        Predicate<Variable> matrices,
        Optimizer others)
        implements UpdateRule {
    private static final double A = 3.4445; // the quintic a·x + b·x³ + c·x⁵
    private static final double B = -4.7750;
    private static final double C = 2.0315;
    private static final double EPSILON = 1e-7;

    /** Checks the ranges. */
    public Muon {
        Ranges ranges = new Ranges("muon");
        ranges.rate(rate);
        ranges.fraction("the momentum", momentum);
        ranges.decay(decay);
        if (iterations < 1) {
            throw new ChainruleException(
                    "muon",
                    "Newton–Schulz must make a step at least",
                    "but found " + iterations,
                    "Five are common.");
        }
    }

    /** The same with another rate. */
    public Muon rate(double eta) {
        return new Muon(eta, momentum, nesterov, iterations, decay, matrices, others);
    }

    /** The same with another μ. */
    public Muon momentum(double mu) {
        return new Muon(rate, mu, nesterov, iterations, decay, matrices, others);
    }

    /** The same without Nesterov's momentum. */
    public Muon withoutNesterov() {
        return new Muon(rate, momentum, false, iterations, decay, matrices, others);
    }

    /** The same with more or fewer steps of Newton–Schulz. */
    public Muon iterations(int count) {
        return new Muon(rate, momentum, nesterov, count, decay, matrices, others);
    }

    /** The same with weight decay, for the matrices. */
    public Muon weightDecay(double lambda) {
        return new Muon(rate, momentum, nesterov, iterations, lambda, matrices, others);
    }

    /** The same for other matrices. */
    public Muon on(Predicate<Variable> weights) {
        return new Muon(rate, momentum, nesterov, iterations, decay, weights, others);
    }

    /** The same with another optimizer for all other weights. */
    public Muon others(Optimizer optimizer) {
        return new Muon(rate, momentum, nesterov, iterations, decay, matrices, optimizer);
    }

    @Override
    public Map<String, Double> scalars() {
        return Map.of("momentum", momentum, "decay", decay);
    }

    @Override
    public List<Slot> slots() {
        return List.of(Slot.of("b"));
    }

    @Override
    public UpdateRule rule(Variable weight) {
        if (!matrices.test(weight)) {
            return others.rule(weight);
        }
        if (weight.type().shape().rank() < 2) {
            throw new ChainruleException(
                    "muon",
                    "weights that are made orthogonal must have two axes or more",
                    "but " + weight.name() + " is " + weight.type().shape(),
                    "Leave it to the other optimizer.");
        }
        return this;
    }

    @Override
    public List<Node> update(Node w, Node dw, List<Node> slots, Scalars h) {
        Node b = slots.get(0).times(h.of("momentum")).plus(dw);
        Node u = nesterov ? dw.plus(b.times(h.of("momentum"))) : b;
        Node matrix = u.shape().rank() == 2 ? u : u.merge(1, -1);
        double rows = matrix.shape().dim(0).size();
        double columns = matrix.shape().dim(1).size();
        Node direction =
                orthogonal(matrix).times(Math.sqrt(Math.max(1, rows / columns))).reshapeLike(w);
        Node kept = Decay.decoupled(decay, w, h);
        return List.of(kept.minus(direction.times(h.of("rate"))), b);
    }

    /** Newton–Schulz on the side on which XXᵀ is smaller. */
    private Node orthogonal(Node matrix) {
        boolean isTall = matrix.shape().dim(0).size() > matrix.shape().dim(1).size();
        Node x = isTall ? matrix.transpose() : matrix;
        x = x.over(x.square().sumKept().sqrt().plus(EPSILON));
        for (int i = 0; i < iterations; i++) {
            Node a = x.matmul(x.transpose());
            Node polynomial = a.times(B).plus(a.matmul(a).times(C));
            x = x.times(A).plus(polynomial.matmul(x));
        }
        return isTall ? x.transpose() : x;
    }
}
