package org.chainrule.dsl.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.chainrule.dsl.catalogue.Entry;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.layers.LayerExample;
import org.chainrule.dsl.layers.Scope;
import org.chainrule.dsl.ledger.Format;
import org.chainrule.dsl.ledger.Ledger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** All that there is passes; what has no example fails here. */
class ChecksTest {
    @BeforeAll
    static void oneThreadIsEnough() {
        Native.threads(1);
    }

    @TestFactory
    Stream<DynamicTest> everyOpLayerAndLossPasses() {
        return Checks.all().stream()
                .map(c -> dynamicTest(c.kind() + " " + c.name(), () -> passes(c)));
    }

    private static void passes(Checks checks) {
        GradientCheck options = new GradientCheck().withSamples(6).withIntermediates();
        for (Format format : Format.values()) {
            List<Ledger> ledgers = checks.ledgers(options.withFormat(format));
            assertThat(ledgers)
                    .allSatisfy(ledger -> assertThat(ledger.passed()).as(ledger.text()).isTrue());
        }
    }

    @Test
    void findsOpsLayersAndLosses() {
        assertThat(Checks.all())
                .extracting(checks -> checks.kind() + " " + checks.name())
                .contains(
                        "op gelu",
                        "op attention.gradient",
                        "layer selfAttention",
                        "layer layerNorm",
                        "loss crossEntropy")
                .doesNotHaveDuplicates();
    }

    @Test
    void examplesAreNumbered() {
        Checks dense =
                Checks.all().stream()
                        .filter(c -> c.kind().equals("layer") && c.name().equals("dense"))
                        .findFirst()
                        .orElseThrow();
        assertThat(dense.ledgers(new GradientCheck()))
                .extracting(Ledger::subject)
                .containsExactly("layer dense, example 1 of 2", "layer dense, example 2 of 2");
    }

    /** A layer without examples. */
    public record Plain() implements Layer {
        @Override
        public Node apply(Scope scope, Node x) {
            return x;
        }
    }

    @Test
    void layerWithoutExamplesIsAnError() {
        Entry plain = new Entry(Plain.class);
        assertThatThrownBy(() -> Checks.examples(plain, "layer", LayerExample.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "plain: a layer must declare `public static List<LayerExample> examples()`"
                                + " with one or more, but none was found");
    }
}
