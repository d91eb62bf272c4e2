package org.chainrule.dsl.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.layers.Embed;
import org.chainrule.dsl.layers.Flatten;
import org.chainrule.dsl.layers.LayerNorm;
import org.chainrule.dsl.layers.Repeat;
import org.chainrule.dsl.layers.SelfAttention;
import org.chainrule.dsl.losses.CrossEntropy;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.optimizers.AdamW;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.schedules.Schedules;
import org.chainrule.dsl.schedules.WarmupCosine;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void defaultsComeFromTheShortestConstructor() {
        assertThat(Options.of(LayerNorm.class)).isEqualTo("hasBias=true, epsilon=1e-5");
        assertThat(Options.of(SelfAttention.class))
                .isEqualTo(
                        "heads, keyHeads, causal=false, hasBias=true, dropout=0, rotary=…, mask=…,"
                                + " weights=…, outWeights=…");
    }

    @Test
    void defaultsComeFromTheFactoryMethodWhereThereIsOne() {
        assertThat(Options.of(AdamW.class, Optimizers.class))
                .isEqualTo(
                        "rate, beta1=0.9, beta2=0.999, epsilon=1e-8, decay=0.01, decayed=…,"
                                + " amsgrad=false");
        assertThat(Options.of(CrossEntropy.class, Losses.class))
                .isEqualTo("weights=…, smoothing=0, ignoredIndex=-100, reduction=mean");
        assertThat(Options.of(WarmupCosine.class, Schedules.class))
                .isEqualTo("warmup, total, floor=0");
    }

    @Test
    void codeThatIsMadeAnewEachTimeIsADefaultToo() {
        assertThat(Options.of(Embed.class)).isEqualTo("vocabulary, width, weights=…, padding=…");
    }

    @Test
    void withoutAShorterWayEverythingMustBeGiven() {
        assertThat(Options.of(Repeat.class)).isEqualTo("times, body");
        assertThat(Options.of(AdamW.class))
                .isEqualTo("rate, beta1, beta2, epsilon, decay, decayed, amsgrad");
    }

    @Test
    void whatMustBeGivenComesFirst() {
        assertThat(Options.of(Late.class)).isEqualTo("last, first=word, second=…");
    }

    @Test
    void argumentsThatDoNotFitLeaveTheNamesAlone() {
        assertThat(Options.of(Choosy.class)).isEqualTo("size, factor");
        assertThat(Options.of(Wrapped.class)).isEqualTo("body, factor");
    }

    @Test
    void nothingToChooseIsNothing() {
        assertThat(Options.of(Flatten.class)).isEmpty();
        assertThat(Options.of(Optimizers.class)).isEmpty();
    }

    /** A record whose last component alone must be given. */
    public record Late(String first, Optional<String> second, int last) {
        /** With defaults. */
        public Late(int last) {
            this("word", Optional.empty(), last);
        }
    }

    /** A record that takes only great sizes. */
    public record Choosy(long size, double factor) {
        /** Checks the size. */
        public Choosy {
            if (size < 1_000_000) {
                throw new IllegalArgumentException("too small");
            }
        }

        /** With a default. */
        public Choosy(long size) {
            this(size, 2);
        }
    }

    /** A record that takes what can't be made up. */
    public record Wrapped(List<String> body, double factor) {
        /** A copy of the body. */
        public Wrapped {
            body = List.copyOf(body);
        }

        /** With a default. */
        public Wrapped(List<String> body) {
            this(body, 2);
        }
    }
}
