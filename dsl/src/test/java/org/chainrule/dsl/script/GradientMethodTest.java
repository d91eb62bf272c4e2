package org.chainrule.dsl.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.dsl.djl.ArrayProgram;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GradientMethodTest {
    /** 64 bits, but for the last bits. */
    private static final double DOUBLE = 1e-12;

    private final Node x = Variable.input("x", DType.FLOAT, Dim.BATCH);
    private final Node unused = Variable.input("unused", DType.FLOAT, Dim.BATCH);
    private final List<Variable> variables =
            Stream.of(x, unused).map(node -> (Variable) node.call().op()).toList();
    private final NumericArray here = NumericArray.of(new double[] {0.5, 2}, 2);

    private List<NumericArray> run(Gradients source, Node y, Node... others) {
        Signature signature = new Signature(variables, List.of(), List.of(), List.of());
        Script script = new Script();
        new GradientMethod(signature, Target.CPU, source)
                .write(script, "gradients", y, List.of(x, unused), List.of(others));
        try (ArrayProgram program = new ArrayProgram(script, signature)) {
            return program
                    .run(
                            "gradients",
                            Map.of(variables.get(0), here, variables.get(1), here),
                            DataType.FLOAT64,
                            1)
                    .stream()
                    .map(ArrayProgram.Result::array)
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void logarithmHasTheReciprocal(Gradients source) {
        assertThat(run(source, x.log().sum()).get(0).values())
                .containsExactly(new double[] {2, 0.5}, within(DOUBLE));
    }

    @ParameterizedTest
    @EnumSource
    void unusedVariableHasZeros(Gradients source) {
        assertThat(run(source, x.log().sum()).get(1).values()).containsExactly(0, 0);
    }

    @ParameterizedTest
    @EnumSource
    void othersAreOfTheSameRun(Gradients source) {
        Node drawn = x.uniformLike();
        List<NumericArray> results = run(source, x.times(drawn).sum(), drawn);
        assertThat(results.get(0)).isEqualTo(results.get(2));
    }
}
