package org.chainrule.dsl.ops;

import java.util.Arrays;
import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * Draws two vectors to one direction where the target t is 1, and apart where it is −1: with c =
 * a·b / √((a·a + ε)(b·b + ε)), the cosine of the angle between them, e = 1 − c, or max(0, c − m).
 *
 * <p>∂c/∂a = b/√((a·a + ε)(b·b + ε)) − c·a/(a·a + ε), and likewise by b; ∂e/∂c is −1, or 1 where c
 * &gt; m. Shapes: a and b (…, n), t (…) of 1 and −1, L a number, or of t's shape without a
 * reduction. ε is 10⁻¹², as in PyTorch.
 *
 * @param margin m, from −1 to 1
 * @param reduction what becomes of the losses of the pairs
 */
@Teaches(
        meaning = "cosine embedding loss",
        formula = "1 − cos(a, b) where t = 1, max(0, cos(a, b) − m) where t = −1")
public record CosineEmbedding(double margin, Reduction reduction) implements Op {
    private static final double EPSILON = 1e-12;

    @Override
    public List<Node> forward(List<Node> in) {
        Node t = in.get(2);
        Node c = cosine(in.get(0), in.get(1));
        Node apart = new Relu().apply(c.plus(-margin));
        Node other = isApart(t).choose(apart, Node.constant(0));
        return List.of(reduction.of(isTogether(t).choose(c.subtractedFrom(1), other)));
    }

    private static Node cosine(Node a, Node b) {
        return product(a, b).over(lengths(a, b)).as("c");
    }

    private static Node product(Node a, Node b) {
        return a.times(b).sum(-1);
    }

    private static Node squared(Node a) {
        return product(a, a).plus(EPSILON);
    }

    private static Node lengths(Node a, Node b) {
        return squared(a).times(squared(b)).sqrt().as("r");
    }

    private static Node isTogether(Node t) {
        return t.equalTo(Node.integer(1));
    }

    private static Node isApart(Node t) {
        return t.equalTo(Node.integer(-1));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node a = call.input(0);
        Node b = call.input(1);
        Node t = call.input(2);
        Node c = cosine(a, b);
        Node each = reduction.spread(dy, t).expandLike(c);
        Node none = Node.constant(0);
        Node apart = c.greaterThan(Node.constant(margin)).choose(each, none);
        Node dc =
                isTogether(t)
                        .choose(each.negate(), isApart(t).choose(apart, none))
                        .as("dc")
                        .unsqueeze(-1);
        Node r = lengths(a, b).unsqueeze(-1);
        return List.of(by(a, b, c, r).times(dc), by(b, a, c, r).times(dc), Node.zero());
    }

    /** ∂c/∂a, with r = √((a·a + ε)(b·b + ε)). */
    private static Node by(Node a, Node b, Node c, Node r) {
        Node along = a.times(c.over(squared(a)).unsqueeze(-1));
        return b.over(r).minus(along);
    }

    @Override
    public List<Kernel> kernels(Call call) {
        Node a = call.input(0);
        Node b = call.input(1);
        Node t = call.input(2);
        return reduction.kernels(
                code ->
                        Labels.shaped(
                                Kernel.of(
                                        "cosine_embedding_loss",
                                        a.rows(),
                                        b.rows(),
                                        Labels.flat(t),
                                        margin,
                                        code),
                                t,
                                reduction));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("a", "b", "t");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("L");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                example(new CosineEmbedding(0, Reduction.MEAN), 6, 4),
                example(new CosineEmbedding(-0.5, Reduction.SUM), 5, 3),
                example(new CosineEmbedding(0.5, Reduction.NONE), 2, 3, 4),
                example(new CosineEmbedding(0, Reduction.BATCH_MEAN), 3, 2, 4));
    }

    private static Example example(CosineEmbedding op, long... sizes) {
        long[] pairs = Arrays.copyOf(sizes, sizes.length - 1);
        return Example.of(op, Example.reals(sizes), Example.reals(sizes), Example.signs(pairs));
    }
}
