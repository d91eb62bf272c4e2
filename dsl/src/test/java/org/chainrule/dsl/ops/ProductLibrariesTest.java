package org.chainrule.dsl.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.djl.ArrayProgram;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.script.GradientMethod;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.chainrule.dsl.script.Products;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Signature;
import org.chainrule.dsl.script.Target;
import org.junit.jupiter.api.Test;

/** Both libraries give the same products and gradients, whichever this processor would take. */
class ProductLibrariesTest {
    private static final double ROUNDING = 1e-5; // of sums over a few numbers in 32 bits

    private final DrawnInputs drawn = new DrawnInputs(7);

    @Test
    void linearWithBias() {
        assertAgreement(
                new Linear()
                        .apply(drawn.add("x", 2, 5, 7), drawn.add("W", 3, 7), drawn.add("b", 3)),
                2,
                5,
                3);
    }

    @Test
    void linearWithoutBias() {
        assertAgreement(new Linear().apply(drawn.add("x", 5, 7), drawn.add("W", 3, 7)), 5, 3);
    }

    @Test
    void matrixProduct() {
        assertAgreement(drawn.add("x", 2, 5, 7).matmul(drawn.add("y", 7, 3)), 2, 5, 3);
    }

    @Test
    void oneRow() {
        assertAgreement(drawn.add("x", 1, 7).matmul(drawn.add("y", 7, 1)), 1, 1);
    }

    /** AMD's processors without AVX-512 have no 16-bit products in oneDNN. */
    @Test
    void numbersOf16BitsAreLeftToLibtorch() {
        Node product = drawn.add("x", 5, 7).matmul(drawn.add("y", 7, 3));
        Script script = new Script();
        new GradientMethod(
                        drawn.signature(),
                        Target.CPU.with(Products.ONEDNN).with(Precision.BF16),
                        Gradients.DERIVED)
                .write(script, "method", product.sum(), List.of(), List.of(product));
        assertThat(script.source()).contains("torch.matmul(").doesNotContain("mkldnn");
    }

    private void assertAgreement(Node product, long... sizes) {
        List<Node> inputs = new ArrayList<>();
        drawn.values().keySet().forEach(each -> inputs.add(each.apply()));
        Node loss = drawn.add("dy", sizes).times(product).sum();
        Signature signature = drawn.signature();
        Script script = new Script();
        for (Products products : Products.values()) {
            new GradientMethod(signature, Target.CPU.in32Bits().with(products), Gradients.DERIVED)
                    .write(script, products.name(), loss, inputs, List.of(product));
        }
        assertThat(script.source()).contains("mkldnn._linear_pointwise(");
        try (ArrayProgram program = new ArrayProgram(script, signature)) {
            var byDefault = program.run("DEFAULT", drawn.values(), DataType.FLOAT32, 0);
            var byOneDnn = program.run("ONEDNN", drawn.values(), DataType.FLOAT32, 0);
            var ofViews = program.runOnViews("ONEDNN", drawn.values(), DataType.FLOAT32, 0);
            for (int i = 0; i < byDefault.size(); i++) {
                double[] expected = byDefault.get(i).array().values();
                assertThat(byOneDnn.get(i).array().values())
                        .containsExactly(expected, within(ROUNDING));
                assertThat(ofViews.get(i).array().values())
                        .containsExactly(expected, within(ROUNDING));
            }
        }
    }
}
