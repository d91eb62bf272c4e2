package org.chainrule.dsl.ops;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Window;

/**
 * Each element of the last axes repeated, so that each axis becomes a whole number of times as
 * long: y[i] = x[⌊i/f⌋], PyTorch's upsampling by the nearest element.
 *
 * <p>dx is the sum of dy over the copies. Shapes: x (…, n…), y (…, f·n…).
 *
 * @param factors f, how many times each of the last axes becomes as long
 */
@Teaches(meaning = "each element repeated along the last axes", formula = "x[⌊i/f⌋]")
public record Upsample(List<Long> factors) implements Op {

    /** A copy of the factors. */
    public Upsample {
        factors = List.copyOf(factors);
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node y = in.get(0);
        for (int i = 0; i < factors.size(); i++) {
            int axis = y.shape().rank() - factors.size() + i;
            int copies = Math.toIntExact(factors.get(i));
            List<Node> parts = Collections.nCopies(copies, y.unsqueeze(axis + 1));
            y = Node.concat(axis + 1, parts).merge(axis, axis + 1);
        }
        return List.of(y);
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        List<Window> windows = factors.stream().map(f -> new Window(f).withStride(f)).toList();
        int first = dy.shape().rank() - factors.size();
        int[] within = IntStream.range(first, dy.shape().rank()).toArray();
        return List.of(dy.windows(windows, 0).sum(within));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Upsample(List.of(2L, 3L)), Example.reals(2, 1, 2, 3)),
                Example.of(new Upsample(List.of(3L)), Example.reals(1, 2, 4)),
                Example.of(new Upsample(List.of(1L, 2L)), Example.reals(2, 2)));
    }
}
