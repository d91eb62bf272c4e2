package org.chainrule.dsl.graph;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One step that a textbook differentiates in one line, written once, as mathematics: its forward
 * expression and its vector-Jacobian product, both as graphs of other ops.
 *
 * <p>Shapes, the native program, step-by-step values, gradients and FLOPs are derived from these
 * two. An op is a record: two ops with the same attributes are the same op. A record of one's own
 * that implements this interface is as good as those that come with the library.
 *
 * <p>To be listed and checked by the op contract, an op of the library declares {@code public
 * static List<Example> examples()}.
 */
public interface Op {

    /**
     * The outputs, as an expression of the inputs.
     *
     * <p>The first output is the result; any others are by-products that the gradient needs again,
     * such as a mean or a mask.
     */
    List<Node> forward(List<Node> inputs);

    /**
     * The vector-Jacobian product: for each input x, dx = Σ dy·∂y/∂x.
     *
     * <p>By default it is derived from {@link #forward} by the chain rule. An op for which
     * textbooks have a closed form overrides this for the gradient of its result, and leaves those
     * of by-products, which occur only in second derivatives, to {@link Reverse}.
     *
     * @param call the op as it was applied: its inputs and its outputs
     * @param dy the gradient of the result
     * @return a gradient for each input, of the input's shape or one that was broadcast from it;
     *     {@link Node#zero()} where there is none
     */
    default List<Node> vjp(Call call, Node dy) {
        return Reverse.through(call, 0, dy);
    }

    /**
     * The Jacobian of the result by the first input, ∂yᵢ/∂xⱼ for places i and j along the last
     * axis, where textbooks write it down: (…, n, n). Derivations show it; {@link #vjp} never
     * builds it. None by default.
     */
    default Optional<Node> jacobian(Call call) {
        return Optional.empty();
    }

    /**
     * Native kernels that compute the same in one go, the preferred one first; none by default.
     *
     * <p>A kernel that yields fewer outputs than the op computes the first ones.
     */
    default List<Kernel> kernels(Call call) {
        return List.of();
    }

    /** What formulas call the inputs, in order. Those without a name are x, or x₁, x₂ and so on. */
    default List<String> inputSymbols() {
        return List.of();
    }

    /** What formulas call the outputs: the result, then the by-products. */
    default List<String> outputSymbols() {
        return List.of("y");
    }

    /**
     * Whether formulas show it as a function of its inputs, f(x, y), and not as its parts: by
     * default where it has one input.
     */
    default boolean isFunction(Call call) {
        return call.inputs().size() == 1;
    }

    /** The rule of differentiation that the op is, in words: by default its name. */
    default String rule() {
        return name().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** The name under which listings show the op: its class name, beginning with a small letter. */
    default String name() {
        String simple = getClass().getSimpleName();
        return simple.isEmpty() || getClass().isSynthetic()
                ? "op"
                : Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
    }

    /** Applies the op; the node returned is its result. */
    default Node apply(Node... inputs) {
        return Call.of(this, List.of(inputs)).output(0);
    }
}
