package org.chainrule.dsl.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Reverse-mode differentiation: walks a graph from its result back to its inputs and calls each
 * op's vector-Jacobian product. What comes out is again a graph, so a gradient can be run, printed
 * and differentiated like anything else.
 *
 * <p>Sums over broadcast axes, the addition of gradients where a value is used more than once (tied
 * weights among them), and values without a gradient are settled here, not by the ops.
 */
public final class Reverse {
    private final Set<Node> stops;
    private final Map<Node, Node> gradients = new IdentityHashMap<>();
    private final Map<Call, Boolean> active = new IdentityHashMap<>();
    private final List<Call> order = new ArrayList<>();
    private final List<Pull> pulls = new ArrayList<>();

    /**
     * A call's part of the walk: the gradients of its outputs became those of its inputs.
     *
     * @param call the call
     * @param dys a gradient for each output; {@link Node#zero()} where there is none
     * @param dxs what the call gives to each input: the whole gradient of an input that is used
     *     nowhere else and was not broadcast
     */
    public record Pull(Call call, List<Node> dys, List<Node> dxs) {}

    private Reverse(List<Node> stops) {
        this.stops = Collections.newSetFromMap(new IdentityHashMap<>());
        this.stops.addAll(stops);
    }

    /**
     * The gradients of {@code y} by each of {@code wrt}.
     *
     * @param y what is differentiated
     * @param dy its own gradient: 1 for a loss
     * @param wrt by what; each is taken as independent of the others
     * @return a node for each, of its shape; {@link Node#zero()} where y does not depend on it
     */
    public static List<Node> gradients(Node y, Node dy, List<Node> wrt) {
        Reverse reverse = of(y, dy, wrt);
        return wrt.stream().map(reverse::gradient).toList();
    }

    /** The gradients of a number by each of {@code wrt}; of the sum of an array's elements. */
    public static List<Node> gradients(Node y, List<Node> wrt) {
        return gradients(y, Node.constant(1).expandLike(y), wrt);
    }

    /**
     * The gradients of several results together, Σ dy·∂y/∂x, by each of {@code wrt}.
     *
     * @param ys what is differentiated
     * @param dys a gradient for each; {@link Node#zero()} where there is none
     * @param wrt by what
     */
    public static List<Node> gradients(List<Node> ys, List<Node> dys, List<Node> wrt) {
        Reverse reverse = new Reverse(wrt);
        reverse.walk(ys, dys);
        return wrt.stream().map(reverse::gradient).toList();
    }

    /**
     * The whole walk from {@code y} back to {@code wrt}, with the gradients of all that lies
     * between.
     */
    public static Reverse of(Node y, Node dy, List<Node> wrt) {
        Reverse reverse = new Reverse(wrt);
        reverse.walk(List.of(y), List.of(dy));
        return reverse;
    }

    /** The gradient of a node; {@link Node#zero()} where it lies on no way to what was asked. */
    public Node gradient(Node x) {
        return gradients.getOrDefault(x, Node.zero());
    }

    /** The calls that were walked through, from the result back. */
    public List<Pull> pulls() {
        return Collections.unmodifiableList(pulls);
    }

    /**
     * The gradients of a call's inputs, through its forward expression, from that of one output. An
     * input that the call takes twice has its whole gradient at its first place.
     */
    public static List<Node> through(Call call, int output, Node dy) {
        return through(call, List.of(call.body().get(output)), List.of(dy));
    }

    /** The same from the gradients of all outputs. */
    public static List<Node> through(Call call, List<Node> dys) {
        return through(call, call.body(), dys);
    }

    private static List<Node> through(Call call, List<Node> ys, List<Node> dys) {
        List<Node> found = gradients(ys, dys, call.inputs());
        return IntStream.range(0, found.size())
                .mapToObj(
                        i -> call.inputs().indexOf(call.input(i)) == i ? found.get(i) : Node.zero())
                .toList();
    }

    private void walk(List<Node> ys, List<Node> dys) {
        ys.forEach(this::visit);
        for (int i = 0; i < ys.size(); i++) {
            accumulate(ys.get(i), dys.get(i));
        }
        for (int i = order.size() - 1; i >= 0; i--) {
            Call call = order.get(i);
            List<Node> dy =
                    call.outputs().stream()
                            .map(y -> gradients.getOrDefault(y, Node.zero()))
                            .toList();
            if (!dy.stream().allMatch(Node::isZero)) {
                pull(call, dy);
            }
        }
    }

    /** Whether a node depends on one of those asked for; notes the calls between, inputs first. */
    private boolean visit(Node node) {
        if (stops.contains(node)) {
            return true;
        }
        Boolean known = active.get(node.call());
        if (known == null) {
            boolean any = false;
            for (Node input : values(node.call())) {
                any |= visit(input);
            }
            known = any;
            active.put(node.call(), known);
            if (known) {
                order.add(node.call());
            }
        }
        return known;
    }

    /** The inputs that may have a gradient: not one that gives its shape alone. */
    private static List<Node> values(Call call) {
        return call.op() instanceof ExpandLike ? call.inputs().subList(0, 1) : call.inputs();
    }

    private void pull(Call call, List<Node> dys) {
        if (call.op() instanceof Primitive primitive) {
            accumulate(call, dys, primitive.vjp(call, dys));
            return;
        }
        if (call.op() instanceof JointOp joint) {
            accumulate(call, dys, joint.vjp(call, dys));
            return;
        }
        if (!dys.get(0).isZero()) {
            accumulate(call, dys, call.op().vjp(call, dys.get(0)));
        }
        for (int i = 1; i < dys.size(); i++) { // by-products, which only second derivatives reach
            if (!dys.get(i).isZero()) {
                accumulate(call, dys, through(call, i, dys.get(i)));
            }
        }
    }

    private void accumulate(Call call, List<Node> dys, List<Node> dxs) {
        if (dxs.size() != call.inputs().size()) {
            throw new IllegalStateException(
                    call.op().name()
                            + " must give a gradient for each of its "
                            + call.inputs().size()
                            + " inputs, but gave "
                            + dxs.size());
        }
        pulls.add(new Pull(call, dys, dxs));
        for (int i = 0; i < dxs.size(); i++) {
            try {
                accumulate(call.input(i), dxs.get(i));
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(
                        call.op().name()
                                + " must give dx"
                                + i
                                + " the shape of its input "
                                + call.input(i).shape()
                                + ", but gave "
                                + dxs.get(i).shape(),
                        e);
            }
        }
    }

    private void accumulate(Node x, Node dx) {
        if (dx.isZero() || x.dtype() != DType.FLOAT || !(stops.contains(x) || isActive(x))) {
            return;
        }
        gradients.merge(x, sumTo(dx, x), Node::plus);
    }

    private boolean isActive(Node x) {
        return active.getOrDefault(x.call(), false);
    }

    /** The sum over those axes of {@code dx} along which {@code x} was repeated. */
    private static Node sumTo(Node dx, Node x) {
        Node sum = dx;
        int extra = dx.shape().rank() - x.shape().rank();
        if (extra > 0) {
            sum = sum.sum(IntStream.range(0, extra).toArray());
        }
        Shape from = sum.shape();
        int[] repeated =
                IntStream.rangeClosed(1, from.rank())
                        .map(i -> -i)
                        .filter(i -> x.shape().dim(i).broadcasts() && !from.dim(i).broadcasts())
                        .toArray();
        return repeated.length == 0 ? sum.expandLike(x) : sum.sumKept(repeated).expandLike(x);
    }
}
