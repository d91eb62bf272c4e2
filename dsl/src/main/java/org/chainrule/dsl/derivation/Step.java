package org.chainrule.dsl.derivation;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Constant;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.ExpandLike;
import org.chainrule.dsl.graph.MergeAxes;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Primitive;
import org.chainrule.dsl.graph.ReshapeLike;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.SplitAxis;
import org.chainrule.dsl.notation.Formula;
import org.chainrule.dsl.notation.Symbol;

/**
 * One step of a derivation: how the gradient of a call's outputs becomes that of its inputs.
 *
 * <p>All formulas are made from the op's own definition, with the op's own names for its inputs x
 * and outputs y; dx is the gradient of the loss by x.
 *
 * @param number its place, counted from 1 at the loss
 * @param path where the call stands in the network
 * @param pull the call, the gradients of its outputs and those of its inputs
 * @param context what formulas call values, and where those come from
 */
public record Step(int number, String path, Reverse.Pull pull, Context context) {

    /** A step by itself. */
    public Step(int number, String path, Reverse.Pull pull) {
        this(number, path, pull, Context.ALONE);
    }

    /**
     * An input that has a gradient.
     *
     * @param index its place among the inputs
     * @param equation dx = …
     * @param shape the gradient's axes
     * @param summed the axes that x was broadcast along, over which the walk sums dx; or none
     * @param input the input
     * @param gradient what this step gives to it
     */
    public record Downstream(
            int index,
            Equation equation,
            Shape shape,
            List<String> summed,
            Node input,
            Node gradient) {

        /** {@code summed over batch}, to be read after the equation; or nothing. */
        public String note() {
            return summed.isEmpty() ? "" : "summed over " + String.join(", ", summed);
        }
    }

    /** The call. */
    public Call call() {
        return pull.call();
    }

    /** The rule of differentiation, in words. */
    public String rule() {
        return Rule.of(call());
    }

    /** What the step reads that a network computes or is given; nothing for a step by itself. */
    public List<Input> inputs() {
        List<Input> inputs = new ArrayList<>();
        for (int i = 0; i < call().inputs().size(); i++) {
            Node node = call().input(i);
            Symbol symbol = inputSymbol(i);
            context.sources()
                    .apply(node)
                    .map(source -> new Input(symbol, source, node))
                    .ifPresent(inputs::add);
        }
        return inputs;
    }

    /** The step's equations, in the order in which one reads them. */
    public List<Line> lines() {
        return Line.of(this);
    }

    /** Of these the forward formula and the gradients that go out. */
    public List<Line> brief() {
        return Line.brief(this);
    }

    /** y = …, from the op's forward expression; one for each output of an op that has several. */
    public List<Equation> forward() {
        Call call = call();
        if (call.op() instanceof Primitive) {
            return call.outputs().stream().map(this::forward).toList();
        }
        FormulaWriter writer = writer();
        for (int i = 1; i < call.outputs().size(); i++) { // they are defined where they are needed
            writer.label(call.body().get(i), outputSymbol(i));
        }
        Formula value = writer.written(call.body().get(0));
        return List.of(equation(Formula.symbol(outputSymbol(0)), value, writer));
    }

    private Equation forward(Node output) {
        FormulaWriter writer = writer();
        Formula value = writer.written(output);
        boolean onlyArranges = value.equals(inputSymbol(0));
        return equation(
                Formula.symbol(outputSymbol(output.index())),
                onlyArranges ? Formula.function(call().op().name(), value) : value,
                writer);
    }

