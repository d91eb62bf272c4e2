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
 * An axis with elements put before and behind it.
 *
 * <p>dx is dy without what was put there; an element that was put there as a copy adds its dy to
 * that of the original. Shapes: x (…, n, …), y (…, before + n + after, …).
 *
 * @param axis which axis, counted from 0
 * @param before how many are put before it
 * @param after how many are put behind it
 * @param mode what is put there
 */
@Teaches(meaning = "an axis with elements put before and behind it")
public record Pad(int axis, long before, long after, Mode mode) implements Op {

    /** What is put around an axis; each is PyTorch's mode of that name. */
    public enum Mode {
        /** Zeros. */
        ZEROS,
        /** The axis seen in a mirror that stands on the outermost element. */
        REFLECT,
        /** The outermost element again and again. */
        REPLICATE,
        /** The axis once more, as on a ring. */
        CIRCULAR
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node x = in.get(0);
        requireFit(x.shape().dim(axis));
        List<Node> parts = new ArrayList<>();
        for (long i = before; i >= 1; i--) {
            parts.add(element(x, i, true));
        }
        parts.add(x);
        for (long i = 1; i <= after; i++) {
            parts.add(element(x, i, false));
        }
        return List.of(Node.concat(axis, parts));
    }

    private void requireFit(Dim dim) {
        long room = mode == Mode.REFLECT ? dim.size() - 1 : dim.size();
        boolean isBounded = mode == Mode.REFLECT || mode == Mode.CIRCULAR;
        if (isBounded && !dim.isOpen() && Math.max(before, after) > room) {
            throw new IllegalArgumentException(
                    "what is put around an axis must be found in it, but "
                            + Math.max(before, after)
                            + " is more than "
                            + room);
        }
    }

    /** The element that stands so many places before the first or behind the last. */
    private Node element(Node x, long distance, boolean isBefore) {
        Node n = x.size(axis);
        Node last = n.minus(Node.integer(1));
        Node away = Node.integer(distance);
        Node back = Node.integer(distance - 1);
        Node place =
                switch (mode) {
                    case ZEROS, REPLICATE -> isBefore ? Node.integer(0) : last;
                    case REFLECT -> isBefore ? away : last.minus(away);
                    case CIRCULAR -> isBefore ? n.minus(away) : back;
                };
        Node element = x.slice(axis, place, Node.integer(1), Dim.of("", 1));
        return mode == Mode.ZEROS ? Node.constant(0).expandLike(element) : element;
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        if (mode != Mode.ZEROS) {
            return Op.super.vjp(call, dy);
        }
        Node x = call.input(0);
        Dim dim = x.shape().dim(axis);
        return List.of(dy.slice(axis, Node.integer(before), x.size(axis), dim));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        if (mode != Mode.ZEROS) {
            return List.of();
        }
        List<Long> padding = new ArrayList<>(); // of the last axis first
        for (int each = call.input(0).shape().rank() - 1; each > axis; each--) {
            padding.addAll(List.of(0L, 0L));
        }
        padding.addAll(List.of(before, after));
        return List.of(Kernel.of("constant_pad_nd", call.input(0), padding, 0.0));
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new Pad(1, 2, 1, Mode.ZEROS), Example.reals(2, 3)),
                Example.of(new Pad(0, 0, 3, Mode.ZEROS), Example.reals(1, 2, 2)),
                Example.of(new Pad(1, 2, 1, Mode.REFLECT), Example.reals(2, 3, 2)),
                Example.of(new Pad(1, 1, 2, Mode.REPLICATE), Example.reals(2, 3)),
                Example.of(new Pad(0, 3, 2, Mode.CIRCULAR), Example.reals(3, 2)));
    }
}
