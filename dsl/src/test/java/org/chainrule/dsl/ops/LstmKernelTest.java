package org.chainrule.dsl.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.djl.ArrayProgram;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.script.GradientMethod;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Signature;
import org.chainrule.dsl.script.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** oneDNN's LSTM, which exists in 32 bits alone, gives what the parts give, and its gradients. */
class LstmKernelTest {
    private static final double ROUNDING = 1e-5; // of sums over a few steps in 32 bits
    private static final Target FUSED = Target.CPU.in32Bits();

    private final DrawnInputs drawn = new DrawnInputs(5);

    @ParameterizedTest
    @CsvSource({
        "DERIVED,false,true", "DERIVED,true,true", "DERIVED,false,false", "DERIVED,true,false",
        "AUTOGRAD,false,true", "AUTOGRAD,true,true", "AUTOGRAD,false,false", "AUTOGRAD,true,false"
    })
    void agreesWithParts(Gradients gradients, boolean isReversed, boolean hasBias) {
        List<Node> inputs = new ArrayList<>();
        inputs.add(drawn.add("x", 5, 3, 4));
        inputs.add(drawn.add("Wx", 24, 4));
        inputs.add(drawn.add("W", 24, 6));
        if (hasBias) {
            inputs.add(drawn.add("bx", 24));
            inputs.add(drawn.add("b", 24));
        }
        inputs.add(drawn.add("h", 1, 3, 6));
        inputs.add(drawn.add("c", 1, 3, 6));
        Call call = Call.of(new Lstm(isReversed), inputs);
        Node loss = drawn.add("dy", 5, 3, 6).times(call.output(0)).sum();
        loss = loss.plus(drawn.add("dh", 1, 3, 6).times(call.output(1)).sum());
        loss = loss.plus(drawn.add("dc", 1, 3, 6).times(call.output(2)).sum());
        Signature signature = drawn.signature();
        Script script = new Script();
        new GradientMethod(signature, FUSED, gradients)
                .write(script, "kernel", loss, inputs, call.outputs().subList(0, 3));
        String source = script.source();
        assertThat(source).contains("mkldnn_rnn_layer(");
        assertThat(source.contains("mkldnn_rnn_layer_backward("))
                .isEqualTo(gradients == Gradients.DERIVED);
        new GradientMethod(signature, FUSED.inParts(), gradients)
                .write(script, "parts", loss, inputs, call.outputs().subList(0, 3));
        try (ArrayProgram program = new ArrayProgram(script, signature)) {
            var kernel = program.run("kernel", drawn.values(), DataType.FLOAT32, 0);
            var ofViews = program.runOnViews("kernel", drawn.values(), DataType.FLOAT32, 0);
            var parts = program.run("parts", drawn.values(), DataType.FLOAT32, 0);
            for (int i = 0; i < parts.size(); i++) {
                assertThat(kernel.get(i).array().values())
                        .containsExactly(parts.get(i).array().values(), within(ROUNDING));
                assertThat(ofViews.get(i).array().values())
                        .containsExactly(parts.get(i).array().values(), within(ROUNDING));
            }
        }
    }
}
