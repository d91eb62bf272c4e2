package org.chainrule.dsl.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A cell applied along time: s[t], y[t] = cell(s[t−1], x[t], w), for a recurrence whose length is
 * known only when it runs.
 *
 * <p>Inputs: the initial states; sequences (time, …), of which the cell sees one step at a time;
 * and constants, which it sees whole in every step. The cell takes them in this order. It gives the
 * new states, of the initial ones' types; values that are kept for each step; and values that are
 * added up over all steps.
 *
 * <p>Outputs: the states after each step and the kept values, (time, …); the sums; the states after
 * the last step; and the states before each step, (time, …). Those that nobody reads cost nothing.
 *
 * <p>The gradient is a scan the other way in time, backpropagation through time; see {@link
 * ScanGradient}. Source: Werbos, "Backpropagation Through Time: What It Does and How to Do It",
 * 1990.
 *
 * @param cell what each step does; it draws no random numbers
 * @param states how many states there are
 * @param sequences how many sequences there are, one at least
 * @param kept how many values are kept for each step
 * @param isReversed whether time runs from the last step to the first
 */
public record Scan(Op cell, int states, int sequences, int kept, boolean isReversed)
        implements Primitive {

    /** Checks the counts. */
    public Scan {
        if (states < 0 || sequences < 1 || kept < 0) {
            throw new IllegalArgumentException(
                    "a scan needs a sequence to run along, but found " + sequences);
        }
    }

    /** A scan from the first step to the last. */
    public Scan(Op cell, int states, int sequences, int kept) {
        this(cell, states, sequences, kept, false);
    }

    /** The outputs of a call of this by what they are. */
    public Outputs outputs(List<Node> outputs) {
        int sums = outputs.size() - 3 * states - kept;
        int last = states + kept + sums;
        return new Outputs(
                outputs.subList(0, states),
                outputs.subList(states, states + kept),
                outputs.subList(states + kept, last),
                outputs.subList(last, last + states),
                outputs.subList(last + states, last + 2 * states));
    }

    /**
     * The outputs of a scan.
     *
     * @param after the states after each step
     * @param kept the values that are kept for each step
     * @param sums the values that are added up over all steps
     * @param last the states after the last step
     * @param before the states before each step
     */
    public record Outputs(
            List<Node> after,
            List<Node> kept,
            List<Node> sums,
            List<Node> last,
            List<Node> before) {}

    /** The cell applied to variables that stand for what it sees in a step. */
    public Call step(List<Node> in) {
        List<Node> seen = new ArrayList<>();
        for (int i = 0; i < in.size(); i++) {
            Shape shape = in.get(i).shape();
            Type type = new Type(isSequence(i) ? shape.without(0) : shape, in.get(i).dtype());
            seen.add(new Variable("seen" + i, type, Variable.Role.INPUT).apply());
        }
        return Call.of(cell, seen);
    }

    /** Whether an input is a sequence. */
    public boolean isSequence(int input) {
        return input >= states && input < states + sequences;
    }

    @Override
    public List<Type> infer(List<Node> in) {
        Dim time = in.get(states).shape().dim(0);
        for (Node sequence : in.subList(states, states + sequences)) {
            if (!sequence.shape().dim(0).agrees(time)) {
                throw new IllegalArgumentException(
                        "sequences must have the same time axis, but found "
                                + time
                                + " and "
                                + sequence.shape());
            }
        }
        Call step = step(in);
        requireNoDraws(step);
        List<Type> each = step.outputs().stream().map(Node::type).toList();
        List<Type> types = new ArrayList<>();
        List<Type> before = new ArrayList<>();
        for (int i = 0; i < each.size(); i++) {
            Type type = i < states ? in.get(i).type() : each.get(i);
            types.add(i < states + kept ? along(time, type) : type);
        }
        for (int i = 0; i < states; i++) {
            Type type = in.get(i).type();
            if (!each.get(i).shape().agrees(type.shape())) {
                throw new IllegalArgumentException(
                        "a state must keep its shape, but "
                                + type.shape()
                                + " becomes "
                                + each.get(i).shape());
            }
            types.add(type);
            before.add(along(time, type));
        }
        types.addAll(before);
        return types;
    }

    private static Type along(Dim time, Type type) {
        return new Type(type.shape().insert(0, time), type.dtype());
    }

    private static void requireNoDraws(Call step) {
        Set<Call> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        step.outputs().forEach(output -> requireNoDraws(output, seen));
    }

    private static void requireNoDraws(Node node, Set<Call> seen) {
        Call call = node.call();
        if (call.op() instanceof Uniform || call.op() instanceof Foreign) {
            throw new IllegalArgumentException(
                    "a cell must be a function of what it sees, but found " + call.op().name());
        }
        if (!(call.op() instanceof Primitive)) {
            requireNoDraws(call.body().get(node.index()), seen);
        }
        if (seen.add(call)) {
            call.inputs().forEach(input -> requireNoDraws(input, seen));
        }
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        throw new IllegalStateException("a scan has several results");
    }

    @Override
    public List<Node> vjp(Call call, List<Node> dys) {
        return gradients(call.inputs(), call.outputs(), dys);
    }

    /**
     * The gradients of the inputs, for an op that kept a scan's outputs.
     *
     * @param inputs what the scan was applied to
     * @param outputs what came out
     * @param dys a gradient for each output; {@link Node#zero()} where there is none
     */
    public List<Node> gradients(List<Node> inputs, List<Node> outputs, List<Node> dys) {
        return new ScanGradient(this, inputs, outputs, dys).ofInputs();
    }

    @Override
    public List<String> inputSymbols() {
        List<String> symbols = new ArrayList<>(cell.inputSymbols());
        for (int i = 0; i < Math.min(states, symbols.size()); i++) {
            symbols.set(i, plain(symbols.get(i)) + (isReversed ? "" : "₀"));
        }
        return symbols;
    }

    @Override
    public List<String> outputSymbols() {
        List<String> symbols = new ArrayList<>();
        cell.outputSymbols().forEach(symbol -> symbols.add(plain(symbol)));
        if (symbols.size() >= states + kept) {
            List<String> own = List.copyOf(symbols.subList(0, states));
            own.forEach(symbol -> symbols.add(symbol + "′"));
            own.forEach(symbol -> symbols.add(symbol + (isReversed ? "ₜ₊₁" : "ₜ₋₁")));
        }
        return symbols;
    }

    /** A name without the time that it may have. */
    static String plain(String symbol) {
        return symbol.replaceAll("ₜ.*", "");
    }

    @Override
    public String rule() {
        return isReversed ? "recurrence back in time" : "recurrence along time";
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return interpreter.scan(this, call);
    }
}
