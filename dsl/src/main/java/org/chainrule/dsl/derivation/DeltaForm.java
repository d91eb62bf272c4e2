package org.chainrule.dsl.derivation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.layers.Network;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.layers.Span;
import org.chainrule.dsl.losses.Loss;
import org.chainrule.dsl.losses.Objective;
import org.chainrule.dsl.notation.Formula;
import org.chainrule.dsl.ops.Linear;

/**
 * Backpropagation as most textbooks write it, for dense layers with an activation of each element
 * between them: with zˡ = Wˡ·aˡ⁻¹ + bˡ, aˡ = σ(zˡ) and the error δˡ = ∂L/∂zˡ,
 *
 * <p>δˡ = (Wˡ⁺¹ᵀ·δˡ⁺¹) ⊙ σ′(zˡ), dWˡ = δˡ·aˡ⁻¹ᵀ, dbˡ = δˡ.
 *
 * <p>Here examples are rows, not columns, and there are several: δˡ = (δˡ⁺¹·Wˡ⁺¹) ⊙ σ′(zˡ), dWˡ =
 * δˡᵀ·aˡ⁻¹, dbˡ = Σ δˡ over the rows. Each is a node, so it can be evaluated and compared with the
 * gradients of a {@link Derivation}, which are found without these formulas. Source: Nielsen,
 * "Neural Networks and Deep Learning", 2015, chapter 2.
 *
 * <pre>{@code
 * import org.chainrule.dsl.derivation.DeltaForm;
 * import org.chainrule.dsl.losses.Losses;
 *
 * var net = Net.features(4).dense(8).tanh().dense(3);
 * System.out.println(new DeltaForm(net, Losses.crossEntropy()).text());
 * }</pre>
 */
@Teaches(
        meaning = "backpropagation in the δ form",
        formula = "δˡ = (Wˡ⁺¹ᵀδˡ⁺¹) ⊙ σ′(zˡ)",
        rows = "H5")
public final class DeltaForm {
    private final List<Layer> layers = new ArrayList<>();

    /**
     * A dense layer.
     *
     * @param number l, counted from 1
     * @param path its path
     * @param activation what stands behind it; null behind the last
     * @param delta δ, by the formula
     * @param weight dW, by the formula
     * @param bias db, by the formula; null where the layer has none
     */
    public record Layer(
            int number, String path, Op activation, Node delta, Node weight, Node bias) {}

    /**
     * Writes the δ form of a network.
     *
     * @param net dense layers, with an activation of each element behind each but the last
     * @param loss its loss
     * @throws ChainruleException where the network is made of anything else
     */
    public DeltaForm(Network net, Loss loss) {
        Declaration declared = net.declare(Mode.TRAINING);
        List<Span> spans = declared.spans();
        for (int i = 0; i < spans.size(); i++) {
            requireSingle(spans.get(i), i % 2 == 0);
        }
        if (spans.size() % 2 == 0) {
            throw unfit("network", "it ends in " + spans.get(spans.size() - 1).layer());
        }
        Node z = declared.output();
        Node value = Objective.of(declared, loss).requireNumber().data();
        Node one = Node.constant(1).expandLike(value);
        Node delta = Reverse.gradients(value, one, List.of(z)).get(0);
        for (int i = spans.size() - 1; i >= 0; i -= 2) {
            Span dense = spans.get(i);
            Op activation = null;
            if (i < spans.size() - 1) {
                Node above = spans.get(i + 2).parameters().get(0).node(); // Wˡ⁺¹
                activation = spans.get(i + 1).output().call().op();
                delta = delta.matmul(above).times(slope(activation, dense.output()));
            }
            List<Parameter> own = dense.parameters();
            Node bias = own.size() == 2 ? delta.sum(0) : null;
            Node weight = delta.transpose().matmul(dense.input());
            layers.add(new Layer(i / 2 + 1, dense.path(), activation, delta, weight, bias));
        }
        Collections.reverse(layers);
    }

