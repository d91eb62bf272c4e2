package org.chainrule.dsl.ops;

import java.util.List;
import java.util.function.BiFunction;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;

/** Who has the gradient of a greatest or least number where several are equal. */
public enum Ties {
    /** All of them, in equal shares. */
    SHARED,
    /** The first along the axes alone, row by row where they are several. */
    FIRST;

    /** The greatest or least along axes; with {@link #FIRST} also where it stands. */
    List<Node> values(Node x, Axes axes, BiFunction<Axes, Node, Node> extreme) {
        if (this == SHARED) {
            return List.of(extreme.apply(axes, x));
        }
        Node places = places(x, extreme.apply(axes.kept(), x), axes);
        Node isFirst = places.equalTo(axes.kept().min(places));
        return List.of(axes.sum(isFirst.choose(x, Node.constant(0))), axes.min(places));
    }

    /** The gradient of x by the gradient of what {@link #values} gave. */
    List<Node> gradients(Call call, Node dy, Axes axes) {
        Node x = call.input(0);
        Node y = axes.restored(call.output(0), x);
        Node g = axes.restored(dy, x);
        if (this == SHARED) {
            Node equal = x.equalTo(y);
            return List.of(g.times(equal).over(axes.kept().sum(equal)));
        }
        Node first = axes.restored(call.output(1), x);
        return List.of(g.times(places(x, y, axes).equalTo(first)));
    }

    /** The native form, which there is for the first along one axis. */
    List<Kernel> kernels(Call call, Axes axes, String name) {
        Node x = call.input(0);
        List<Integer> along = axes.in(x);
        return this == FIRST && along.size() == 1
                ? List.of(Kernel.of(name, x, along.get(0), axes.isKept()).yielding(2))
                : List.of();
    }

    /** Where along the axes each number stands that equals y; others, behind all. */
    private static Node places(Node x, Node y, Axes axes) {
        Node condition = x.equalTo(y);
        Node place = Node.integer(0);
        for (int axis : axes.in(condition)) {
            Node along = condition.indices(axis);
            for (int i = axis + 1; i < condition.shape().rank(); i++) {
                along = along.unsqueeze(-1);
            }
            place = place.times(condition.size(axis)).plus(along);
        }
        return condition.choose(place, axes.count(condition)).as("p");
    }
}
