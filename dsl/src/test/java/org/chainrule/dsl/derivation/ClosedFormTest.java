package org.chainrule.dsl.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.ops.Catalogue;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each op's closed form is what the chain rule composes from the parts of its forward expression.
 */
class ClosedFormTest {
    private static final long SEED = 7;
    private static final double ROUNDING = 1e-12; // of sums of a few dozen numbers around 1

    @TestFactory
    List<DynamicTest> closedFormEqualsTheComposedOne() {
        return Catalogue.ops().stream()
                .flatMap(
                        entry ->
                                entry.examples().stream()
                                        .map(
                                                example ->
                                                        DynamicTest.dynamicTest(
                                                                entry.name(),
                                                                () -> check(example))))
                .toList();
    }

    private static void check(Example example) {
        Call call = example.call();
        SplittableRandom random = new SplittableRandom(SEED);
        Map<Variable, NumericArray> given = new HashMap<>();
        for (int i = 0; i < example.variables().size(); i++) {
            Example.Domain domain = example.domains().get(i);
            double span = domain.high() - domain.low();
            boolean isReal = domain.type().dtype() == DType.FLOAT;
            given.put(
                    (Variable) example.variables().get(i).call().op(),
                    NumericArray.filled(0, domain.type().shape().sizes())
                            .map(zero -> domain.low() + span * random.nextDouble())
                            .map(x -> isReal ? x : Math.floor(x)));
        }
        long[] sizes = new Evaluator(given, SEED).valueOf(call.output(0)).sizes();
        Variable dy =
                new Variable("dy", new Type(Shape.of(sizes), DType.FLOAT), Variable.Role.INPUT);
        given.put(dy, NumericArray.filled(0, sizes).map(zero -> random.nextDouble() - 0.5));
        Node upstream = dy.apply();
        List<Node> reals = call.inputs().stream().filter(x -> x.dtype() == DType.FLOAT).toList();
        Reverse walk = Reverse.of(call.output(0), upstream, reals);
        Evaluator evaluator = new Evaluator(given, SEED);
        Step step = new Step(1, "op", walk.pulls().get(0));
        for (Step.Downstream d : step.downstream()) {
            double[] closed = evaluator.valueOf(step.closed(d)).values();
            double[] composed = evaluator.valueOf(step.composed(d)).values();
            assertThat(closed)
                    .as(d.equation().text())
                    .containsExactly(composed, Offset.offset(ROUNDING));
        }
    }
}
