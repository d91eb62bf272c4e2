package org.chainrule.dsl.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.djl.ArrayProgram;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Signature;
import org.chainrule.dsl.script.Target;
import org.junit.jupiter.api.Test;

class DropoutTest {
    private static final int COUNT = 100_000;
    private static final double P = 0.2;

    /** Five standard deviations of the share of COUNT draws: one run in two million misses it. */
    private static final double CHANCE = 5 * Math.sqrt(P * (1 - P) / COUNT);

    private static final long SEED = 99;

    private final Node x = Variable.input("x", DType.FLOAT, Dim.BATCH);
    private final Variable variable = (Variable) x.call().op();
    private final Map<Variable, NumericArray> ones =
            Map.of(variable, NumericArray.filled(1, COUNT));

    @Test
    void kernelDropsTheAskedShare() {
        assertThat(share(run(Target.CPU, P, SEED))).isCloseTo(P, within(CHANCE));
    }

    @Test
    void partsDropTheAskedShare() {
        assertThat(share(run(Target.CPU.inParts(), P, SEED))).isCloseTo(P, within(CHANCE));
    }

    @Test
    void evaluatorDropsTheAskedShare() {
        NumericArray y = new Evaluator(ones, SEED).valueOf(new Dropout(P).apply(x));
        assertThat(share(y)).isCloseTo(P, within(CHANCE));
    }

    @Test
    void whatIsKeptIsScaledUp() {
        assertThat(run(Target.CPU, P, SEED).values()).containsOnly(0, 1 / (1 - P));
        assertThat(run(Target.CPU.inParts(), P, SEED).values()).containsOnly(0, 1 / (1 - P));
    }

    @Test
    void probabilityZeroDropsNothing() {
        assertThat(run(Target.CPU, 0, SEED).values()).containsOnly(1);
        assertThat(run(Target.CPU.inParts(), 0, SEED).values()).containsOnly(1);
    }

    @Test
    void seedDecidesWhatIsDropped() {
        assertThat(run(Target.CPU, P, SEED)).isEqualTo(run(Target.CPU, P, SEED));
        assertThat(run(Target.CPU, P, SEED)).isNotEqualTo(run(Target.CPU, P, SEED + 1));
    }

    private NumericArray run(Target target, double p, long seed) {
        Signature signature = new Signature(List.of(variable), List.of(), List.of(), List.of());
        Script script = new Script();
        script.method("y", signature, target, List.of(new Dropout(p).apply(x)));
        try (ArrayProgram program = new ArrayProgram(script, signature)) {
            return program.run("y", ones, DataType.FLOAT64, seed).get(0).array();
        }
    }

    private static double share(NumericArray y) {
        return Arrays.stream(y.values()).filter(v -> v == 0).count() / (double) COUNT;
    }
}
