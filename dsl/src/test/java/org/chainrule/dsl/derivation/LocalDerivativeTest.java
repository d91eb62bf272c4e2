package org.chainrule.dsl.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.ops.CosineSimilarity;
import org.chainrule.dsl.ops.Elu;
import org.chainrule.dsl.ops.Glu;
import org.chainrule.dsl.ops.LogSoftmax;
import org.chainrule.dsl.ops.LogSumExp;
import org.chainrule.dsl.ops.Mish;
import org.chainrule.dsl.ops.Projection;
import org.chainrule.dsl.ops.Sigmoid;
import org.chainrule.dsl.ops.Silu;
import org.chainrule.dsl.ops.Softmax;
import org.chainrule.dsl.ops.Softplus;
import org.chainrule.dsl.ops.Variance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What derivations show of the ops of the catalogue: y, the local derivative, dx. */
class LocalDerivativeTest {
    static List<Arguments> ops() {
        return List.of(
                Arguments.of(new Softmax(), 1, ""),
                Arguments.of(new LogSoftmax(), 1, ""),
                Arguments.of(new LogSumExp(), 1, ""),
                Arguments.of(new Sigmoid(), 1, ""),
                Arguments.of(new Silu(), 1, ""),
                Arguments.of(new Softplus(), 1, ""),
                Arguments.of(new Elu(), 1, ""),
                Arguments.of(new Mish(), 1, ""),
                Arguments.of(Glu.swi(), 1, ""),
                Arguments.of(new Variance(), 1, ""),
                Arguments.of(new Projection(), 2, ""),
                Arguments.of(new CosineSimilarity(), 2, ""));
    }

    @ParameterizedTest
    @MethodSource("ops")
    void derivationShows(Op op, int inputs, String expected) {
        Node[] x = new Node[inputs];
        for (int i = 0; i < inputs; i++) {
            x[i] = Variable.input("x" + i, DType.FLOAT, Dim.BATCH, Dim.of("width", 4));
        }
        Call call = Call.of(op, List.of(x));
        Node dy = new Variable("dy", call.output(0).type(), Variable.Role.INPUT).apply();
        Reverse walk = Reverse.of(call.output(0), dy, List.of(x));
        Step step = new Step(1, "op", walk.pulls().get(0), Map.of());
        StringBuilder text = new StringBuilder();
        step.forward().forEach(equation -> text.append(equation.text()).append('\n'));
        for (Step.Downstream d : step.downstream()) {
            step.localDerivative(d).ifPresent(local -> text.append(local.text()).append('\n'));
            text.append(d.equation().text()).append('\n');
        }
        assertThat(text.toString()).isEqualTo(expected);
    }
}
