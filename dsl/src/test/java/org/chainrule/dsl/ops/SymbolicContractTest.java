package org.chainrule.dsl.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.chainrule.dsl.check.OpContract;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.symbolic.Symbolic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ops that are given as expressions keep the contract of any other op. */
class SymbolicContractTest {
    private static final long SEED = 1337;

    static Stream<Example> examples() {
        return Symbolic.examples().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void expressionKeepsTheContract(Example example) {
        OpContract contract = new OpContract(example, SEED);
        assertThat(contract.failures()).as("%s, seed %d", example.call(), SEED).isEmpty();
        assertThat(contract.comparisons()).isGreaterThan(4);
    }
}
