package org.chainrule.dsl.ops;

import java.util.Collections;
import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * Key or value heads that each serve several query heads, y[h] = x[⌊h/r⌋], as in grouped-query and
 * multi-query attention.
 *
 * <p>dx[g] = Σ dy[h] over the r heads h that g serves. Shapes: x (…, G, S, D), y (…, G·r, S, D).
 * Source: Ainslie et al., "GQA: Training Generalized Multi-Query Transformer Models from Multi-Head
 * Checkpoints", 2023.
 *
 * @param times r, how many query heads each serves
 */
@Teaches(meaning = "key heads that each serve several query heads", formula = "x[⌊h/r⌋]")
public record RepeatHeads(int times) implements Op {
    private static final int HEAD = -3;

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        int head = x.shape().axis(HEAD);
        List<Node> copies = Collections.nCopies(times, x.unsqueeze(head + 1)); // (…, G, 1, S, D)
        Node merged = Node.concat(head + 1, copies).merge(head, head + 1);
        return List.of(merged);
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Dim groups = call.input(0).shape().dim(HEAD);
        int head = dy.shape().axis(HEAD);
        return List.of(dy.split(head, groups, Dim.of("repeat", times)).sum(head + 1));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return List.of(Kernel.of("repeat_interleave", call.input(0), times, HEAD));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new RepeatHeads(3), Example.reals(2, 2, 5, 4)),
                Example.of(new RepeatHeads(2), Example.reals(1, 1, 3)),
                Example.of(new RepeatHeads(1), Example.reals(3, 1, 2)));
    }
}
