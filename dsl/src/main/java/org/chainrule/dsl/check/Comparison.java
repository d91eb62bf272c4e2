package org.chainrule.dsl.check;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.dsl.djl.ArrayProgram;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Sizes;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.ledger.FirstBad;
import org.chainrule.dsl.ledger.Format;
import org.chainrule.dsl.ledger.Ledger;
import org.chainrule.dsl.ledger.Row;
import org.chainrule.dsl.ledger.Verdict;
import org.chainrule.dsl.ledger.WrongStep;
import org.chainrule.dsl.script.GradientMethod;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.SecondOrderMethod;
import org.chainrule.dsl.script.Signature;
import org.chainrule.dsl.script.Target;

/**
 * One subject's gradients, computed and compared: one program with a method for each kind of
 * gradient and one for the loss, which central differences call.
 */
final class Comparison implements AutoCloseable {
    static final String LOSS = "loss";

    private final Subject subject;
    private final GradientCheck options;
    private final Map<Variable, NumericArray> at = new HashMap<>();
    private final List<Tensor> tensors = new ArrayList<>();
    private final Reverse reverse;
    private final Node tapped;
    private final boolean isConstant;
    private final ArrayProgram program;

    /**
     * A tensor whose gradient is compared.
     *
     * @param path its path
     * @param kind what it is
     * @param node its place in the graph
     * @param variable the variable that is moved for it
     */
    record Tensor(String path, Row.Kind kind, Node node, Node variable) {}

    Comparison(Subject subject, GradientCheck options) {
        this.subject = subject;
        this.options = options;
        boolean isNarrow = options.format() != Format.FLOAT64;
        subject.at().forEach((v, array) -> at.put(v, isNarrow ? array.map(x -> (float) x) : array));
        Node loss = subject.loss();
        reverse = Reverse.of(loss, Node.constant(1).expandLike(loss), subject.by());
        isConstant = subject.by().stream().allMatch(x -> reverse.gradient(x).isZero());
        for (Node x : subject.by()) {
            Variable variable = Subject.variable(x);
            boolean isParameter = variable.role() == Variable.Role.PARAMETER;
            Row.Kind kind = isParameter ? Row.Kind.PARAMETER : Row.Kind.INPUT;
            tensors.add(new Tensor(variable.name(), kind, x, x));
        }
        boolean taps = options.intermediates() && !isConstant && subject.first().isEmpty();
        tapped = taps ? tap() : loss;
        program = new ArrayProgram(script(), signature());
    }

    /**
     * The loss with a variable added at each step's output; notes these as tensors. Not for a
     * second derivative: its graph shares the insides of ops, which a copy would draw anew.
     */
    private Node tap() {
        Map<Node, String> paths = new HashMap<>();
        for (Subject.Step step : subject.steps()) {
            paths.put(step.call().output(0), step.path());
        }
        paths.remove(subject.loss());
        Taps taps = new Taps(node -> paths.containsKey(node) && isBetween(node), false);
        Node copy = taps.copy(subject.loss());
        Sizes sizes = sizes();
        for (Taps.Tap tap : taps.all()) {
            Shape shape = tap.to().shape();
            at.put(Subject.variable(tap.variable()), NumericArray.filled(0, sizes.of(shape)));
            String path = paths.get(tap.to());
            tensors.add(new Tensor(path, Row.Kind.STEP, tap.to(), tap.variable()));
        }
        return copy;
    }

    /** Whether a node lies between the loss and what it is differentiated by. */
    boolean isBetween(Node node) {
        return node.dtype() == DType.FLOAT && !reverse.gradient(node).isZero();
    }

    /** The sizes that open axes have in the subject's values. */
    Sizes sizes() {
        Map<String, Long> open = new HashMap<>();
        subject.at()
                .forEach(
                        (variable, array) -> {
                            Shape shape = variable.type().shape();
                            for (int i = 0; i < shape.rank(); i++) {
                                if (shape.dim(i).isOpen()) {
                                    open.put(shape.dim(i).name(), (long) array.size(i));
                                }
                            }
                        });
        return new Sizes(open);
    }

    Subject subject() {
        return subject;
    }

    GradientCheck options() {
        return options;
    }

    Map<Variable, NumericArray> at() {
        return at;
    }

    Reverse reverse() {
        return reverse;
    }

    Signature signature() {
        Map<Boolean, List<Variable>> variables =
                at.keySet().stream().collect(Collectors.partitioningBy(v -> v.role().isStored()));
        return new Signature(variables.get(false), variables.get(true), List.of(), List.of());
    }

