package org.chainrule.dsl.layers;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.initializers.Initializer;
import org.chainrule.dsl.initializers.Initializers;
import org.chainrule.dsl.ops.Linear;
import org.chainrule.dsl.ops.NormalizedAdjacency;

/**
 * Graph convolution: each node takes the weighted mean of its own and its neighbours' features, H′
 * = D̂^(−½)·Â·D̂^(−½)·H·W + b, with Â = A + I and D̂ its row sums.
 *
 * <p>Rows are nodes. For one graph, its normalized adjacency is a buffer of the layer, and a batch
 * holds all n nodes in order, or several such sets one after the other. Where the graph changes
 * from batch to batch, A is an input of the network named {@code adjacency}, (batch, batch).
 *
 * <p>Shapes: H (batch, in), H′ (batch, out); parameters {@code weight} Wᵀ (out, in) and {@code
 * bias} (out), which begin as a {@link Dense} does; buffer {@code adjacency} (n, n). By default
 * there is a bias. Source: Kipf and Welling, "Semi-Supervised Classification with Graph
 * Convolutional Networks", 2017.
 *
 * @param width how many features come out
 * @param adjacency A of the one graph, if there is one
 * @param hasBias whether b is added
 * @param weights how W begins, where not by default
 */
@Teaches(
        meaning = "graph convolution over neighbours",
        formula = "D̂^(−½)·Â·D̂^(−½)·H·W + b",
        rows = "F9")
public record GraphConvolution(
        long width,
        Optional<NumericArray> adjacency,
        boolean hasBias,
        Optional<Initializer> weights)
        implements Layer {
    /** The name of the adjacency among the network's inputs. */
    public static final String ADJACENCY = "adjacency";

    /** Convolution on graphs that come with each batch. */
    public GraphConvolution(long width) {
        this(width, Optional.empty(), true, Optional.empty());
    }

    /**
     * The same on one graph.
     *
     * @param graph A (n, n): symmetric, 0 or more, 0 where there is no edge
     * @throws ChainruleException where it is not
     */
    public GraphConvolution on(NumericArray graph) {
        return new GraphConvolution(width, Optional.of(checked(graph)), hasBias, weights);
    }

    /** The same without a bias. */
    public GraphConvolution withoutBias() {
        return new GraphConvolution(width, adjacency, false, weights);
    }

    /** The same with weights that begin in another way. */
    public GraphConvolution withWeights(Initializer initializer) {
        return new GraphConvolution(width, adjacency, hasBias, Optional.of(initializer));
    }

    private static NumericArray checked(NumericArray graph) {
        boolean isSquare = graph.rank() == 2 && graph.size(0) == graph.size(1);
        require(isSquare, "be square", "its sizes are " + Arrays.toString(graph.sizes()));
        for (int i = 0; i < graph.size(0); i++) {
            for (int j = 0; j < graph.size(0); j++) {
                double weight = graph.at(i, j);
                String found = "A[" + i + ", " + j + "] is " + weight;
                require(weight >= 0 && Double.isFinite(weight), "have weights of 0 or more", found);
                String other = found + " and A[" + j + ", " + i + "] is " + graph.at(j, i);
                require(weight == graph.at(j, i), "be symmetric", other);
            }
        }
        return graph;
    }

    private static void require(boolean holds, String what, String found) {
        if (!holds) {
            throw new ChainruleException(
                    "graphConvolution",
                    "an adjacency must " + what,
                    "but " + found,
                    "Give each edge in both directions.");
        }
    }

    @Override
    public Node apply(Scope scope, Node x) {
        if (x.shape().rank() != 2) {
            throw scope.error(
                    "rows must be nodes, (batch, features)",
                    "but found " + x.shape(),
                    "Begin with Net.features.");
        }
        Dim in = x.shape().dim(-1);
        Dim out = Dim.of("width", width);
        Initializer byInputs = Initializers.uniformByInputs(in.size());
        Node w = scope.parameter("weight", weights.orElse(byInputs), out, in);
        Node features = scope.adapted(w, x, new Linear().apply(x, w)); // H·W
        Node mean =
                adjacency
                        .map(graph -> onOne(scope, graph, features))
                        .orElseGet(() -> given(scope, x.shape().dim(0)).matmul(features));
        return hasBias ? mean.plus(scope.parameter("bias", byInputs, out)) : mean;
    }

    private static Node given(Scope scope, Dim nodes) {
        Type type = new Type(Shape.of(nodes, nodes), DType.FLOAT);
        return new NormalizedAdjacency().apply(scope.input(ADJACENCY, type));
    }

    private static Node onOne(Scope scope, NumericArray graph, Node features) {
        Dim nodes = Dim.of("node", graph.size(0));
        Node normalized =
                scope.buffer(
                        ADJACENCY,
                        (shape, random) -> Arrays.stream(normalized(graph).values()),
                        nodes,
                        nodes);
        Dim rows = features.shape().dim(0);
        if (!rows.isOpen()) {
            return normalized.matmul(features);
        }
        scope.require(
                nodes.size(),
                Shape.of(rows),
                "a batch must hold the " + nodes.size() + " nodes of the graph",
                "Give the features of all nodes, in the order of the adjacency.");
        Node sets = features.split(0, Dim.open("graph"), nodes); // (graph, node, out)
        return normalized.matmul(sets).reshapeLike(features);
    }

    /**
     * D̂^(−½)·Â·D̂^(−½) of an adjacency.
     *
     * @param graph A (n, n), as in {@link #on}
     * @throws ChainruleException where it is not
     */
    public static NumericArray normalized(NumericArray graph) {
        checked(graph);
        Type type = new Type(Shape.of(graph.sizes()), DType.FLOAT);
        Variable a = new Variable("A", type, Variable.Role.INPUT);
        return new Evaluator(Map.of(a, graph), 0)
                .valueOf(new NormalizedAdjacency().apply(a.apply()));
    }

    /** The examples that are checked: on a path of three nodes, and on a graph that is given. */
    public static List<LayerExample> examples() {
        NumericArray path = NumericArray.of(new double[] {0, 1, 0, 1, 0, 2, 0, 2, 0}, 3, 3);
        return List.of(
                LayerExample.of(new GraphConvolution(2).on(path), Example.reals(3, 4)),
                LayerExample.of(new GraphConvolution(3).withoutBias(), Example.reals(4, 2))
                        .with(ADJACENCY, Example.between(0, 1, 4, 4)));
    }
}
