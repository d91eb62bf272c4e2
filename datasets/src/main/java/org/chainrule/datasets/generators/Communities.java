package org.chainrule.datasets.generators;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.datasets.Examples;
import org.chainrule.datasets.LabelledGraph;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.initializers.Seeds;

/**
 * A graph of communities: the stochastic block model, with features that alone tell little.
 *
 * <p>Node i is of community i mod k. Each pair of nodes has an edge with probability p where both
 * are of one community, and q where not. The features of a node are a point of {@link Blobs}: the
 * place of its community on a circle of radius 2, plus σ·ε. The classes of a few nodes of each
 * community are known; those of the others shall be found. By default k = 4, p = 0.15, q = 0.01, σ
 * = 2, and 5 nodes of each community are known. Source of the model: Holland, Laskey and Leinhardt,
 * "Stochastic Blockmodels: First Steps", 1983.
 *
 * <pre>{@code
 * import org.chainrule.datasets.generators.Communities;
 *
 * LabelledGraph graph = new Communities(200).withNoise(3).graph(1);
 * var net = Net.features(2).graphConvolution(16, g -> g.on(graph.adjacency())).relu()
 *         .graphConvolution(4, g -> g.on(graph.adjacency()));
 * }</pre>
 *
 * @param count how many nodes: at least one of each community that is not known, at most 5,000
 * @param communities k, at least 2
 * @param within p
 * @param between q
 * @param noise σ of the features
 * @param known of how many nodes of each community the class is known, at least 1
 */
public record Communities(
        int count, int communities, double within, double between, double noise, int known)
        implements Generator {
    private static final int MOST = 5_000; // nodes: an adjacency of 200 MB

    /**
     * A graph.
     *
     * @throws ChainruleException if there are fewer than two communities, none or all nodes of one
     *     are known, there are more than 5,000 nodes, p or q is not from 0 to 1, or σ is not a
     *     finite number of 0 or more
     */
    public Communities {
        var argument = new Argument("communities");
        argument.atLeast("communities", communities, 2);
        argument.atLeast("known", known, 1);
        long least = communities * (known + 1L); // one of each is not known
        if (least > MOST) {
            throw argument.error(
                    "%d nodes must hold the known ones of each community, and one more"
                            .formatted(MOST),
                    "%d communities with %d known".formatted(communities, known),
                    "Use fewer of either.");
        }
        argument.count(count, (int) least, MOST);
        argument.between("within", within, 0, 1);
        argument.between("between", between, 0, 1);
        argument.notNegative("noise", noise);
    }

    /** A graph of four communities with p = 0.15, q = 0.01 and σ = 2, five nodes of each known. */
    public Communities(int count) {
        this(count, 4, 0.15, 0.01, 2, 5);
    }

    /** The same with another number of communities; 4 by default. */
    public Communities withCommunities(int number) {
        return new Communities(count, number, within, between, noise, known);
    }

    /** The same with other probabilities of edges; p = 0.15 and q = 0.01 by default. */
    public Communities withEdges(double p, double q) {
        return new Communities(count, communities, p, q, noise, known);
    }

    /** The same with features that tell more or less; σ is 2 by default. */
    public Communities withNoise(double deviation) {
        return new Communities(count, communities, within, between, deviation, known);
    }

    /** The same with another number of known nodes in each community; 5 by default. */
    public Communities withKnown(int nodes) {
        return new Communities(count, communities, within, between, noise, nodes);
    }

    @Override
    public String name() {
        return "communities";
    }

    /** The nodes alone, without edges: their features and communities. */
    @Override
    public Examples examples(long seed) {
        Blobs blobs = new Blobs(count).withCentres(communities).withNoise(noise);
        return Drawn.examples(
                name(),
                new long[] {2},
                Drawn.numbered("community", communities),
                count,
                seed,
                (i, random) -> new Drawn(blobs.draw(i % communities, random), i % communities));
    }

    /**
     * The graph: its edges, its nodes, and which of them are known.
     *
     * @param seed what it is drawn from; the nodes are {@link #examples} of the same seed
     */
    public LabelledGraph graph(long seed) {
        var random = new SplittableRandom(Seeds.mix(seed, "edges"));
        double[] adjacency = new double[count * count]; // (n, n)
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                boolean isWithin = i % communities == j % communities;
                if (random.nextDouble() < (isWithin ? within : between)) {
                    adjacency[i * count + j] = 1;
                    adjacency[j * count + i] = 1;
                }
            }
        }
        List<Integer> first = new ArrayList<>(); // the first of each: which is no matter of chance
        for (int i = 0; i < communities * known; i++) {
            first.add(i);
        }
        return new LabelledGraph(NumericArray.of(adjacency, count, count), examples(seed), first);
    }
}
