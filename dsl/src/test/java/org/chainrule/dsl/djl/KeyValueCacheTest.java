package org.chainrule.dsl.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.djl.Generator.Sampling;
import org.chainrule.dsl.layers.KeyMask;
import org.chainrule.dsl.layers.KeyValueCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cache of keys and values: what it holds, and that it changes nothing. */
class KeyValueCacheTest {
    private static final int VOCABULARY = 11;
    private static final int CONTEXT = 16;
    private static final int LAYERS = 3;
    private static final int HEADS = 4;
    private static final int WIDTH = 16;
    private static final int[] PROMPT = {1, 2, 3};

    private static SequenceNet net(int keyHeads, boolean isMasked) {
        return Net.tokens(CONTEXT)
                .embed(VOCABULARY, WIDTH)
                .repeat(
                        LAYERS,
                        block ->
                                block.residual(
                                        r ->
                                                r.layerNorm()
                                                        .causalAttention(
                                                                HEADS,
                                                                a ->
                                                                        (isMasked
                                                                                        ? a
                                                                                                .withMask(
                                                                                                        KeyMask
                                                                                                                .exceptToken(
                                                                                                                        2))
                                                                                        : a)
                                                                                .withKeyHeads(
                                                                                        keyHeads)
                                                                                .withRotary())))
                .logits(VOCABULARY);
    }

    private static int[] text(SequenceNet net, boolean caches, int count) {
        try (Weights weights = new Weights(net.stored(), 3, DataType.FLOAT32, Device.cpu());
                Generator generator = new Generator(net, CONTEXT, weights, caches)) {
            return generator.generate(PROMPT, count, new Sampling(0.8, 0, 1, 7), made -> {});
        }
    }

    /** With rotary positions and few key heads, and over the end of the context. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cacheDoesNotChangeTheText(boolean isMasked) {
        for (int keyHeads : new int[] {1, 2, 4}) {
            SequenceNet net = net(keyHeads, isMasked);
            assertThat(text(net, true, 40)).containsExactly(text(net, false, 40));
        }
    }

    /** All tokens are kept but the last, which no one has read yet. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void formulaIsWhatIsHeld(int keyHeads) {
        int count = 9;
        SequenceNet net = net(keyHeads, false);
        for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
            try (Weights weights = new Weights(net.stored(), 3, type, Device.cpu());
                    Generator generator = new Generator(net, CONTEXT, weights, true)) {
                generator.generate(PROMPT, count, new Sampling(0, 0, 1, 7), made -> {});
                KeyValueCache cache = new KeyValueCache(LAYERS, keyHeads, WIDTH / HEADS);
                int steps = PROMPT.length + count - 1;
                assertThat(generator.cacheBytes())
                        .isEqualTo(cache.bytes(steps, 1, type.getNumOfBytes()));
            }
        }
    }

    /** 80 layers, 8 key heads of size 128: 320 KiB a token in 16 bits. */
    @Test
    void bytesOfLlama2With70BillionAreTheKnownOnes() {
        KeyValueCache cache = new KeyValueCache(80, 8, 128);
        assertThat(cache.bytes(1, 1, 2)).isEqualTo(320 * 1_024);
        assertThat(cache.bytes(4_096, 1, 2)).isEqualTo(1_342_177_280);
    }
}
