package org.chainrule.trainers.bench;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.graph.Sizes;
import org.chainrule.dsl.losses.Losses;

/**
 * A block of one size, in Chainrule and in DJL: forward and backward, or for AdamW a whole step.
 *
 * <p>The sizes are those of a toy, of a small transformer on a CPU, and of a larger network.
 */
public final class BlockRow {
    private final String block;
    private final String size;
    private final Supplier<Sides> sides;

    private BlockRow(String block, String size, Supplier<Sides> sides) {
        this.block = block;
        this.size = size;
        this.sides = sides;
    }

    /** The block's name. */
    public String block() {
        return block;
    }

    /** Its size, in words. */
    public String size() {
        return size;
    }

    /** Measures both sides, which run in turn. */
    public Duel measure(int rounds) {
        try (Sides open = sides()) {
            return open.duel(rounds);
        }
    }

    Sides sides() {
        return sides.get();
    }

    /** All rows, by block and rising size. */
    public static List<BlockRow> all() {
        return Stream.of(
                        Stream.of(dense(32, 64, 64), dense(768, 128, 512), dense(1024, 512, 2048)),
                        Stream.of(
                                layerNorm(4, 16, 64),
                                layerNorm(12, 64, 128),
                                layerNorm(8, 256, 768)),
                        Stream.of(
                                attention(4, 16, 32, 2),
                                attention(12, 64, 128, 4),
                                attention(8, 256, 384, 6)),
                        Stream.of(
                                conv2d(4, 1, 28, 8, 5),
                                conv2d(16, 16, 32, 32, 3),
                                conv2d(16, 64, 32, 64, 3)),
                        Stream.of(lstm(4, 16, 16), lstm(16, 32, 64), lstm(32, 64, 256)),
                        Stream.of(
                                embedding(4, 16, 65, 32),
                                embedding(12, 64, 1000, 128),
                                embedding(8, 256, 16_384, 256)),
                        Stream.of(
                                crossEntropy(32, 10),
                                crossEntropy(768, 65),
                                crossEntropy(1024, 8192)),
                        Stream.of(adamW(4, 32), adamW(4, 256), adamW(4, 1024)))
                .flatMap(rows -> rows)
                .toList();
    }

    static BlockRow dense(int batch, int in, int out) {
        return of(
                "dense",
                "%d rows, %d to %d".formatted(batch, in, out),
                Part.of(Net.features(in).dense(out)),
                Map.of("batch", batch),
                0,
                sample -> DjlBlocks.dense(out, sample));
    }

    static BlockRow layerNorm(int batch, int time, int width) {
        return of(
                "layer norm",
                "%d × %d, width %d".formatted(batch, time, width),
                Part.of(Net.sequence(width).layerNorm()),
                Map.of("batch", batch, "time", time),
                0,
                DjlBlocks::layerNorm);
    }

    static BlockRow attention(int batch, int time, int width, int heads) {
        return of(
                "attention",
                "%d × %d, width %d, %d heads".formatted(batch, time, width, heads),
                Part.of(Net.sequence(width).selfAttention(heads)),
                Map.of("batch", batch, "time", time),
                0,
                sample -> DjlBlocks.attention(width, heads, sample));
    }

    static BlockRow conv2d(int batch, int in, int side, int out, int size) {
        return of(
                "conv2d",
                "%d × %d² pixels, %d to %d channels, %d × %d"
                        .formatted(batch, side, in, out, size, size),
                Part.of(Net.image(in, side, side).conv(out, size, c -> c.withPadding(size / 2))),
                Map.of("batch", batch),
                0,
                sample -> DjlBlocks.conv2d(out, size, sample));
    }

    static BlockRow lstm(int batch, int time, int width) {
        return of(
                "LSTM",
                "%d × %d, width %d".formatted(batch, time, width),
                Part.of(Net.sequence(width).lstm(width)),
                Map.of("batch", batch, "time", time),
                0,
                sample -> DjlBlocks.lstm(width, sample));
    }

    static BlockRow embedding(int batch, int time, int vocabulary, int width) {
        return of(
                "embedding",
                "%d × %d of %,d tokens, width %d".formatted(batch, time, vocabulary, width),
                Part.of(Net.tokens(time).embed(vocabulary, width)),
                Map.of("batch", batch, "time", time),
                vocabulary,
                sample -> DjlBlocks.embedding(width, sample));
    }

    static BlockRow crossEntropy(int batch, int classes) {
        return of(
                "cross-entropy",
                "%d rows of %,d classes".formatted(batch, classes),
                Part.of(Losses.crossEntropy(), classes),
                Map.of("batch", batch),
                classes,
                DjlBlocks::crossEntropy);
    }

    /** A step of a dense network on one row: nearly all of its time goes into the update. */
    static BlockRow adamW(int layers, int width) {
        FeatureNet net = Net.features(width);
        for (int i = 0; i < layers; i++) {
            net = net.dense(width);
        }
        return adamW(net, layers, width);
    }

    private static BlockRow adamW(FeatureNet net, int layers, int width) {
        String size = "%d dense layers of width %d, 1 row".formatted(layers, width);
        return new BlockRow(
                "AdamW step",
                size,
                () -> {
                    Part part = Part.of(net).with(Losses.crossEntropy());
                    Sizes sizes = new Sizes(Map.of("batch", 1L));
                    Sample sample = new Sample(part, sizes, width);
                    return new Sides(
                            sample,
                            new LearnerPass(net, sample),
                            new AdamWPass(layers, width, sample));
                });
    }

    private static BlockRow of(
            String block,
            String size,
            Part part,
            Map<String, Integer> open,
            long below,
            Function<Sample, Pass> djl) {
        Map<String, Long> sizes =
                open.entrySet().stream()
                        .collect(toMap(Map.Entry::getKey, entry -> (long) entry.getValue()));
        return new BlockRow(
                block,
                size,
                () -> {
                    Sample sample = new Sample(part, new Sizes(sizes), below);
                    return new Sides(sample, new ScriptPass(part, sample), djl.apply(sample));
                });
    }
}
