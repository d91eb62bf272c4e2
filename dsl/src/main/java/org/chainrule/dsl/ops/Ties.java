package org.chainrule.dsl.ops;

import org.chainrule.dsl.graph.Node;

/** Who has the gradient of a greatest or least number where several are equal. */
public enum Ties {
    /** All of them, in equal shares. */
    SHARED,
    /** The first along the axes alone, row by row where they are several. */
    FIRST;

    /** Where along the axes each number stands for which a condition holds; others, behind all. */
    static Node places(Node condition, Axes axes) {
        Node place = Node.integer(0);
        for (int axis : axes.in(condition)) {
            Node along = condition.indices(axis);
            for (int i = axis + 1; i < condition.shape().rank(); i++) {
                along = along.unsqueeze(-1);
            }
            place = place.times(condition.size(axis)).plus(along);
        }
        return condition.choose(place, axes.count(condition));
    }
}
