package org.chainrule.dsl.layers;

import org.chainrule.dsl.catalogue.Teaches;

/**
 * The memory of the keys and values that a transformer keeps while it makes text: 2·layers·G·D·T·B
 * numbers, for a key and a value of each layer, head and step.
 *
 * <p>LLaMA-2 70B with 80 layers, 8 key heads of size 128, a context of 4,096 and 16 bits holds 1.34
 * GB for each sequence; with a key head for each of its 64 heads it would be eight times that.
 *
 * <pre>{@code
 * import org.chainrule.dsl.layers.KeyValueCache;
 *
 * long bytes = new KeyValueCache(80, 8, 128).bytes(4_096, 1, 2); // 1,342,177,280
 * }</pre>
 *
 * @param layers how many layers attend to themselves
 * @param keyHeads G, how many heads of keys each has
 * @param headSize D, the size of each
 */
@Teaches(meaning = "memory of kept keys and values", formula = "2·layers·G·D·T·B·bytes")
public record KeyValueCache(long layers, long keyHeads, long headSize) {

    /**
     * The bytes that it holds.
     *
     * @param steps T, how many steps are kept
     * @param batch B, how many sequences
     * @param width how many bytes a number has
     */
    public long bytes(long steps, long batch, int width) {
        return 2 * layers * keyHeads * headSize * steps * batch * width;
    }
}
