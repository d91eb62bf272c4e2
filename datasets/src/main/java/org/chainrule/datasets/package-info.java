/**
 * Text to train on: corpora, tokenizers, batches, and a cache of downloads with checked sums.
 *
 * <p>The path from a name to numbers:
 *
 * <pre>{@code
 * Corpus corpus = Corpora.named("unicode-names");
 * TextData data = TextData.of(corpus);
 * TokenBatch batch = data.trainingWindows(64).batch(12, 1337, 0);
 * }</pre>
 *
 * <p>Everything here is plain Java: arrays and strings, no tensors.
 */
package org.chainrule.datasets;
