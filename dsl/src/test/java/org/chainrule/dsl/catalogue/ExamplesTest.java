package org.chainrule.dsl.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    /** With two. */
    public static final class Two {
        private Two() {}

        /** Two words. */
        public static List<String> examples() {
            return List.of("one", "two");
        }
    }

    /** With a list of nothing. */
    public static final class None {
        private None() {}

        /** Nothing. */
        public static List<String> examples() {
            return List.of();
        }
    }

    /** Whose examples fail. */
    public static final class Failing {
        private Failing() {}

        /** Fails. */
        public static List<String> examples() {
            return List.of("one".substring(4));
        }
    }

    @Test
    void areWhatTheStaticMethodGives() {
        assertThat(Examples.of(Two.class, String.class)).contains(List.of("one", "two"));
    }

    @Test
    void areNoneWithoutAMethodOrWithAnEmptyList() {
        assertThat(Examples.of(String.class, String.class)).isEmpty();
        assertThat(Examples.of(None.class, String.class)).isEmpty();
    }

    @Test
    void ofAnotherKindOrThatFailAreErrors() {
        assertThatThrownBy(() -> Examples.of(Two.class, Integer.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Two: its examples can't be made");
        assertThatThrownBy(() -> Examples.of(Failing.class, String.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Failing: its examples can't be made");
    }
}
