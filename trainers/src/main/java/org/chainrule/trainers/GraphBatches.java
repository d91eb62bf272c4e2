package org.chainrule.trainers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import org.chainrule.datasets.LabelledGraph;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.eval.NumericArray;

/**
 * One graph, whole in each step: the features of all nodes (n, features) and their classes (n). In
 * training only the known nodes have a class, in validation only those held out; −100, which {@link
 * org.chainrule.dsl.losses.Losses#crossEntropy()} does not count, stands for the others. The size
 * of a batch has no effect.
 *
 * <pre>{@code
 * import org.chainrule.datasets.generators.Communities;
 *
 * LabelledGraph graph = new Communities(200).graph(1);
 * var net = Net.features(2).graphConvolution(16, g -> g.on(graph.adjacency())).relu()
 *         .graphConvolution(4, g -> g.on(graph.adjacency()));
 * try (Run run = Training.of(net).on(new GraphBatches(graph)).steps(200).start();
 *         var classifier = new Classifier(net, run.weights(), graph.nodes().classes())) {
 *     System.out.println(classifier.predict(graph).confusion().accuracy()); // of nodes held out
 * }
 * }</pre>
 */
public final class GraphBatches implements Batches {
    private static final long NO_CLASS = -100;

    private final LabelledGraph graph;
    private final NumericArray features;

    /** Trains on the known nodes of a graph, and is validated on the others. */
    public GraphBatches(LabelledGraph graph) {
        this.graph = graph;
        features = graph.features();
    }

    @Override
    public String name() {
        return graph.nodes().name();
    }

    @Override
    public String fingerprint() {
        return graph.fingerprint();
    }

    @Override
    public Batch training(NDManager scope, int size, long seed, long step) {
        return batch(scope, graph.known());
    }

    @Override
    public int validationCount(int size) {
        return 1;
    }

    @Override
    public Batch validation(NDManager scope, int size, int index) {
        return batch(scope, graph.heldOut());
    }

    private Batch batch(NDManager scope, List<Integer> seen) {
        long[] classes = new long[graph.nodes().count()]; // (n)
        Arrays.fill(classes, NO_CLASS);
        seen.forEach(node -> classes[node] = (long) graph.nodes().target(node));
        NDArray x = Native.copy(scope, features.values(), features.sizes(), DataType.FLOAT32);
        return new Batch(x, Native.copy(scope, classes, classes.length), seen.size());
    }
}