    /** σ′(z). */
    private static Node slope(Op activation, Node z) {
        Node y = activation.apply(z);
        return Reverse.gradients(y, Node.constant(1).expandLike(y), List.of(z)).get(0);
    }

    private static void requireSingle(Span span, boolean isDense) {
        boolean fits =
                isDense
                        ? span.output().call().op() instanceof Linear
                                && span.output().shape().rank() == 2
                        : span.parameters().isEmpty()
                                && span.output().shape().agrees(span.input().shape())
                                && span.output().call().inputs().equals(List.of(span.input()));
        if (!fits) {
            throw unfit(
                    span.path(),
                    span.layer()
                            + (isDense
                                    ? " stands for a dense layer"
                                    : " stands for an activation"));
        }
    }

    private static ChainruleException unfit(String where, String found) {
        return new ChainruleException(
                where,
                "the δ form is written for dense layers of rows with an activation of each element"
                        + " between them",
                "but " + found,
                "Derive the network with derive(loss), which takes any.");
    }

    /** The layers, from the input on. */
    public List<Layer> layers() {
        return List.copyOf(layers);
    }

    /** The formulas, from the last layer to the first. */
    public String text() {
        StringBuilder text = new StringBuilder("rows are examples; a⁰ is the input\n");
        for (int i = layers.size() - 1; i >= 0; i--) {
            Layer layer = layers.get(i);
            String l = raised(layer.number());
            String above = raised(layer.number() + 1);
            String below = raised(layer.number() - 1);
            String delta =
                    layer.activation() == null
                            ? "∂L/∂z" + l
                            : "(δ%s·W%s) ⊙ %s′(z%s)"
                                    .formatted(above, above, layer.activation().name(), l);
            text.append(
                    "%s: δ%s = %s  %s%n".formatted(layer.path(), l, delta, layer.delta().shape()));
            text.append("  dW%s = δ%sᵀ·a%s".formatted(l, l, below));
            text.append(layer.bias() == null ? "\n" : ", db%s = Σ δ%s%n".formatted(l, l));
        }
        return text.toString();
    }

    /** The formulas in LaTeX, the number of a layer in parentheses above. */
    public String latex() {
        List<String> lines = new ArrayList<>();
        for (int i = layers.size() - 1; i >= 0; i--) {
            Layer layer = layers.get(i);
            int l = layer.number();
            lines.add(line("δ", l, delta(layer)));
            Formula turned = Formula.marked(Formula.fenced("(", at("δ", l), ")"), "T");
            lines.add(line("dW", l, Formula.product("·", turned, at("a", l - 1))));
            if (layer.bias() != null) {
                Formula rows = Formula.word("rows");
                lines.add(line("db", l, Formula.big("Σ", rows, at("δ", l))));
            }
        }
        return "\\begin{aligned}\n" + String.join(" \\\\\n", lines) + "\n\\end{aligned}";
    }

    private static Formula delta(Layer layer) {
        int l = layer.number();
        Formula z = at("z", l);
        if (layer.activation() == null) {
            return Formula.fraction(
                    Formula.symbol("∂L"), Formula.product("", Formula.symbol("∂"), z));
        }
        Formula error = Formula.product("·", at("δ", l + 1), at("W", l + 1));
        Formula slope = Formula.function(layer.activation().name() + "′", z);
        return Formula.product("⊙", Formula.fenced("(", error, ")"), slope);
    }

    private static String line(String name, int layer, Formula value) {
        return at(name, layer).latex() + " &= " + value.latex();
    }

    private static Formula at(String name, int layer) {
        Formula number = Formula.number(Integer.toString(layer));
        return Formula.power(Formula.symbol(name), Formula.fenced("(", number, ")"));
    }

    private static String raised(int number) {
        StringBuilder raised = new StringBuilder();
        for (char digit : Integer.toString(number).toCharArray()) {
            raised.append("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0'));
        }
        return raised.toString();
    }
}
