package org.chainrule.datasets;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.layers.GraphConvolution;

/**
 * One graph whose nodes have features and classes, of which a few are known and trained on, and the
 * others are held out. All nodes and edges are seen in training; the held-out classes are not.
 *
 * <pre>{@code
 * import org.chainrule.dsl.eval.NumericArray;
 *
 * var nodes = new ArrayExamples("path", new long[] {1}, new float[] {-1, 0, 1},
 *         new double[] {0, 0, 1}, List.of("left", "right"));
 * var path = NumericArray.of(new double[] {0, 1, 0, 1, 0, 1, 0, 1, 0}, 3, 3);
 * var graph = new LabelledGraph(path, nodes, List.of(0, 2)); // the class of node 1 is not known
 * }</pre>
 *
 * @param adjacency A (n, n), symmetric: 0 where there is no edge
 * @param nodes the n nodes: features and classes
 * @param known the numbers of the nodes whose classes are trained on
 */
public record LabelledGraph(NumericArray adjacency, Examples nodes, List<Integer> known) {

    /**
     * A graph with known and unknown nodes.
     *
     * @throws ChainruleException if nodes have no classes, the adjacency is not (n, n), a known
     *     node does not exist or is named twice, or none or all are known
     */
    public LabelledGraph {
        known = List.copyOf(known);
        int n = nodes.count();
        if (nodes.classes().isEmpty()) {
            throw error("nodes must have classes", "they have numbers", "Name the classes.");
        }
        if (!Arrays.equals(adjacency.sizes(), new long[] {n, n})) {
            throw error(
                    "the adjacency of %d nodes must be (%d, %d)".formatted(n, n, n),
                    "its sizes are " + Arrays.toString(adjacency.sizes()),
                    "Give a row and a column for each node.");
        }
        Set<Integer> seen = new HashSet<>();
        for (int node : known) {
            if (node < 0 || node >= n || !seen.add(node)) {
                throw error(
                        "known nodes must be different numbers from 0 to " + (n - 1),
                        "found " + node + (seen.contains(node) ? " twice" : ""),
                        "Name each once.");
            }
        }
        if (known.isEmpty() || known.size() == n) {
            throw error(
                    "some nodes must be known and some not",
                    "%d of %d are known".formatted(known.size(), n),
                    "Name a few.");
        }
    }

    private static ChainruleException error(String mustHold, String found, String mend) {
        return new ChainruleException("graph", mustHold, "but " + found, mend);
    }

    /** The numbers of the nodes whose classes are not trained on. */
    public List<Integer> heldOut() {
        return IntStream.range(0, nodes.count())
                .boxed()
                .filter(Predicate.not(new HashSet<>(known)::contains))
                .toList();
    }

    /** The features of all nodes, (n, features). */
    public NumericArray features() {
        int size = nodes.size();
        float[] one = new float[size];
        double[] all = new double[nodes.count() * size];
        for (int i = 0; i < all.length; i++) {
            if (i % size == 0) {
                nodes.copy(i / size, new SplittableRandom(i), one, 0);
            }
            all[i] = one[i % size];
        }
        return NumericArray.of(all, nodes.count(), size);
    }

    /**
     * D̂^(−½)·(A + I)·D̂^(−½), (n, n): what a graph convolution multiplies features with.
     *
     * @throws ChainruleException if A is not symmetric, or an edge is negative or not finite
     */
    public NumericArray normalized() {
        return GraphConvolution.normalized(adjacency);
    }

    /** What tells this graph from any other. */
    public String fingerprint() {
        return "%s-%x-%x".formatted(nodes.fingerprint(), adjacency.hashCode(), known.hashCode());
    }
}