    /** The gradients that come in, such as dy, each with its shape. */
    public List<Equation> upstream() {
        return IntStream.range(0, pull.dys().size())
                .mapToObj(this::upstream)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The gradient that comes in by an output; empty where none does. */
    Optional<Equation> upstream(int index) {
        if (pull.dys().get(index).isZero()) {
            return Optional.empty();
        }
        Symbol y = new Symbol(outputSymbol(index));
        boolean isPart = y.equals(context.loss()); // as the op calls it
        Formula by = Formula.derivative("∂", isPart ? Context.WHOLE : context.loss(), y);
        Formula value = isOne(pull.dys().get(index)) ? Formula.number("1") : by;
        return Optional.of(new Equation(Formula.symbol("d" + y.name()), value, List.of()));
    }

    private static boolean isOne(Node dy) {
        return dy.call().op() instanceof ExpandLike
                ? isOne(dy.call().input(0))
                : dy.call().op() instanceof Constant constant && constant.value() == 1;
    }

    /** The gradients that go out, one for each input that has one. */
    public List<Downstream> downstream() {
        List<Downstream> all = new ArrayList<>();
        for (int i = 0; i < call().inputs().size(); i++) {
            Node x = call().input(i);
            Node dx = pull.dxs().get(i);
            if (!dx.isZero() && x.dtype() == DType.FLOAT && !(x.call().op() instanceof Constant)) {
                Formula name = Formula.symbol("d" + inputSymbol(i).name());
                all.add(new Downstream(i, gradient(name, dx), shape(dx, x), summed(dx, x), x, dx));
            }
        }
        return all;
    }

    /** The equation of a gradient; where that is dy in another shape, it says so. */
    private Equation gradient(Formula name, Node dx) {
        Equation written = equation(name, dx);
        boolean onlyArranges = written.value().equals(Formula.symbol("d" + outputSymbol(0)));
        return onlyArranges && isReshaping(dx.call().op())
                ? new Equation(
                        name,
                        Formula.function(dx.call().op().name(), written.value()),
                        written.definitions())
                : written;
    }

    private static boolean isReshaping(Op op) {
        return op instanceof MergeAxes || op instanceof SplitAxis || op instanceof ReshapeLike;
    }

    /** The gradient's shape, with the input's names where it has the input's axes. */
    private static Shape shape(Node dx, Node x) {
        return dx.shape().agrees(x.shape()) ? x.shape() : dx.shape();
    }

    /** The axes of a gradient that the input does not have. */
    private static List<String> summed(Node dx, Node x) {
        int extra = dx.shape().rank() - x.shape().rank();
        return IntStream.range(0, dx.shape().rank())
                .filter(
                        i ->
                                i < extra
                                        || (x.shape().dim(i - extra).broadcasts()
                                                && !dx.shape().dim(i).broadcasts()))
                .mapToObj(i -> dx.shape().dim(i).toString())
                .toList();
    }

    /**
     * For a function of single elements, its derivative by an input: dx = dy ⊙ ∂y/∂x; for an op
     * that says what its Jacobian is, that. Empty for others that mix elements: their local
     * derivative is the linear map dy ↦ dx itself.
     */
    public Optional<Equation> localDerivative(Downstream downstream) {
        Call call = call();
        Optional<Node> jacobian = call.op().jacobian(call);
        if (jacobian.isPresent() && downstream.index() == 0) {
            Formula row = Formula.symbol(outputSymbol(0) + "ᵢ");
            Symbol column = new Symbol(inputSymbol(0).name() + "ⱼ");
            return Optional.of(equation(Formula.derivative("∂", row, column), jacobian.get()));
        }
        if (!Elementwise.is(call)) {
            return Optional.empty();
        }
        int index = downstream.index();
        Node local = call.op().vjp(call, Node.constant(1)).get(index);
        Formula y = Formula.symbol(outputSymbol(0));
        return Optional.of(equation(Formula.derivative("∂", y, inputSymbol(index)), local));
    }

    /**
     * The same gradient composed from the op's parts by the chain rule alone, step by step, from
     * the result back; empty for a primitive, which has no parts. The values between are called by
     * their labels, or u₁, u₂ and so on.
     */
    public List<Step> composed() {
        Call call = call();
        if (call.op() instanceof Primitive || pull.dys().get(0).isZero()) {
            return List.of();
        }
        List<Reverse.Pull> parts =
                Reverse.of(call.body().get(0), pull.dys().get(0), call.inputs()).pulls();
        Map<Node, String> known = partNames(parts);
        List<Step> steps = new ArrayList<>();
        for (Reverse.Pull part : parts) {
            String name = path + "/" + Rule.of(part.call());
            steps.add(new Step(steps.size() + 1, name, part, context.ofParts(known)));
        }
        return steps;
    }

    private Map<Node, String> partNames(List<Reverse.Pull> parts) {
        Map<Node, String> known = new IdentityHashMap<>();
        for (int i = 0; i < call().inputs().size(); i++) {
            known.put(call().input(i), inputSymbol(i).name());
        }
        for (int i = 0; i < call().outputs().size(); i++) {
            known.putIfAbsent(call().body().get(i), outputSymbol(i));
        }
        int count = 0;
        for (int i = parts.size() - 1; i >= 0; i--) { // as the forward pass computes them
            for (Node output : parts.get(i).call().outputs()) {
                if (!known.containsKey(output)) {
                    Optional<String> label = output.label().filter(l -> !known.containsValue(l));
                    count += label.isPresent() ? 0 : 1;
                    known.put(output, label.orElse(indexed("u", count)));
                }
            }
        }
        return known;
    }

    private static String indexed(String name, int index) {
        StringBuilder text = new StringBuilder(name);
        Integer.toString(index).chars().forEach(digit -> text.append((char) (digit - '0' + '₀')));
        return text.toString();
    }

    /**
     * The whole gradient of an input by the op's own rule, to be compared with {@link #composed}.
     */
    public Node closed(Downstream downstream) {
        return gradient(call().output(0), downstream);
    }

    /** The whole gradient of an input as the op's parts give it. */
    public Node composed(Downstream downstream) {
        return gradient(call().body().get(0), downstream);
    }

    private Node gradient(Node result, Downstream downstream) {
        return Reverse.gradients(result, pull.dys().get(0), call().inputs())
                .get(downstream.index());
    }

    private Equation equation(Formula name, Node value) {
        FormulaWriter writer = writer();
        for (int i = 0; i < call().outputs().size(); i++) {
            if (!pull.dys().get(i).isZero()) {
                writer.name(pull.dys().get(i), Formula.symbol("d" + outputSymbol(i)));
            }
            writer.name(call().output(i), Formula.symbol(outputSymbol(i)));
        }
        return equation(name, writer.of(value), writer);
    }

    private static Equation equation(Formula name, Formula value, FormulaWriter writer) {
        List<Equation> definitions = new ArrayList<>();
        writer.definitions()
                .forEach(
                        (symbol, formula) ->
                                definitions.add(
                                        new Equation(Formula.symbol(symbol), formula, List.of())));
        return new Equation(name, value, definitions);
    }

    /** A writer that calls the inputs by their symbols. */
    private FormulaWriter writer() {
        FormulaWriter writer = new FormulaWriter();
        for (int i = 0; i < call().inputs().size(); i++) {
            if (!(call().input(i).call().op() instanceof Constant)) {
                writer.name(call().input(i), inputSymbol(i));
            }
        }
        return writer;
    }

    /** What formulas call an input. */
    Symbol inputSymbol(int index) {
        List<String> symbols = call().op().inputSymbols();
        String own = call().inputs().size() == 1 ? "x" : indexed("x", index + 1);
        String usual = index < symbols.size() ? symbols.get(index) : own;
        return new Symbol(context.named(call().input(index), usual));
    }

    /** What formulas call an output. */
    String outputSymbol(int index) {
        List<String> symbols = call().op().outputSymbols();
        boolean areNamed = symbols.size() >= call().outputs().size();
        String usual = areNamed ? symbols.get(index) : indexed("y", index + 1);
        return context.named(call().output(index), usual);
    }
}
