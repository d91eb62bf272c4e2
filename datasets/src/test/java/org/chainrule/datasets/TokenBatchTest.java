package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;

class TokenBatchTest {
    @Test
    void batchesWithTheSameTokensAreEqual() {
        var one = new TokenBatch(1, 2, new long[] {1, 2}, new long[] {2, 3});
        var same = new TokenBatch(1, 2, new long[] {1, 2}, new long[] {2, 3});
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(one).isNotEqualTo(new TokenBatch(2, 1, new long[] {1, 2}, new long[] {2, 3}));
        assertThat(one).isNotEqualTo(new TokenBatch(1, 2, new long[] {1, 2}, new long[] {2, 4}));
        assertThat(one).hasToString("TokenBatch[batch 1, time 2]");
    }

    @Test
    void sizeIsTheNumberOfTargets() {
        assertThat(new TokenBatch(2, 3, new long[6], new long[6]).size()).isEqualTo(6);
    }

    @Test
    void rejectsArraysOfAnotherLength() {
        assertThatThrownBy(() -> new TokenBatch(2, 3, new long[6], new long[5]))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "TokenBatch: inputs and targets must have batch * time = 2 * 3 = 6 tokens,"
                                + " but they have 6 and 5. Pass both as row-major (batch, time).");
    }

    @Test
    void rejectsSizesBelowOne() {
        assertThatThrownBy(() -> new TokenBatch(0, 3, new long[0], new long[0]))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "TokenBatch: batch and time must be at least 1, but they are 0 and 3. Leave"
                                + " out empty batches.");
    }
}
