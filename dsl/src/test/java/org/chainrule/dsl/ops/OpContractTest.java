package org.chainrule.dsl.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.dsl.check.OpContract;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Foreign;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Primitive;
import org.chainrule.dsl.graph.Reduction;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs the {@link OpContract} on every example of every op and of every primitive. */
class OpContractTest {
    private static final long SEED = 1337;

    /** The result in parts and by kernels, in 64 bits and in 32. */
    private static final int FEWEST = 4;

    /** They take the greatest along the axis, a step of time, or a weight by the first element. */
    private static final Set<String> NEED_A_ROW =
            Set.of(
                    "binaryCrossEntropyWithLogits",
                    "logSoftmax",
                    "lstm",
                    "multiMargin",
                    "softCrossEntropy",
                    "softmax",
                    "upsample");

    @TestFactory
    Stream<DynamicNode> everyOpKeepsTheContract() {
        return Catalogue.ops().stream().map(op -> container(op.name(), op::examples));
    }

    @TestFactory
    Stream<DynamicNode> everyOpIsRightAtExtremes() {
        return Catalogue.ops().stream()
                .flatMap(op -> op.examples().stream().map(example -> extreme(op.name(), example)));
    }

    @TestFactory
    Stream<DynamicNode> everyOpTakesBatchOfOneRow() {
        return onRows(1, OpContractTest::checkOneRow);
    }

    @TestFactory
    Stream<DynamicNode> everyOpTakesEmptyBatchOrRefusesIt() {
        return onRows(0, OpContractTest::checkEmpty);
    }

    private static Stream<DynamicNode> onRows(long rows, BiConsumer<String, Example> check) {
        List<DynamicNode> tests = new ArrayList<>();
        for (Catalogue.Entry op : Catalogue.ops()) {
            for (Example example : op.examples()) {
                BatchSizes.of(example, rows)
                        .ifPresent(
                                resized ->
                                        tests.add(
                                                dynamicTest(
                                                        op.name() + " on " + shapes(resized),
                                                        () -> check.accept(op.name(), resized))));
            }
        }
        return tests.stream();
    }

    private static void checkOneRow(String name, Example example) {
        assertThat(OpContract.onOneRow(example, SEED).failuresOfFirstOrder())
                .as("%s, seed %d", name, SEED)
                .isEmpty();
    }

    private static void checkEmpty(String name, Example example) {
        try {
            checkOneRow(name, example);
        } catch (RuntimeException refused) {
            assertThat(NEED_A_ROW).as("%s may refuse: %s", name, refused).contains(name);
        }
    }

    private static DynamicNode extreme(String name, Example example) {
        String title = name + " on " + shapes(example);
        return dynamicTest(
                title,
                () ->
                        assertThat(OpContract.atExtremes(example, SEED).failuresOfFirstOrder())
                                .as("%s, seed %d", title, SEED)
                                .isEmpty());
    }

    @TestFactory
    Stream<DynamicNode> everyPrimitiveKeepsTheContract() {
        return PrimitiveExamples.all().entrySet().stream()
                .map(entry -> container(entry.getKey(), () -> List.of(entry.getValue())));
    }

    private static DynamicNode container(String name, Supplier<List<Example>> source) {
        List<Example> examples;
        try {
            examples = source.get();
        } catch (RuntimeException e) {
            return dynamicTest(name, () -> fail(name, e)); // alone, not with all others
        }
        return dynamicContainer(
                name,
                IntStream.range(0, examples.size())
                        .boxed()
                        .flatMap(
                                i ->
                                        OpenAxes.of(examples.get(i)).stream()
                                                .map(example -> test(name, i, example))));
    }

    private static void fail(String what, RuntimeException e) {
        throw new AssertionError(what, e);
    }

    private static DynamicNode test(String name, int index, Example example) {
        String title = "example " + index + " on " + shapes(example);
        return dynamicTest(title, () -> check(name + ", " + title + ", seed " + SEED, example));
    }

    private static String shapes(Example example) {
        return example.variables().stream()
                .map(variable -> variable.shape().toString())
                .collect(Collectors.joining(", "));
    }

    private static void check(String what, Example example) {
        try {
            OpContract contract = new OpContract(example, SEED);
            assertThat(contract.failures()).as(what).isEmpty();
            assertThat(contract.comparisons()).as(what).isGreaterThanOrEqualTo(FEWEST);
        } catch (RuntimeException e) {
            fail(what, e);
        }
    }