    /** What gradients are computed for. */
    Target target() {
        Precision precision = options.format() == Format.BF16 ? Precision.BF16 : Precision.FULL;
        return exact().with(precision);
    }

    /** What central differences are computed for. */
    private Target exact() {
        return subject.inParts() ? Target.CPU.inParts() : Target.CPU;
    }

    DataType type() {
        return options.format() == Format.FLOAT64 ? DataType.FLOAT64 : DataType.FLOAT32;
    }

    /** The gradient of a node by hand. */
    Node manual(Node node) {
        Node dx = reverse.gradient(node);
        return dx.isZero() ? Node.constant(0).expandLike(node) : dx;
    }

    private Script script() {
        Script script = new Script();
        List<Node> manual = new ArrayList<>(List.of(subject.loss())); // first, as autograd's: draws
        tensors.forEach(tensor -> manual.add(manual(tensor.node())));
        script.method("manual", signature(), target(), manual);
        script.method(LOSS, signature(), exact(), List.of(tapped));
        List<Node> by = tensors.stream().map(Tensor::variable).toList();
        if (!isConstant) {
            subject.first()
                    .ifPresentOrElse(
                            first ->
                                    new SecondOrderMethod(signature(), target())
                                            .write(
                                                    script,
                                                    "autograd",
                                                    first.y(),
                                                    first.xs(),
                                                    first.d(),
                                                    by),
                            () ->
                                    new GradientMethod(signature(), target(), Gradients.AUTOGRAD)
                                            .write(
                                                    script,
                                                    "autograd",
                                                    tapped,
                                                    by,
                                                    List.of(tapped)));
        }
        return script;
    }

    Ledger ledger() {
        List<NumericArray> manual = run("manual");
        List<NumericArray> autograd =
                isConstant
                        ? manual.subList(1, manual.size()).stream()
                                .map(array -> array.map(x -> 0))
                                .toList()
                        : run("autograd");
        requireTheSameDraws(manual.get(0), autograd);
        if (Stream.concat(manual.stream(), autograd.stream()).anyMatch(Comparison::isBad)) {
            FirstBad bad = new BadValues(this).first(tensors, manual, autograd);
            return ledger(List.of(), List.of(), Optional.of(bad));
        }
        List<Row> rows = new ArrayList<>();
        try (Probe probe = new Probe(program, at, options)) {
            for (int i = 0; i < tensors.size(); i++) {
                Evidence evidence = new Evidence(manual.get(i + 1), autograd.get(i), options);
                rows.add(evidence.row(tensors.get(i), probe));
            }
        }
        for (Subject.Unchecked unchecked : subject.unchecked()) {
            Variable v = unchecked.variable();
            Row.Kind kind =
                    v.role() == Variable.Role.PARAMETER ? Row.Kind.PARAMETER : Row.Kind.INPUT;
            rows.add(Row.unchecked(v.name(), kind, v.type().shape(), unchecked.reason()));
        }
        boolean isTraced =
                subject.first().isEmpty()
                        && rows.stream().anyMatch(row -> row.verdict() == Verdict.FAIL);
        return ledger(rows, isTraced ? new StepCheck(this).wrong() : List.of(), Optional.empty());
    }

    private Ledger ledger(List<Row> rows, List<WrongStep> wrong, Optional<FirstBad> bad) {
        return new Ledger(subject.name(), options.format(), options.seed(), rows, wrong, bad);
    }

    private List<NumericArray> run(String method) {
        return program.run(method, at, type(), options.seed()).stream()
                .map(ArrayProgram.Result::array)
                .toList();
    }

    /** The two programs draw in the same order, or nothing that is compared means anything. */
    private void requireTheSameDraws(NumericArray loss, List<NumericArray> autograd) {
        if (subject.first().isPresent() || isConstant) {
            return;
        }
        double other = autograd.get(autograd.size() - 1).item();
        double apart = Math.abs(loss.item() - other);
        double scale = Math.max(Math.abs(loss.item()), Math.abs(other));
        if (apart > 0.01 * scale + 0.01) {
            throw new IllegalStateException(
                    subject.name()
                            + ": both programs must compute the same loss, but found "
                            + loss.item()
                            + " and "
                            + other);
        }
    }

    static boolean isBad(NumericArray array) {
        for (double value : array.values()) {
            if (!Double.isFinite(value)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        program.close();
    }
}
