package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.initializers.Initializers;
import org.chainrule.dsl.ops.Linear;

/**
 * Layers that are adapted at low rank: no weight of them learns, and each product x·Wᵀ of a {@link
 * Dense}, those of attention included, becomes x·Wᵀ + (α/r)·(x·Aᵀ)·Bᵀ, so that W acts as W +
 * (α/r)·B·A, where A and B learn.
 *
 * <p>Paths stay as they are, so the weights of the network without adapters fit; behind each {@code
 * weight} (out, in) there are {@code loraA} (r, in), which begins uniform in ±1/√in, and {@code
 * loraB} (out, r), which begins at 0, so that training begins from the network as it was. They hold
 * r·(in + out) numbers instead of in·out. Source: Hu et al., "LoRA: Low-Rank Adaptation of Large
 * Language Models", 2021.
 *
 * @param rank r; at most the lesser side of each weight
 * @param alpha α, how strongly the adapters count; more than 0
 * @param body the layers
 */
@Teaches(
        meaning = "low-rank adapters beside weights that do not learn",
        formula = "x·Wᵀ + (α/r)·(x·Aᵀ)·Bᵀ",
        rows = {"F18", "L6"})
public record Lora(int rank, double alpha, List<Layer> body) implements Layer, Freezing {
    /** A copy of the body. */
    public Lora {
        body = List.copyOf(body);
    }

    @Override
    public String name() {
        return "";
    }

    @Override
    public Node apply(Scope scope, Node x) {
        return scope.frozen(this, body, x);
    }

    @Override
    public Node adapted(Scope scope, Node weight, Node x, Node product) {
        Dim out = weight.shape().dim(0);
        Dim in = weight.shape().dim(1);
        long most = Math.min(out.size(), in.size());
        if (rank < 1 || rank > most) {
            throw scope.error(
                    "the rank of adapters must be from 1 to the lesser side of the weight",
                    "but " + rank + " is not from 1 to " + most,
                    "Common ranks are 4 and 8.");
        }
        if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
            throw scope.error(
                    "the strength α of adapters must be more than 0",
                    "but found " + alpha,
                    "Common are the rank and twice the rank.");
        }
        Dim r = Dim.of("rank", rank);
        Parameter a = scope.learned("loraA", Initializers.uniformByInputs(in.size()), r, in);
        Parameter b = scope.learned("loraB", Initializers.zeros(), out, r);
        double scale = alpha / rank;
        scope.add(new Adapter((Variable) weight.call().op(), a, b, scale));
        Node low = new Linear().apply(x, a.node()); // (…, r)
        Node y = new Linear().apply(low, b.node()); // (…, out)
        return product.plus(y.times(scale));
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(
                LayerExample.of(new Lora(2, 3, List.of(new FeedForward(5))), Example.reals(4, 4)),
                LayerExample.of(
                        new Lora(1, 1, List.of(new SelfAttention(2).onlyPast())),
                        Example.reals(1, 3, 4)));
    }
}
