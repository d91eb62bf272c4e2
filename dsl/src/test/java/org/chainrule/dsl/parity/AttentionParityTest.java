package org.chainrule.dsl.parity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.layers.CrossAttention;
import org.chainrule.dsl.layers.Dense;
import org.chainrule.dsl.layers.Embed;
import org.chainrule.dsl.layers.FeedForward;
import org.chainrule.dsl.layers.GraphConvolution;
import org.chainrule.dsl.layers.KeyMask;
import org.chainrule.dsl.layers.Lora;
import org.chainrule.dsl.layers.SelfAttention;
import org.chainrule.dsl.layers.SwiGlu;
import org.chainrule.dsl.layers.TransformerBlock;
import org.chainrule.dsl.ops.Attention;
import org.chainrule.dsl.ops.RepeatHeads;
import org.chainrule.dsl.ops.Rotary;
import org.chainrule.dsl.ops.Rotary.Pairing;
import org.chainrule.dsl.ops.SinusoidalPositions;

final class AttentionParityTest extends ParityTest {
    /**
     * Products, softmax and normalizations in a row, and sums that are smaller than their terms: a
     * unit of a term is 16 of dq.bias. PyTorch's own 32 bits are up to 16.5 away, and processors
     * add in different orders.
     */
    private static final double MANY = 32;

    /** A table of angles in 32 bits, of which sine and cosine are taken. */
    private static final double ANGLES = 8;

    AttentionParityTest() {
        super("attention");
    }

    @Override
    double ulps(String name) {
        if (name.startsWith("rotary") || name.startsWith("sinusoidal")) {
            return ANGLES;
        }
        return name.contains("ttention") || name.contains("Block") || name.contains("mask")
                ? MANY
                : ULPS;
    }

    @Override
    Map<String, Subject> subjects() {
        Map<String, Subject> subjects = new HashMap<>();
        ops(subjects);
        attention(subjects);
        blocks(subjects);
        subjects.put("swiGlu", Subject.layer(new SwiGlu(5)));
        subjects.put("embed", Subject.layer(new Embed(6, 3)));
        subjects.put("embed with padding", Subject.layer(new Embed(6, 3).withPadding(2)));
        subjects.put("lora", Subject.layer(new Lora(2, 3, List.of(new Dense(5)))));
        subjects.put("graphConvolution", Subject.layer(new GraphConvolution(3)));
        return subjects;
    }

    private static void ops(Map<String, Subject> subjects) {
        Attention attention = new Attention(false, 0);
        Subject plain = Subject.op(attention, "q", "k", "v");
        subjects.put("attention", plain);
        subjects.put("attention of one query", plain);
        subjects.put("far scores", plain);
        subjects.put("causal attention", Subject.op(new Attention(true, 0), "q", "k", "v"));
        subjects.put("added mask", Subject.op(attention, "q", "k", "v", "mask"));
        subjects.put("padding mask", Subject.graph(AttentionParityTest::padded));
        subjects.put("repeated heads", Subject.op(new RepeatHeads(3), "x"));
        for (Pairing pairing : Pairing.values()) {
            subjects.put(
                    pairing == Pairing.HALVES ? "rotary, halves" : "rotary, interleaved",
                    Subject.op(new Rotary(10_000, pairing), "x", "first"));
        }
        subjects.put(
                "sinusoidal positions",
                Subject.graph(
                        in ->
                                Map.of(
                                        "y",
                                        new SinusoidalPositions(10_000)
                                                .apply(in.get("x"), Node.integer(0)))));
    }

    private static Map<String, Node> padded(Map<String, Node> in) {
        Node seen = in.get("mask").differsFrom(Node.integer(0));
        Node y = new Attention(false, 0).apply(in.get("q"), in.get("k"), in.get("v"), seen);
        return Map.of("y", y);
    }

    private static void attention(Map<String, Subject> subjects) {
        SelfAttention two = new SelfAttention(2);
        SelfAttention four = new SelfAttention(4);
        CrossAttention cross = new CrossAttention(2, 5);
        KeyMask seen = KeyMask.input("seen");
        subjects.put("selfAttention", Subject.layer(two));
        subjects.put("causalAttention", Subject.layer(two.onlyPast()));
        subjects.put("selfAttention with padding", Subject.layer(two.withMask(seen)));
        subjects.put("selfAttention without bias", Subject.layer(two.withoutBias()));
        subjects.put("grouped-query attention", Subject.layer(four.withKeyHeads(2)));
        subjects.put("multi-query attention", Subject.layer(four.withKeyHeads(1)));
        subjects.put("crossAttention", Subject.layer(cross));
        subjects.put("crossAttention with padding", Subject.layer(cross.withMask(seen)));
    }

    private static void blocks(Map<String, Subject> subjects) {
        TransformerBlock post = new TransformerBlock(2).withDropout(0);
        TransformerBlock decoder = post.causal().withMemory(new CrossAttention(2, 4));
        UnaryOperator<TransformerBlock> gelu = b -> b.withFeedForward(new FeedForward(16));
        String block = "transformerBlock, ";
        String ofDecoder = "transformerBlock of a decoder, ";
        subjects.put(block + "post-norm, relu", Subject.layer(post));
        subjects.put(block + "pre-norm, relu", Subject.layer(post.preNorm()));
        subjects.put(block + "post-norm, gelu", Subject.layer(gelu.apply(post)));
        subjects.put(block + "pre-norm, gelu", Subject.layer(gelu.apply(post.preNorm())));
        subjects.put(ofDecoder + "post-norm", Subject.layer(decoder));
        subjects.put(ofDecoder + "pre-norm", Subject.layer(decoder.preNorm()));
    }
}
