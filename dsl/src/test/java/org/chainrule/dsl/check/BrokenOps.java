package org.chainrule.dsl.check;

import java.util.List;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Unary;

/** Ops with the usual mistakes in their vector-Jacobian products. */
public final class BrokenOps {
    private BrokenOps() {}

    /** x², with dx = dy·x: a factor is missing. */
    public record Square() implements Op {
        @Override
        public List<Node> forward(List<Node> in) {
            return List.of(in.get(0).square());
        }

        @Override
        public List<Node> vjp(Call call, Node dy) {
            return List.of(dy.times(call.input(0)));
        }
    }

    /** x less its mean, with dx = dy: the term through the mean is missing. */
    public record Center() implements Op {
        @Override
        public List<Node> forward(List<Node> in) {
            return List.of(in.get(0).minus(in.get(0).meanKept(-1)));
        }

        @Override
        public List<Node> vjp(Call call, Node dy) {
            return List.of(dy);
        }
    }

    /** cos x, with dx = dy·sin x: the sign is wrong. */
    public record Cosine() implements Op {
        @Override
        public List<Node> forward(List<Node> in) {
            return List.of(Unary.COS.apply(in.get(0)));
        }

        @Override
        public List<Node> vjp(Call call, Node dy) {
            return List.of(dy.times(Unary.SIN.apply(call.input(0))));
        }
    }

    /** x·Wᵀ + b, with db = dy summed over the first axis only: of a sequence, a sum is missing. */
    public record Affine() implements Op {
        @Override
        public List<Node> forward(List<Node> in) {
            return List.of(in.get(0).matmul(in.get(1).transpose()).plus(in.get(2)));
        }

        @Override
        public List<Node> vjp(Call call, Node dy) {
            Node x = call.input(0);
            return List.of(
                    dy.matmul(call.input(1)),
                    dy.rows().transpose().matmul(x.rows()),
                    dy.rows().slice(0, Node.integer(0), Node.integer(1), one()).sum(0));
        }

        private static Dim one() {
            return Dim.of("row", 1);
        }
    }
}
