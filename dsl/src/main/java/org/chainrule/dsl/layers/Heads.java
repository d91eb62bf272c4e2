package org.chainrule.dsl.layers;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.ops.Attention;
import org.chainrule.dsl.ops.RepeatHeads;

/**
 * How attention divides a width among heads.
 *
 * @param queries H, how many heads of queries
 * @param keys G, how many heads of keys and values
 * @param width C, the width of all queries together
 */
record Heads(int queries, int keys, long width) {

    /** Heads that fit. */
    static Heads of(Scope scope, int queries, int keys, long width) {
        if (queries < 1 || width % queries != 0) {
            throw scope.error(
                    "heads must divide width",
                    "but " + queries + " does not divide " + width,
                    "Try " + divisors(width, queries) + " heads.");
        }
        if (keys < 1 || queries % keys != 0) {
            throw scope.error(
                    "key heads must divide heads",
                    "but " + keys + " does not divide " + queries,
                    "Try " + divisors(queries, keys) + " key heads.");
        }
        return new Heads(queries, keys, width);
    }

    /** Fails unless a probability of dropout of attention weights is one. */
    static void check(Scope scope, double dropout) {
        if (!(dropout >= 0 && dropout < 1)) {
            throw scope.error(
                    "the probability of dropout must be at least 0 and less than 1",
                    "but found " + dropout,
                    "Common values are 0.1 and 0.2.");
        }
    }

    /** Fails unless the base of the angles of positions is one. */
    static void checkBase(Scope scope, double base) {
        if (!(base > 0 && base < Double.POSITIVE_INFINITY)) {
            throw scope.error(
                    "the base of positions must be more than 0",
                    "but found " + base,
                    "The papers take 10,000.");
        }
    }

    /** The two divisors that are nearest to a number. */
    private static String divisors(long of, long near) {
        return LongStream.rangeClosed(1, of)
                .filter(n -> of % n == 0)
                .boxed()
                .sorted((a, b) -> Long.compare(Math.abs(a - near), Math.abs(b - near)))
                .limit(2)
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(" or "));
    }

    /** D, the size of a head. */
    long size() {
        return width / queries;
    }

    /** The width of all keys together, G·D. */
    long keyWidth() {
        return keys * size();
    }

    /** (B, T, C) to (B, H, T, D). */
    Node queries(Node x) {
        return split(x, queries);
    }

    /** (B, S, G·D) to (B, G, S, D). */
    Node keys(Node x) {
        return split(x, keys);
    }

    private Node split(Node x, int heads) {
        return x.split(-1, Dim.of("head", heads), Dim.of("size", size())).transpose(-3, -2);
    }

    /**
     * Attention of all heads, side by side again.
     *
     * @param q the queries (B, H, T, D)
     * @param k the keys (B, G, S, D)
     * @param v the values (B, G, S, D)
     * @param seen the keys that may be seen, (B, S), or nothing for all
     * @param like what has the shape of the result, (B, T, C)
     */
    Node attend(Attention attention, Node q, Node k, Node v, Optional<Node> seen, Node like) {
        Node each = repeated(k);
        Node values = repeated(v);
        Node y =
                seen.map(s -> s.unsqueeze(1).unsqueeze(1)) // (B, 1, 1, S)
                        .map(mask -> attention.apply(q, each, values, mask))
                        .orElseGet(() -> attention.apply(q, each, values)); // (B, H, T, D)
        return y.transpose(-3, -2).reshapeLike(like);
    }

    private Node repeated(Node x) {
        return keys == queries ? x : new RepeatHeads(queries / keys).apply(x);
    }
}
