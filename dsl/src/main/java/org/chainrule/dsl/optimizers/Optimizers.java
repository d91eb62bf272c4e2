package org.chainrule.dsl.optimizers;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.chainrule.dsl.graph.Variable;

/** The optimizers, and the weights that they may treat apart. */
public final class Optimizers {
    /** One predicate, so that rules that are alike are equal. */
    static final Predicate<Variable> ALL = w -> true;

    private static final Set<String> ENDS = Set.of("embed", "learnedPositions", "logits");

    private Optimizers() {}

    /** AdamW with betas 0.9 and 0.999, ε 1e-8 and weight decay 0.01, as in PyTorch. */
    public static AdamW adamW(double rate) {
        return new AdamW(rate, 0.9, 0.999, 1e-8, 0.01, ALL, false);
    }

    /** Adam with betas 0.9 and 0.999, ε 1e-8 and no weight decay, as in PyTorch. */
    public static Adam adam(double rate) {
        return new Adam(rate, 0.9, 0.999, 1e-8, 0, false);
    }

    /** Gradient descent without momentum or weight decay. */
    public static Sgd sgd(double rate) {
        return new Sgd(rate, 0, 0, false, 0, ALL);
    }

    /** The textbook's momentum: v = γv + η∇, w = w − v. {@code sgd(η).momentum(γ)} is PyTorch's. */
    public static Momentum momentum(double rate, double gamma) {
        return new Momentum(rate, gamma, false, 0);
    }

    /** RMSprop with α 0.99, ε 1e-8 and no momentum, as in PyTorch. */
    public static RmsProp rmsProp(double rate) {
        return new RmsProp(rate, 0.99, 1e-8, 0, false, 0);
    }

    /** Adagrad with a rate that stays, sums of squares that begin at 0 and ε 1e-10. */
    public static Adagrad adagrad(double rate) {
        return new Adagrad(rate, 0, 0, 1e-10, 0);
    }

    /** Adadelta with ρ 0.9 and ε 1e-6; its rate is 1 in the paper and in PyTorch. */
    public static Adadelta adadelta(double rate) {
        return new Adadelta(rate, 0.9, 1e-6, 0);
    }

    /** Adamax with betas 0.9 and 0.999 and ε 1e-8, as in PyTorch. */
    public static Adamax adamax(double rate) {
        return new Adamax(rate, 0.9, 0.999, 1e-8, 0);
    }

    /** NAdam with betas 0.9 and 0.999, ε 1e-8 and ψ 0.004, as in PyTorch. */
    public static NAdam nAdam(double rate) {
        return new NAdam(rate, 0.9, 0.999, 1e-8, 0.004, 0);
    }

    /** RAdam with betas 0.9 and 0.999 and ε 1e-8, as in PyTorch. */
    public static RAdam rAdam(double rate) {
        return new RAdam(rate, 0.9, 0.999, 1e-8, 0);
    }

    /** Lion with betas 0.9 and 0.99 and no weight decay, as in its paper. */
    public static Lion lion(double rate) {
        return new Lion(rate, 0.9, 0.99, 0);
    }

    /**
     * Muon for hidden matrices, with Nesterov's momentum of 0.95 and five steps of Newton–Schulz,
     * and AdamW with a rate of 3e-4, betas 0.9 and 0.95 and no decay for the rest.
     *
     * @param rate of the matrices; 0.02 is common
     */
    public static Muon muon(double rate) {
        AdamW others = adamW(3e-4).betas(0.9, 0.95).epsilon(1e-10).weightDecay(0);
        return new Muon(rate, 0.95, true, 5, 0, hiddenMatrices(), others);
    }

    /** The weights with two axes or more: matrices and tables, but not biases and gains. */
    public static Predicate<Variable> matrices() {
        return w -> w.type().shape().rank() >= 2;
    }

    /** The weights with one axis or none: biases and gains. */
    public static Predicate<Variable> vectors() {
        return matrices().negate();
    }

    /** The {@link #matrices} but those of embeddings, of positions and of logits. */
    public static Predicate<Variable> hiddenMatrices() {
        return matrices()
                .and(w -> Pattern.compile("\\.").splitAsStream(w.name()).noneMatch(ENDS::contains));
    }

    /** The weights under a path: {@code block[0]} or {@code block[0].dense.weight}. */
    public static Predicate<Variable> under(String path) {
        return w -> w.name().equals(path) || w.name().startsWith(path + ".");
    }
}