    @Test
    void everyPrimitiveOccursInAnExample() {
        Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());
        PrimitiveExamples.all().values().forEach(example -> note(example.call(), found));
        Stream<Class<?>> classes = Stream.of(Primitive.class.getPermittedSubclasses());
        List<Object> missing =
                classes.filter(type -> type != Foreign.class) // which only its own engine can run
                        .flatMap(OpContractTest::kinds)
                        .filter(kind -> !found.contains(kind))
                        .toList();
        assertThat(missing).isEmpty();
    }

    private static Stream<Object> kinds(Class<?> primitive) {
        return primitive.isEnum()
                ? Stream.of(primitive.getEnumConstants())
                : primitive == Reduction.class
                        ? Stream.of((Object[]) Reduction.Kind.values())
                        : Stream.of(primitive);
    }

    private static void note(Call call, Set<Object> found) {
        if (found.add(call)) {
            found.add(
                    call.op() instanceof Reduction reduction
                            ? reduction.kind()
                            : call.op() instanceof Enum<?> ? call.op() : call.op().getClass());
            call.inputs().forEach(input -> note(input.call(), found));
            call.body().forEach(part -> note(part.call(), found));
        }
    }

    @Test
    void findsGradientThatIsWrong() {
        assertThat(broken(new WrongGradient()))
                .contains("dx0 step by step, against central differences")
                .contains("autograd0 by kernels, 64 bits, against step by step");
    }

    @Test
    void findsSecondDerivativeThatIsWrong() {
        assertThat(broken(new WrongSecondDerivative()))
                .containsExactly(
                        "ddx0 step by step, against central differences",
                        "ddx1 step by step, against central differences");
    }

    @Test
    void findsKernelThatComputesSomethingElse() {
        assertThat(broken(new WrongKernel()))
                .contains("y0 by kernels, 64 bits, against step by step")
                .contains("autograd0 by kernels, 64 bits, against step by step")
                .doesNotContain("y0 in parts, 64 bits, against step by step");
    }

    @Test
    void findsKernelWhoseOwnGradientIsWrong() {
        assertThat(broken(new KernelWithoutGradient()))
                .containsExactly(
                        "autograd0 by kernels, 64 bits, against step by step",
                        "autograd0 of views by kernels, 64 bits, against step by step",
                        "autograd0 by kernels, 32 bits, against step by step",
                        "autograd0 of views by kernels, 32 bits, against step by step");
    }

    /** What the contract finds wrong with an op, without the numbers. */
    private static List<String> broken(Op op) {
        Example example = Example.of(op, Example.between(0.5, 2, 3));
        return new OpContract(example, SEED)
                .failures().stream()
                        .map(failure -> failure.substring(0, failure.indexOf(':')))
                        .collect(Collectors.toList());
    }

    /** x² with dx = dy·x. */
    private record WrongGradient() implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            return List.of(in.get(0).square());
        }

        @Override
        public List<Node> vjp(Call call, Node dy) {
            return List.of(dy.times(call.input(0)));
        }
    }

    /** x³, whose gradient is right but believes of itself that it is x². */
    private record WrongSecondDerivative() implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            return List.of(in.get(0).pow(3));
        }

        @Override
        public List<Node> vjp(Call call, Node dy) {
            return List.of(new Gradient().apply(dy, call.input(0)));
        }

        private record Gradient() implements Op {

            @Override
            public List<Node> forward(List<Node> in) {
                return List.of(in.get(0).times(in.get(1).square()).times(3));
            }

            @Override
            public List<Node> vjp(Call call, Node dy) {
                return List.of(dy, dy.times(call.input(1)).times(2));
            }
        }
    }

    /** x², or so it says. */
    private record WrongKernel() implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            return List.of(in.get(0).square());
        }

        @Override
        public List<Kernel> kernels(Call call) {
            return List.of(Kernel.of("exp", call.input(0)));
        }
    }

    /** 2x, by a kernel through half of which autograd does not see. */
    private record KernelWithoutGradient() implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            return List.of(in.get(0).times(2));
        }

        @Override
        public List<Kernel> kernels(Call call) {
            Node x = call.input(0);
            return List.of(Kernel.of("add", x, Kernel.of("detach", x)));
        }
    }
}
