package org.chainrule.dsl.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.dsl.djl.ArrayProgram;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.script.GradientMethod;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Products;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Signature;
import org.chainrule.dsl.script.Target;
import org.junit.jupiter.api.Test;

/** Both libraries give the same products and gradients, whichever this processor would take. */
class ProductLibrariesTest {
    private static final double ROUNDING = 1e-5; // of sums over a few numbers in 32 bits

    private final Map<Variable, NumericArray> values = new LinkedHashMap<>();
    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void linearWithBias() {
        assertAgreement(
                new Linear().apply(input("x", 2, 5, 7), input("W", 3, 7), input("b", 3)), 2, 5, 3);
    }

    @Test
    void linearWithoutBias() {
        assertAgreement(new Linear().apply(input("x", 5, 7), input("W", 3, 7)), 5, 3);
    }

    @Test
    void matrixProduct() {
        assertAgreement(input("x", 2, 5, 7).matmul(input("y", 7, 3)), 2, 5, 3);
    }

    @Test
    void oneRow() {
        assertAgreement(input("x", 1, 7).matmul(input("y", 7, 1)), 1, 1);
    }

    private void assertAgreement(Node product, long... sizes) {
        List<Node> inputs = new ArrayList<>();
        values.keySet().forEach(each -> inputs.add(each.apply()));
        Node loss = input("dy", sizes).times(product).sum();
        Signature signature =
                new Signature(List.copyOf(values.keySet()), List.of(), List.of(), List.of());
        Script script = new Script();
        for (Products products : Products.values()) {
            new GradientMethod(signature, Target.CPU.in32Bits().with(products), Gradients.DERIVED)
                    .write(script, products.name(), loss, inputs, List.of(product));
        }
        assertThat(script.source()).contains("mkldnn._linear_pointwise(");
        try (ArrayProgram program = new ArrayProgram(script, signature)) {
            var byDefault = program.run("DEFAULT", values, DataType.FLOAT32, 0);
            var byOneDnn = program.run("ONEDNN", values, DataType.FLOAT32, 0);
            var ofViews = program.runOnViews("ONEDNN", values, DataType.FLOAT32, 0);
            for (int i = 0; i < byDefault.size(); i++) {
                double[] expected = byDefault.get(i).array().values();
                assertThat(byOneDnn.get(i).array().values())
                        .containsExactly(expected, within(ROUNDING));
                assertThat(ofViews.get(i).array().values())
                        .containsExactly(expected, within(ROUNDING));
            }
        }
    }

    private Node input(String name, long... sizes) {
        Type type = new Type(Shape.of(sizes), DType.FLOAT);
        Variable variable = new Variable(name, type, Variable.Role.INPUT);
        values.put(
                variable, NumericArray.filled(0, sizes).map(zero -> 2 * random.nextDouble() - 1));
        return variable.apply();
    }
}
