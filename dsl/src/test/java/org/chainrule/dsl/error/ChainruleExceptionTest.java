package org.chainrule.dsl.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChainruleExceptionTest {
    @Test
    void messageSaysWhereWhatMustHoldWhatWasFoundAndHowToMendIt() {
        assertThat(
                        new ChainruleException(
                                "block[2].causalAttention",
                                "heads must divide width",
                                "but 7 does not divide 384",
                                "Try 6 or 8 heads."))
                .hasMessage(
                        "block[2].causalAttention: heads must divide width, but 7 does not divide"
                                + " 384. Try 6 or 8 heads.");
    }

    @Test
    void causeIsKept() {
        Exception cause = new Exception("full");
        assertThat(new ChainruleException("disk", "must have room", "but has none", "Wait.", cause))
                .hasMessage("disk: must have room, but has none. Wait.")
                .hasCause(cause);
    }

    @Test
    void inANotebookOnlyFramesOfItsCellsAreKept() {
        assertThat(error().getStackTrace()).isNotEmpty();
        System.setProperty("chainrule.cells", "true");
        try {
            assertThat(error().getStackTrace()).isEmpty();
        } finally {
            System.clearProperty("chainrule.cells");
        }
    }

    private static ChainruleException error() {
        return new ChainruleException("disk", "must have room", "but has none", "Wait.");
    }
}
