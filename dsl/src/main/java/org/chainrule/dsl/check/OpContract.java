package org.chainrule.dsl.check;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.dsl.djl.ArrayProgram;
import org.chainrule.dsl.eval.CentralDifferences;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.ops.Catalogue;
import org.chainrule.dsl.script.GradientMethod;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Signature;
import org.chainrule.dsl.script.Target;

/**
 * What must hold for every op, checked on one example: declared shapes and types are the actual
 * ones, script = step by step, kernels = parts, manual gradient = autograd = numerical, and the
 * same for the second derivative.
 *
 * <p>What is differentiated is L = Σ c ⊙ y over all real outputs y, with random c; then M = Σ d ⊙
 * dx over all gradients dx of L, with random d, by the inputs and by c. Everything is compared with
 * the step-by-step evaluation, in which the random numbers of each run of libtorch are replayed.
 */
public final class OpContract {
    /** How far libtorch may be from the step-by-step evaluation. */
    private enum Inputs {
        /** Drawn as the example says: the order of sums, and the last bits of a function. */
        DRAWN(1e-12, 1e-5),
        /** A batch of one row has no variance, and 1/√ε lifts the last bits of 32. */
        ONE_ROW(1e-12, 1e-4),
        /** An exponent of 10⁸ has eight decimals in 64 bits, and none in 32. */
        EXTREME(1e-7, Double.POSITIVE_INFINITY);

        private final double inDouble;
        private final double inSingle;

        Inputs(double inDouble, double inSingle) {
            this.inDouble = inDouble;
            this.inSingle = inSingle;
        }
    }

    /** As in torch.autograd.gradcheck. */
    private static final double NUMERICAL = 1e-5;

    /** As in torch.autograd.gradcheck. */
    private static final double NUMERICAL_RELATIVE = 1e-3;

    private static final List<DataType> BOTH = List.of(DataType.FLOAT64, DataType.FLOAT32);

    private static final double[] EXTREMES = {0, -0.0, 1, -1, 1e4, -1e4, 1e-5, 1e-40f, -1e-40f};

    private final Call call;
    private final long seed;
    private final SplittableRandom random;
    private final Map<Variable, NumericArray> values = new LinkedHashMap<>();
    private final List<Node> inputs;
    private final List<Node> outputs;
    private final Inputs kind;
    private final boolean isEmpty;
    private final ArrayComparisons found;

    /** The contract of an op on the inputs of an example, drawn from this seed. */
    public OpContract(Example example, long seed) {
        this(example, seed, Inputs.DRAWN);
    }

    private OpContract(Example example, long seed, Inputs kind) {
        this.seed = seed;
        this.kind = kind;
        random = new SplittableRandom(seed);
        call = example.call();
        for (int i = 0; i < example.variables().size(); i++) {
            Variable variable = variable(example.variables().get(i));
            Example.Domain domain = example.domains().get(i);
            values.put(
                    variable,
                    kind == Inputs.EXTREME ? extremes(domain) : Functional.draw(domain, random));
        }
        isEmpty = values.values().stream().anyMatch(array -> array.count() == 0);
        found = new ArrayComparisons(isEmpty);
        inputs = reals(example.variables());
        outputs = reals(call.outputs());
    }

    /**
     * The contract at numbers that are apt to break a formula: ±10⁴, numbers too small for 32 bits
     * to hold normally, zeros of both signs, and the same ones again and again. An input that has
     * bounds of its own, other than those of {@link Example#reals}, keeps to them.
     */
    public static OpContract atExtremes(Example example, long seed) {
        return new OpContract(example, seed, Inputs.EXTREME);
    }

    /** The contract on a batch of one row, or of none. */
    public static OpContract onOneRow(Example example, long seed) {
        return new OpContract(example, seed, Inputs.ONE_ROW);
    }

    private NumericArray extremes(Example.Domain domain) {
        return domain.equals(Example.reals(domain.type().shape().sizes()))
                ? NumericArray.filled(0, domain.type().shape().sizes())
                        .map(zero -> EXTREMES[random.nextInt(EXTREMES.length)])
                : Functional.draw(domain, random);
    }

    /** A method of the program: nodes, or the gradients of y by these nodes. */
    private record Method(String name, Gradients source, Node y, List<Node> nodes) {

        List<Node> expected() {
            return source == null ? nodes : gradients(y, nodes);
        }

        void write(Script script, Signature signature, Target target, List<Node> draws) {
            if (source == null) {
                List<Node> results = new ArrayList<>(nodes);
                results.addAll(draws);
                script.method(name, signature, target, results);
            } else {
                new GradientMethod(signature, target, source).write(script, name, y, nodes, draws);
            }
        }
    }

    /** Checks everything; gives a line for each thing that does not hold. */
    public List<String> failures() {
        List<Method> parts = new ArrayList<>();
        parts.add(new Method("y", null, null, call.outputs()));
        List<Method> kernels = new ArrayList<>(parts);
        if (!inputs.isEmpty() && !outputs.isEmpty()) {
            differentiate(parts, kernels);
        }
        Signature signature = signature();
        run(signature, Target.CPU.inParts(), parts, BOTH);
        byKernels(signature, kernels);
        return found.failures();
    }

