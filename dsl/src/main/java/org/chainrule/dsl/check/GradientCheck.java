package org.chainrule.dsl.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.layers.Network;
import org.chainrule.dsl.ledger.Format;
import org.chainrule.dsl.ledger.Ledger;
import org.chainrule.dsl.ledger.Tolerance;
import org.chainrule.dsl.losses.Loss;

/**
 * Compares the gradients of a network: by hand, by autograd and by central differences.
 *
 * <pre>{@code
 * import org.chainrule.dsl.check.GradientCheck;
 * import org.chainrule.dsl.ledger.Format;
 * import org.chainrule.dsl.losses.Losses;
 *
 * var net = Net.features(2).dense(3).gelu().dense(2);
 * var x = NumericArray.of(new double[] {0.5, -1, 2, 0.25}, 2, 2);
 * var y = NumericArray.of(new double[] {0, 1}, 2);
 * var ledger = new GradientCheck().withIntermediates().of(net, Losses.crossEntropy(), x, y);
 * System.out.println(ledger.text());
 * ledger.passed(); // true
 * }</pre>
 *
 * <p>By hand and by autograd, whole tensors are computed and compared. Central differences need two
 * runs for each number, so of a large tensor only some numbers are sampled, drawn from the seed;
 * the ledger says how many. Random draws, such as dropout's masks, are the same in all runs.
 *
 * @param format the numbers to compute with; {@link Format#FLOAT64} by default
 * @param seed what parameters, samples and random draws come from; 1337 by default
 * @param samples how many numbers of a tensor are compared with central differences; 24 by default
 * @param intermediates whether the outputs of all steps have rows, too; by default not
 * @param mode what the network is declared for; training by default, so with dropout
 * @param analytic how far the gradient by hand may lie from autograd's; by default the format's own
 * @param numerical how far both may lie from central differences; by default the format's own
 * @param parameters the values of parameters, by path. A parameter that is not among them begins as
 *     in training, but each number is moved by up to 0.1, so that gains of 1 and biases of 0 hide
 *     no mistake
 */
public record GradientCheck(
        Format format,
        long seed,
        int samples,
        boolean intermediates,
        Mode mode,
        Tolerance analytic,
        Tolerance numerical,
        Map<String, NumericArray> parameters) {
    private static final int SAMPLES = 24;

    /** A check in 64 bits with all defaults. */
    public GradientCheck() {
        this(
                Format.FLOAT64,
                1337,
                SAMPLES,
                false,
                Mode.TRAINING,
                Format.FLOAT64.analytic(),
                Format.FLOAT64.numerical(),
                Map.of());
    }

    /** A copy of the map. */
    public GradientCheck {
        parameters = Map.copyOf(parameters);
    }

    /** The same in other numbers, with their tolerances. */
    public GradientCheck withFormat(Format other) {
        return new GradientCheck(
                other,
                seed,
                samples,
                intermediates,
                mode,
                other.analytic(),
                other.numerical(),
                parameters);
    }

    /** The same with another seed. */
    public GradientCheck withSeed(long other) {
        return new GradientCheck(
                format, other, samples, intermediates, mode, analytic, numerical, parameters);
    }

    /** The same with another number of samples a tensor; 0 for no central differences. */
    public GradientCheck withSamples(int count) {
        return new GradientCheck(
                format, seed, count, intermediates, mode, analytic, numerical, parameters);
    }

    /** The same with a row for the output of each step. */
    public GradientCheck withIntermediates() {
        return new GradientCheck(
                format, seed, samples, true, mode, analytic, numerical, parameters);
    }

    /** The same for a network that is declared for something else. */
    public GradientCheck withMode(Mode other) {
        return new GradientCheck(
                format, seed, samples, intermediates, other, analytic, numerical, parameters);
    }

    /** The same with other tolerances: by hand to autograd, and both to central differences. */
    public GradientCheck withTolerances(Tolerance toAutograd, Tolerance toNumerical) {
        return new GradientCheck(
                format, seed, samples, intermediates, mode, toAutograd, toNumerical, parameters);
    }

    /** The same at other values of parameters, by path. */
    public GradientCheck withParameters(Map<String, NumericArray> values) {
        return new GradientCheck(
                format, seed, samples, intermediates, mode, analytic, numerical, values);
    }

    /**
     * Compares the gradients of a loss by every parameter, and by the input if it is of real
     * numbers.
     *
     * @param net the network
     * @param loss the loss
     * @param x a batch of inputs
     * @param y its targets
     */
    public Ledger of(Network net, Loss loss, NumericArray x, NumericArray y) {
        return of("network", net, loss, List.of(x), y);
    }

    /** The same for a network with several {@link Network#inputs()}, in their order. */
    public Ledger of(Network net, Loss loss, List<NumericArray> xs, NumericArray y) {
        return of("network", net, loss, xs, y);
    }

    /** The same under another name than network. */
    public Ledger of(String name, Network net, Loss loss, List<NumericArray> xs, NumericArray y) {
        return of(name, net, loss, xs, Optional.of(y));
    }

    /** The same for a loss without a target. */
    public Ledger of(Network net, Loss loss, NumericArray x) {
        return of("network", net, loss, List.of(x), Optional.empty());
    }

    Ledger of(
            String name, Network net, Loss loss, List<NumericArray> xs, Optional<NumericArray> y) {
        return of(NetworkSubject.of(name, net, loss, xs, y, this));
    }

    Ledger of(Subject subject) {
        try (Comparison comparison = new Comparison(subject, this)) {
            return comparison.ledger();
        }
    }
}
