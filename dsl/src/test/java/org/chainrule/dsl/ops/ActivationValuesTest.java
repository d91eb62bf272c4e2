package org.chainrule.dsl.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.script.GradientMethod;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Signature;
import org.chainrule.dsl.script.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Activations in 32 bits at ordinary, tiny and huge numbers, against PyTorch 1.13:
 *
 * <pre>
 * import torch
 * x = torch.tensor([-1e4, -30, -9, -1, -0.1, 0, 1e-40, 0.3, 2, 9, 30, 1e4], requires_grad=True)
 * for f in (torch.tanh, torch.sigmoid):
 *     y = f(x)
 *     print(y.tolist(), torch.autograd.grad(y.sum(), x)[0].tolist())
 * </pre>
 */
class ActivationValuesTest {
    /** Two units in the last place of 1: e^x differs so much from one library to the next. */
    private static final double ULPS = 2 * Math.ulp(1f);

    private static final double[] X = {-1e4, -30, -9, -1, -0.1, 0, 1e-40, 0.3, 2, 9, 30, 1e4};

    static Stream<Arguments> activations() {
        return Stream.of(
                Arguments.of(
                        new Tanh(),
                        new double[] {
                            -1,
                            -1,
                            -1,
                            -0.7615941762924194,
                            -0.0996679961681366,
                            0,
                            9.99994610111476e-41,
                            0.29131263494491577,
                            0.9640275835990906,
                            1,
                            1,
                            1
                        },
                        new double[] {
                            0,
                            0,
                            0,
                            0.41997429728507996,
                            0.9900662899017334,
                            1,
                            1,
                            0.9151369333267212,
                            0.07065081596374512,
                            0,
                            0,
                            0
                        }),
                Arguments.of(
                        new Sigmoid(),
                        new double[] {
                            0,
                            9.357623589846195e-14,
                            0.00012339458044152707,
                            0.2689414322376251,
                            0.47502079606056213,
                            0.5,
                            0.5,
                            0.5744425058364868,
                            0.8807970285415649,
                            0.9998766183853149,
                            1,
                            1
                        },
                        new double[] {
                            0,
                            9.357623589846195e-14,
                            0.0001233793591381982,
                            0.1966119408607483,
                            0.2493760585784912,
                            0.25,
                            0.25,
                            0.24445831775665283,
                            0.10499362647533417,
                            0.00012336639338172972,
                            0,
                            0
                        }));
    }

    @ParameterizedTest
    @MethodSource("activations")
    void valuesAndGradientsArePyTorchs(Op op, double[] y, double[] dx) {
        Node x = Variable.input("x", DType.FLOAT, Dim.of("width", X.length));
        Variable variable = (Variable) x.call().op();
        Signature signature = new Signature(List.of(variable), List.of(), List.of(), List.of());
        Script script = new Script();
        Node output = op.apply(x);
        for (Gradients source : Gradients.values()) {
            new GradientMethod(signature, Target.CPU, source)
                    .write(script, source.name(), output.sum(), List.of(x), List.of(output));
        }
        try (ContractProgram program = new ContractProgram(script, signature)) {
            Map<Variable, NumericArray> values = Map.of(variable, NumericArray.of(X, X.length));
            for (Gradients source : Gradients.values()) {
                List<ContractProgram.Result> found =
                        program.run(source.name(), values, DataType.FLOAT32, 1);
                assertClose(found.get(0), dx);
                assertClose(found.get(1), y);
            }
        }
    }

    private static void assertClose(ContractProgram.Result found, double[] expected) {
        double[] values = found.array().values();
        for (int i = 0; i < expected.length; i++) {
            assertThat(values[i]).as("at %s", X[i]).isCloseTo(expected[i], within(ULPS));
        }
    }
}
