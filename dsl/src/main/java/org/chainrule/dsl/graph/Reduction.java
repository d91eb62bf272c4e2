package org.chainrule.dsl.graph;

import java.util.List;

/**
 * One number from all those along some axes.
 *
 * @param kind how
 * @param axes which, counted from 0
 * @param keep whether the axes stay, with a size of 1
 */
public record Reduction(Kind kind, List<Integer> axes, boolean keep) implements Primitive {

    /** How many numbers become one. */
    public enum Kind {
        /** Σ x. */
        SUM,
        /** The greatest; where several are, they share the gradient evenly. */
        MAX,
        /** The least; where several are, they share the gradient evenly. */
        MIN
    }

    @Override
    public List<Type> infer(List<Node> in) {
        Shape shape = in.get(0).shape();
        for (int i = axes.size() - 1; i >= 0; i--) {
            int axis = axes.get(i);
            shape = keep ? shape.with(axis, Dim.of("", 1)) : shape.without(axis);
        }
        return List.of(new Type(shape, in.get(0).dtype().with(DType.INT)));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        return List.of(
                switch (kind) {
                    case SUM -> kept(dy).expandLike(x);
                    case MAX, MIN -> {
                        Node ties = x.equalTo(kept(call.output(0)));
                        int[] places = axes.stream().mapToInt(Integer::intValue).toArray();
                        yield kept(dy).times(ties).over(ties.sumKept(places));
                    }
                });
    }

    private Node kept(Node reduced) {
        Node kept = reduced;
        if (!keep) {
            for (int axis : axes) {
                kept = kept.unsqueeze(axis);
            }
        }
        return kept;
    }

    @Override
    public String rule() {
        return switch (kind) {
            case SUM -> "sum over axes";
            case MAX -> "maximum over axes";
            case MIN -> "minimum over axes";
        };
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.reduction(this, call));
    }
}
