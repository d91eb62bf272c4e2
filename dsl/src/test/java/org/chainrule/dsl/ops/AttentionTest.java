package org.chainrule.dsl.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.chainrule.dsl.djl.ArrayProgram;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.script.GradientMethod;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Signature;
import org.chainrule.dsl.script.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttentionTest {
    /** 64 bits, but for the last bits. */
    private static final double DOUBLE = 1e-14;

    private final SplittableRandom random = new SplittableRandom(3);
    private final Map<Variable, NumericArray> at = new LinkedHashMap<>();

    private Node input(String name, NumericArray value, DType dtype) {
        Type type = new Type(Shape.of(value.sizes()), dtype);
        Variable variable = new Variable(name, type, Variable.Role.INPUT);
        at.put(variable, value);
        return variable.apply();
    }

    private Node random(String name, double bound, long... sizes) {
        NumericArray zeros = NumericArray.filled(0, sizes);
        return input(name, zeros.map(zero -> bound * (2 * random.nextDouble() - 1)), DType.FLOAT);
    }

    private Node mask(double... seen) {
        return input("mask", NumericArray.of(seen, 1, seen.length), DType.INT)
                .differsFrom(Node.integer(0));
    }

    private NumericArray value(Node node) {
        return new Evaluator(at, 1).valueOf(node);
    }

    @Test
    void queryThatMayLookNowhereGetsZero() {
        Node k = random("k", 1, 1, 1, 3, 2);
        Node y = new Attention(false, 0).apply(random("q", 1, 1, 1, 2, 2), k, k, mask(0, 0, 0));
        assertThat(value(y).values()).containsOnly(0);
        assertThat(value(y.call().output(2)).values()).as("weights").containsOnly(0);
    }

    /** The same by libtorch, by kernels and in parts: no NaN, and no gradient. */
    @ParameterizedTest
    @EnumSource
    void queryThatMayLookNowhereGivesNoGradient(Gradients gradients) {
        Node q = random("q", 1, 1, 1, 2, 2);
        Node k = random("k", 1, 1, 1, 3, 2);
        Node v = random("v", 1, 1, 1, 3, 2);
        Node y = new Attention(false, 0).apply(q, k, v, mask(0, 0, 0));
        for (Target target : List.of(Target.CPU, Target.CPU.inParts())) {
            for (NumericArray found : run(y, List.of(q, k, v), target, gradients)) {
                assertThat(found.values()).containsOnly(0);
            }
        }
    }

    private List<NumericArray> run(Node y, List<Node> by, Target target, Gradients gradients) {
        Signature signature =
                new Signature(List.copyOf(at.keySet()), List.of(), List.of(), List.of());
        Script script = new Script();
        new GradientMethod(signature, target, gradients)
                .write(script, "run", y.sum(), by, List.of(y));
        try (ArrayProgram program = new ArrayProgram(script, signature)) {
            List<NumericArray> found = new ArrayList<>();
            program.run("run", at, DataType.FLOAT32, 0).forEach(r -> found.add(r.array()));
            return found;
        }
    }

    @Test
    void maskedKeysCountAsIfTheyWereNotThere() {
        Node q = random("q", 1, 1, 2, 3, 4);
        Node k = random("k", 1, 1, 2, 5, 4);
        Node v = random("v", 1, 1, 2, 5, 4);
        Node masked = new Attention(false, 0).apply(q, k, v, mask(1, 1, 1, 0, 0));
        Node three = Node.integer(3);
        Dim first = Dim.of("", 3);
        Node some =
                new Attention(false, 0)
                        .apply(
                                q,
                                k.slice(-2, Node.integer(0), three, first),
                                v.slice(-2, Node.integer(0), three, first));
        assertThat(value(masked).values()).containsExactly(value(some).values(), within(DOUBLE));
    }

    @Test
    void addedMaskOfMinusInfinityIsAMaskOfTruthValues() {
        Node q = random("q", 1, 1, 1, 3, 2);
        Node k = random("k", 1, 1, 1, 3, 2);
        Node seen = mask(1, 0, 1);
        Node none = Node.constant(Double.NEGATIVE_INFINITY);
        Node added = seen.choose(Node.constant(0).expandLike(random("o", 1, 1, 3)), none);
        Attention attention = new Attention(true, 0);
        assertThat(value(attention.apply(q, k, k, added)).values())
                .containsExactly(value(attention.apply(q, k, k, seen)).values());
    }

    @Test
    void equalScoresGiveTheMeanOfTheValues() {
        Node zero = input("q", NumericArray.filled(0, 1, 1, 1, 2), DType.FLOAT);
        Node k = random("k", 1, 1, 1, 4, 2);
        Node v = input("v", NumericArray.of(new double[] {1, 2, 3, 6}, 1, 1, 4, 1), DType.FLOAT);
        assertThat(value(new Attention(false, 0).apply(zero, k, v)).item())
                .isCloseTo(3, within(DOUBLE));
    }

    @Test
    void farScoresNeitherOverflowNorGiveNaN() {
        Node q = random("q", 1e4, 1, 1, 3, 2);
        Node k = random("k", 1e4, 1, 1, 3, 2);
        Node v = random("v", 1, 1, 1, 3, 2);
        for (Gradients gradients : Gradients.values()) {
            for (Target target : List.of(Target.CPU, Target.CPU.inParts())) {
                Node y = new Attention(true, 0).apply(q, k, v);
                Node masked = new Attention(true, 0).apply(q, k, v, mask(0, 1, 1));
                for (Node result : List.of(y, masked)) {
                    for (NumericArray found : run(result, List.of(q, k, v), target, gradients)) {
                        assertThat(DoubleStream.of(found.values())).allMatch(Double::isFinite);
                    }
                }
            }
        }
    }
}
