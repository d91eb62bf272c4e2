package org.chainrule.dsl.ops;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The mean of parts of the last axes, as many along each as are asked for: part i of m takes the
 * elements from ⌊i·n/m⌋ to before ⌈(i + 1)·n/m⌉, so that parts may share elements.
 *
 * <p>Each element's gradient is Σ dy/size over the parts that it lies in. Shapes: x (N, C, n…), y
 * (N, C, m…). As PyTorch's adaptive average pooling.
 *
 * @param sizes m, how many parts along each of the last axes
 */
@Teaches(meaning = "mean of parts, as many as asked for", formula = "mean(parts(x))", rows = "F5")
public record AdaptiveAveragePool(List<Long> sizes) implements Op {

    /** A copy of the sizes. */
    public AdaptiveAveragePool {
        sizes = List.copyOf(sizes);
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node y = in.get(0);
        for (int i = 0; i < sizes.size(); i++) {
            y = averaged(y, y.shape().rank() - sizes.size() + i, sizes.get(i));
        }
        return List.of(y);
    }

    private static Node averaged(Node x, int axis, long count) {
        long n = x.shape().dim(axis).fixed();
        List<Node> means = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            long start = i * n / count;
            long length = ((i + 1) * n + count - 1) / count - start;
            Dim dim = Dim.of(x.shape().dim(axis).name(), length);
            Node part = x.slice(axis, Node.integer(start), Node.integer(length), dim);
            means.add(part.meanKept(axis));
        }
        return means.size() == 1 ? means.get(0) : Node.concat(axis, means);
    }

    @Override
    public List<Kernel> kernels(Call call) {
        boolean isNative = sizes.size() <= 2 && call.input(0).shape().rank() == sizes.size() + 2;
        return isNative
                ? List.of(Kernel.of("adaptive_avg_pool" + sizes.size() + "d", call.input(0), sizes))
                : List.of();
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new AdaptiveAveragePool(List.of(3L, 2L)), Example.reals(2, 2, 5, 4)),
                Example.of(new AdaptiveAveragePool(List.of(1L, 1L)), Example.reals(1, 3, 4, 3)),
                Example.of(new AdaptiveAveragePool(List.of(4L)), Example.reals(2, 1, 3)));
    }
}