    /**
     * Checks values and gradients alone: no central differences, no second derivatives; libtorch,
     * in parts and by kernels, against step by step. Where an axis is empty, in parts only: there
     * are kernels that end the process on one, so a network takes no empty batch.
     */
    public List<String> failuresOfFirstOrder() {
        List<Method> methods = new ArrayList<>();
        methods.add(new Method("y", null, null, call.outputs()));
        if (!inputs.isEmpty() && !outputs.isEmpty()) {
            Functional loss = Functional.of("c", outputs, values, random);
            methods.add(new Method("dx", Gradients.DERIVED, loss.value(), inputs));
        }
        Signature signature = signature();
        run(signature, Target.CPU.inParts(), methods, BOTH);
        if (!isEmpty) {
            byKernels(signature, methods);
        }
        return found.failures();
    }

    private Signature signature() {
        return new Signature(List.copyOf(values.keySet()), List.of(), List.of(), List.of());
    }

    /** How many arrays were compared. */
    public int comparisons() {
        return found.count();
    }

    private void differentiate(List<Method> parts, List<Method> kernels) {
        Functional loss = Functional.of("c", outputs, values, random);
        Method derived = new Method("dx", Gradients.DERIVED, loss.value(), inputs);
        parts.add(derived);
        kernels.add(derived);
        numerical(derived);
        List<Node> found = derived.expected().stream().filter(dx -> !dx.isZero()).toList();
        if (found.isEmpty()) { // numerically so too, as has been seen; autograd would refuse
            return;
        }
        parts.add(new Method("autograd", Gradients.AUTOGRAD, loss.value(), inputs));
        if (!new Catalogue.Entry(call.op().getClass()).isNested()) { // else autograd knows none
            // The result alone: to autograd the by-products of kernels are constants.
            Node result = loss.terms().get(0);
            kernels.add(new Method("autograd", Gradients.AUTOGRAD, result, inputs));
        }
        List<Node> all = new ArrayList<>(inputs);
        all.addAll(loss.c());
        Node second = Functional.of("d", found, values, random).value();
        Method twice = new Method("ddx", Gradients.DERIVED, second, all);
        parts.add(twice);
        kernels.add(twice);
        numerical(twice);
    }

    private void numerical(Method method) {
        Evaluator evaluator = new Evaluator(values, seed);
        List<Node> manual = method.expected();
        for (int i = 0; i < manual.size(); i++) {
            Node x = method.nodes().get(i);
            NumericArray central = CentralDifferences.gradient(evaluator, method.y(), variable(x));
            found.compare(
                    method.name() + i + " step by step, against central differences",
                    value(evaluator, manual.get(i), x),
                    central,
                    NUMERICAL,
                    NUMERICAL_RELATIVE);
        }
    }

    /** Each width of numbers by its own kernels: some are there for 32 bits alone. */
    private void byKernels(Signature signature, List<Method> methods) {
        run(signature, Target.CPU, methods, List.of(DataType.FLOAT64));
        run(signature, Target.CPU.in32Bits(), methods, List.of(DataType.FLOAT32));
    }

    private void run(
            Signature signature, Target target, List<Method> methods, List<DataType> types) {
        List<Node> draws = Draws.of(call.output(0), target);
        Script script = new Script();
        methods.forEach(method -> method.write(script, signature, target, draws));
        try (ArrayProgram program = new ArrayProgram(script, signature)) {
            for (DataType type : types) {
                for (Method method : methods) {
                    String where =
                            (target.kernels() ? " by kernels, " : " in parts, ")
                                    + (type == DataType.FLOAT64 ? "64" : "32")
                                    + " bits, against step by step";
                    check(method, where, program.run(method.name(), values, type, seed), draws);
                    check(
                            method,
                            " of views" + where,
                            program.runOnViews(method.name(), values, type, seed),
                            draws);
                }
            }
        }
    }

    private void check(
            Method method, String where, List<ArrayProgram.Result> results, List<Node> draws) {
        List<Node> expected = method.expected();
        Evaluator evaluator = new Evaluator(values, seed);
        for (int i = 0; i < draws.size(); i++) {
            evaluator = evaluator.pinned(draws.get(i), results.get(expected.size() + i).array());
        }
        for (int i = 0; i < expected.size(); i++) {
            ArrayProgram.Result result = results.get(i);
            Node node = expected.get(i);
            boolean isSingle = result.type() == DataType.FLOAT32;
            double tolerance = isSingle ? kind.inSingle : kind.inDouble;
            NumericArray value = value(evaluator, node, method.nodes().get(i));
            String what = method.name() + i + where;
            if (isSingle && kind == Inputs.EXTREME) {
                found.requireNumbers(what, result.array(), value);
            } else {
                double scale = Math.max(1, ArrayComparisons.greatest(value));
                found.compare(what, result.array(), value, scale * tolerance, 0);
            }
            found.compare(what, node.dtype(), result.type(), where.contains("64"));
        }
    }

    /** The value of a gradient, zeros where there is none. */
    private static NumericArray value(Evaluator evaluator, Node node, Node x) {
        return node.isZero() ? evaluator.valueOf(x).map(number -> 0) : evaluator.valueOf(node);
    }

    private static List<Node> gradients(Node y, List<Node> by) {
        return Reverse.gradients(y, Node.constant(1), by);
    }

    private static List<Node> reals(List<Node> nodes) {
        return nodes.stream().filter(node -> node.dtype() == DType.FLOAT).toList();
    }

    private static Variable variable(Node node) {
        return (Variable) node.call().op();
    }
}
