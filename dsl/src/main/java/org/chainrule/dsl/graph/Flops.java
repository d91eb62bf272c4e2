package org.chainrule.dsl.graph;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Counts the floating-point operations of a graph: 2·n·k·m for a matrix product (…, n, k) by (…, k,
 * m), the textbook's cubic count for the factors of a matrix, one for each element of any other
 * result that is computed, none for what only moves numbers.
 */
public final class Flops {
    private final Sizes sizes;

    /** A count for these sizes of the open axes. */
    public Flops(Sizes sizes) {
        this.sizes = sizes;
    }

    /** The operations from some nodes to another. */
    public double through(Node output, List<Node> inputs) {
        return count(output, inputs, this::own);
    }

    /** Those of matrix products alone, of all that a node is computed from. */
    public double products(Node output) {
        return count(output, List.of(), this::ownProducts);
    }

    private static double count(Node output, List<Node> inputs, ToDoubleFunction<Call> own) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.addAll(inputs);
        return count(output, seen, own);
    }

    private static double count(Node node, Set<Object> seen, ToDoubleFunction<Call> own) {
        if (!seen.add(node)) {
            return 0;
        }
        Call call = node.call();
        if (!(call.op() instanceof Primitive)) {
            return count(call.body().get(node.index()), seen, own);
        }
        double sum = seen.add(call) ? own.applyAsDouble(call) : 0;
        for (Node input : call.inputs()) {
            sum += count(input, seen, own);
        }
        return sum;
    }

    private double ownProducts(Call call) {
        return call.op() instanceof Scan scan
                ? steps(scan, call, this::ownProducts)
                : call.op() instanceof MatMul ? own(call) : 0;
    }

    /** The operations of all steps of a scan. */
    private double steps(Scan scan, Call call, ToDoubleFunction<Call> own) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        double each = 0;
        for (Node output : scan.step(call.inputs()).outputs()) {
            each += count(output, seen, own);
        }
        return each * sizes.of(call.input(scan.states()).shape().dim(0));
    }

    private double own(Call call) {
        Op op = call.op();
        if (op instanceof Scan scan) {
            return steps(scan, call, this::own);
        }
        double elements = sizes.elements(call.output(0).shape());
        if (op instanceof MatMul) {
            return 2 * elements * sizes.of(call.input(0).shape().dim(-1));
        }
        if (op instanceof Factorization factorization) {
            Shape matrix = call.input(0).shape();
            return factorization.cost() * sizes.elements(matrix) * sizes.of(matrix.dim(-1));
        }
        if (op instanceof Reduction || op instanceof Overlap) { // both add up what they are given
            return sizes.elements(call.input(0).shape());
        }
        boolean computes = op instanceof Binary || op instanceof Unary || op instanceof Comparison;
        return computes ? elements : 0;
    }
}
