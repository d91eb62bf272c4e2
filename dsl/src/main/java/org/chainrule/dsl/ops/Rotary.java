package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Unary;

/**
 * Rotary positions: the i-th pair (a, b) of each vector at place m turns by the angle m·θᵢ, a′ =
 * a·cos mθᵢ − b·sin mθᵢ, b′ = a·sin mθᵢ + b·cos mθᵢ, with θᵢ = base^(−2i/D).
 *
 * <p>A rotation R(m) leaves lengths as they are, and R(m)q · R(n)k = q · R(n − m)k: a score depends
 * on m − n only. dx turns dy back, by −m·θᵢ. Inputs: x (…, T, D) with D even, and the place of its
 * first step, a whole number. Source: Su et al., "RoFormer: Enhanced Transformer with Rotary
 * Position Embedding", 2021.
 *
 * @param base what the angles are powers of: 10,000 in the paper
 * @param pairing which elements are a pair
 */
@Teaches(
        meaning = "rotary positions: the i-th pair at place m turns by m·θᵢ",
        formula = "R(mθ)·x",
        rows = "F17")
public record Rotary(double base, Pairing pairing) implements Op {

    /** Which elements of a vector turn together. */
    public enum Pairing {
        /** 2i and 2i + 1: neighbours, as in the paper and in Meta's LLaMA. */
        INTERLEAVED,
        /** i and i + D/2, as in GPT-NeoX and in LLaMA's weights at Hugging Face. */
        HALVES
    }

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(turned(in.get(0), in.get(1), false));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        return List.of(new Gradient(base, pairing).apply(dy, call.input(1)), Node.zero());
    }

    private Node turned(Node x, Node first, boolean back) {
        int size = Math.toIntExact(x.shape().dim(-1).fixed());
        if (size % 2 != 0) {
            throw new IllegalArgumentException(
                    "vectors must have an even size to turn in pairs, but found " + x.shape());
        }
        boolean areNeighbours = pairing == Pairing.INTERLEAVED;
        Dim half = Dim.of("pair", size / 2);
        Dim two = Dim.of("", 2);
        Node pairs = areNeighbours ? x.split(-1, half, two) : x.split(-1, two, half);
        int axis = areNeighbours ? -1 : -2; // of the two elements of a pair
        Node angles = angles(x, first, half).as("mθ").unsqueeze(axis);
        Node cos = Unary.COS.apply(angles);
        Node sine = Unary.SIN.apply(angles);
        Node sin = back ? sine.negate() : sine;
        List<Node> ab = pairs.chunk(axis, 2);
        Node a = ab.get(0).times(cos).minus(ab.get(1).times(sin));
        Node b = ab.get(0).times(sin).plus(ab.get(1).times(cos));
        return Node.concat(axis, List.of(a, b)).reshapeLike(x);
    }

    /** The angle of each pair at each place, (T, D/2). */
    private Node angles(Node x, Node first, Dim half) {
        Node places = x.realIndices(-2).plus(first).unsqueeze(-1);
        Node i = x.slice(-1, Node.integer(0), Node.integer(half.size()), half).realIndices(-1);
        return places.times(i.times(-Math.log(base) / half.size()).exp());
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("x", "m₀");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(
                        new Rotary(10_000, Pairing.INTERLEAVED),
                        Example.reals(2, 3, 5, 6),
                        Example.below(9)),
                Example.of(
                        new Rotary(100, Pairing.HALVES),
                        Example.reals(1, 4, 4),
                        Example.below(500)),
                Example.of(
                        new Rotary(10_000, Pairing.HALVES), Example.reals(1, 2), Example.below(1)));
    }

    /** dx from dy and the place of the first step: the rotation by the opposite angle. */
    public record Gradient(double base, Pairing pairing) implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            return List.of(new Rotary(base, pairing).turned(in.get(0), in.get(1), true));
        }

        @Override
        public List<Node> vjp(Call call, Node dy) {
            return List.of(new Rotary(base, pairing).apply(dy, call.input(1)), Node.zero());
        }

        /** The examples of the op contract. */
        public static List<Example> examples() {
            return List.of(
                    Example.of(
                            new Gradient(10_000, Pairing.INTERLEAVED),
                            Example.reals(2, 3, 4),
                            Example.below(9)));
        }
    }
}
