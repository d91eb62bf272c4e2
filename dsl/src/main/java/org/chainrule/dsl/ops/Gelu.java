package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The Gaussian error linear unit, y = x·Φ(x), where Φ is the distribution function of the standard
 * normal, Φ(x) = ½(1 + erf(x/√2)), and φ its density; or one of its two approximations.
 *
 * <p>dx = dy·(Φ(x) + x·φ(x)). Any shape.
 *
 * <table>
 * <caption>How far the approximations are from it</caption>
 * <tr><th>with</th><th>y</th><th>greatest error</th><th>at x</th></tr>
 * <tr><td>tanh</td><td>½x(1 + tanh(√(2/π)(x + 0.044715x³)))</td><td>0.000473</td><td>±2.70</td></tr>
 * <tr><td>σ</td><td>x·σ(1.702x)</td><td>0.0203</td><td>±2.27</td></tr>
 * </table>
 *
 * <p>{@code Deviation} measures that. Source: Hendrycks and Gimpel, "Gaussian Error Linear Units",
 * 2016.
 *
 * @param approximation how Φ is computed; exactly by default
 */
@Teaches(
        meaning = "Gaussian error linear unit, exactly or by tanh or by sigmoid",
        formula = "x·Φ(x)",
        rows = "B6")
public record Gelu(Approximation approximation) implements Op {
    private static final double CUBIC = 0.044715;
    private static final double LOGISTIC = 1.702;

    /** How Φ is computed. */
    public enum Approximation {
        /** By the error function. */
        EXACT,
        /** By ½(1 + tanh(√(2/π)(x + 0.044715x³))), as GPT-2 does; PyTorch's {@code "tanh"}. */
        TANH,
        /** By σ(1.702x); PyTorch has no name for it. */
        SIGMOID
    }

    /** The exact one. */
    public Gelu() {
        this(Approximation.EXACT);
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        return List.of(
                switch (approximation) {
                    case EXACT -> x.times(cdf(x));
                    case TANH -> x.times(tanh(x).plus(1)).times(0.5);
                    case SIGMOID -> x.times(Silu.sigmoid(x, LOGISTIC));
                });
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(new Gradient(approximation).apply(dy, call.input(0)));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        Node x = call.input(0);
        return switch (approximation) {
            case EXACT -> List.of(Kernel.of("gelu", x));
            case TANH -> List.of(Kernel.of("gelu", x, BY_TANH));
            case SIGMOID -> List.of();
        };
    }

    private static final Kernel.Keyword BY_TANH = new Kernel.Keyword("approximate", "tanh");

    static Node cdf(Node x) {
        return x.times(Math.sqrt(0.5)).erf().plus(1).times(0.5).as("Φ");
    }

    static Node density(Node x) {
        return x.square().times(-0.5).exp().times(1 / Math.sqrt(2 * Math.PI)).as("φ");
    }

    private static Node tanh(Node x) {
        Node bent = x.plus(x.square().times(x).times(CUBIC));
        return bent.times(Math.sqrt(2 / Math.PI)).tanh().as("t");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Gelu(), Example.reals(3, 5)),
                Example.of(new Gelu(), Example.between(-9, 9, 7)),
                Example.of(new Gelu(Approximation.TANH), Example.reals(3, 5)),
                Example.of(new Gelu(Approximation.TANH), Example.between(-1e4, 1e4, 1, 7)),
                Example.of(new Gelu(Approximation.SIGMOID), Example.reals(5)));
    }

    /** dx = dy·(Φ(x) + x·φ(x)), or the derivative of an approximation, from dy and x. */
    public record Gradient(Approximation approximation) implements Op {

        /** Of the exact one. */
        public Gradient() {
            this(Approximation.EXACT);
        }

        @Override
        public List<Node> forward(List<Node> in) {
            Node x = in.get(1);
            Node slope =
                    switch (approximation) {
                        case EXACT -> cdf(x).plus(x.times(density(x)));
                        case TANH -> slope(x);
                        case SIGMOID -> Silu.slope(x, LOGISTIC);
                    };
            return List.of(in.get(0).times(slope));
        }

        /** ½(1 + t) + ½x(1 − t²)·√(2/π)(1 + 3·0.044715x²). */
        private static Node slope(Node x) {
            Node t = tanh(x);
            Node inner = x.square().times(3 * CUBIC).plus(1).times(Math.sqrt(2 / Math.PI));
            Node curve = x.times(t.square().subtractedFrom(1)).times(inner);
            return t.plus(1).plus(curve).times(0.5);
        }

        @Override
        public List<Kernel> kernels(Call call) {
            Node dy = call.input(0);
            Node x = call.input(1);
            return switch (approximation) {
                case EXACT -> List.of(Kernel.of("gelu_backward", dy, x));
                case TANH -> List.of(Kernel.of("gelu_backward", dy, x, BY_TANH));
                case SIGMOID -> List.of();
            };
        }

        /** The examples of the op contract. */
        public static List<Example> examples() {
            Example.Domain four = Example.reals(4);
            return List.of(
                    Example.of(new Gradient(), four, four),
                    Example.of(new Gradient(Approximation.TANH), four, four),
                    Example.of(new Gradient(Approximation.SIGMOID), four, four));
        }
    }
}
