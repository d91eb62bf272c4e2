package org.chainrule.dsl.graph;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Backpropagation through time: the gradient of a scan is a scan the other way, whose states are
 * the gradients of the states.
 *
 * <p>With the cell's own vector-Jacobian product, each step makes of δs[t], what later steps say of
 * s[t], plus ds[t], what the output of this one says of it, the gradients δs[t−1] and dx[t], and
 * its share of dw = Σ dw[t]. What the cell's product needs of the forward pass is read from the
 * scan's outputs where they hold it, and computed again where they do not.
 *
 * <p>Where the shares are products of two matrices, aᵀ·b, or sums of rows, the factors are kept and
 * multiplied once for all steps.
 */
final class ScanGradient {
    private final Scan scan;
    private final List<Node> inputs;
    private final Call step;
    private final List<Node> gradients;
    private final List<Node> states = new ArrayList<>();
    private final List<Node> first = new ArrayList<>();
    private final List<Node> newStates = new ArrayList<>();
    private final Map<Node, Node> sequences = new IdentityHashMap<>();
    private final Map<Node, Node> constants = new IdentityHashMap<>();
    private final List<Node> order = new ArrayList<>();
    private final Map<Node, String> symbols = new IdentityHashMap<>();
    private final List<Node> kept = new ArrayList<>();
    private final List<Node> sums = new ArrayList<>();

    ScanGradient(Scan scan, List<Node> inputs, List<Node> outputs, List<Node> dys) {
        this.scan = scan;
        this.inputs = inputs;
        step = scan.step(inputs);
        Scan.Outputs made = scan.outputs(outputs);
        Scan.Outputs upstream = scan.outputs(dys);
        List<Node> own = new ArrayList<>(); // of the cell's outputs
        for (int i = 0; i < scan.states(); i++) {
            Node zeros = Node.constant(0).expandLike(inputs.get(i));
            Node later = upstream.last().get(i);
            first.add(later.isZero() ? zeros : later);
            Node carried = variable("δ" + symbol(i) + "ₜ", inputs.get(i).type());
            states.add(carried);
            own.add(plus(carried, eachStep("d" + symbol(i) + "ₜ", upstream.after().get(i))));
        }
        for (int i = 0; i < scan.kept(); i++) {
            own.add(eachStep("d" + symbol(scan.states() + i) + "ₜ", upstream.kept().get(i)));
        }
        for (Node sum : upstream.sums()) {
            own.add(sum.isZero() ? sum : constant("d" + symbol(own.size()), sum));
        }
        for (int i = 0; i < inputs.size(); i++) {
            boolean isState = i < scan.states();
            if (isState || scan.isSequence(i)) {
                Node whole = isState ? made.before().get(i) : inputs.get(i);
                String symbol = inputSymbol(i) + (isState ? before() : "ₜ");
                note(step.input(i), symbol, whole, sequences);
            } else {
                note(step.input(i), inputSymbol(i), inputs.get(i), constants);
            }
        }
        Substitution saved = new Substitution();
        for (int i = 0; i < scan.states() + scan.kept(); i++) {
            boolean isState = i < scan.states();
            Node whole = isState ? made.after().get(i) : made.kept().get(i - scan.states());
            saved.put(step.output(i), eachStep(symbol(i) + "ₜ", whole));
        }
        gradients =
                Reverse.gradients(step.outputs(), own, step.inputs()).stream()
                        .map(saved::of)
                        .toList();
        for (int i = 0; i < scan.states(); i++) {
            Node ds = gradients.get(i);
            Node before = eachStep("d" + symbol(i) + before(), upstream.before().get(i));
            Node whole = ds.isZero() ? before : plus(ds, before);
            Node zeros = Node.constant(0).expandLike(states.get(i));
            newStates.add(whole.isZero() ? zeros : whole);
        }
    }

    private String symbol(int output) {
        return symbol(scan.cell().outputSymbols(), output, "y");
    }

    private String inputSymbol(int input) {
        return symbol(scan.cell().inputSymbols(), input, "x");
    }

    /** A name without the time that it may have. */
    private static String symbol(List<String> symbols, int index, String other) {
        String own = index < symbols.size() ? symbols.get(index) : other + index;
        return Scan.plain(own);
    }

    /** The index of the step before. */
    private String before() {
        return scan.isReversed() ? "ₜ₊₁" : "ₜ₋₁";
    }

    private Node variable(String symbol, Type type) {
        Node variable = new Variable("back" + symbols.size(), type, Variable.Role.INPUT).apply();
        symbols.put(variable, symbol);
        return variable;
    }

    /** A variable for each step of a sequence; nothing for nothing. */
    private Node eachStep(String symbol, Node whole) {
        if (whole.isZero()) {
            return whole;
        }
        Node variable = variable(symbol, new Type(whole.shape().without(0), whole.dtype()));
        note(variable, symbol, whole, sequences);
        return variable;
    }

    private Node constant(String symbol, Node whole) {
        Node variable = variable(symbol, whole.type());
        note(variable, symbol, whole, constants);
        return variable;
    }

    private void note(Node variable, String symbol, Node whole, Map<Node, Node> kind) {
        symbols.put(variable, symbol);
        kind.put(variable, whole);
        order.add(variable);
    }

    private static Node plus(Node x, Node y) {
        return y.isZero() ? x : x.plus(y);
    }

    /** The gradients of the scan's inputs. */
    List<Node> ofInputs() {
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            shares.add(share(i));
        }
        Scan.Outputs back = back();
        List<Node> found = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            found.add(i < scan.states() ? back.last().get(i) : shares.get(i).total(back));
        }
        return found;
    }

    /** What becomes of a step's share of a gradient. */
    private interface Share {
        Node total(Scan.Outputs back);
    }

    private Share share(int input) {
        Node dx = gradients.get(input);
        if (input < scan.states() || dx.isZero() || inputs.get(input).dtype() != DType.FLOAT) {
            return back -> Node.zero();
        }
        if (scan.isSequence(input)) {
            return whole(dx, "d" + inputSymbol(input));
        }
        Call call = dx.call();
        if (call.op() instanceof MatMul && isTransposed(call.input(0)) && isMatrix(call.input(1))) {
            Share a = whole(call.input(0).call().input(0), "a");
            Share b = whole(call.input(1), "b");
            return back -> a.total(back).rows().transpose().matmul(b.total(back).rows());
        }
        if (call.op().equals(new Reduction(Reduction.Kind.SUM, List.of(0), false))
                && isMatrix(call.input(0))) {
            Share rows = whole(call.input(0), "a");
            return back -> rows.total(back).rows().sum(0);
        }
        int place = sums.size();
        sums.add(dx);
        return back -> back.sums().get(place);
    }

    private static boolean isMatrix(Node node) {
        return node.shape().rank() == 2 && node.dtype() == DType.FLOAT;
    }

    private static boolean isTransposed(Node node) {
        return isMatrix(node) && node.call().op() instanceof Transpose;
    }

    /** A value of each step as a sequence. */
    private Share whole(Node node, String symbol) {
        if (sequences.containsKey(node)) {
            return back -> sequences.get(node);
        }
        int place = kept.indexOf(node) >= 0 ? kept.indexOf(node) : kept.size();
        if (place == kept.size()) {
            kept.add(node);
            symbols.put(node, symbol);
        }
        return back -> back.kept().get(place);
    }

    private Scan.Outputs back() {
        List<Node> results = new ArrayList<>(newStates);
        List<String> outcomes = new ArrayList<>();
        for (int i = 0; i < newStates.size(); i++) {
            outcomes.add("δ" + symbol(i) + before());
        }
        kept.forEach(node -> outcomes.add(node.label().orElse(symbols.get(node)) + "ₜ"));
        results.addAll(kept);
        results.addAll(sums);
        Used used = new Used();
        results.forEach(used::visit);
        List<Node> variables = new ArrayList<>(states);
        List<Node> wholes = new ArrayList<>(first);
        List<Node> runs = order.stream().filter(sequences::containsKey).toList();
        List<Node> read = runs.stream().filter(used::contains).toList();
        List<Node> along = read.isEmpty() ? List.of(step.input(scan.states())) : read;
        for (Node variable : along) {
            variables.add(variable);
            wholes.add(sequences.get(variable));
        }
        for (Node variable : order) {
            if (constants.containsKey(variable) && used.contains(variable)) {
                variables.add(variable);
                wholes.add(constants.get(variable));
            }
        }
        Lambda cell =
                new Lambda(
                        scan.cell().name() + " gradient",
                        variables.stream().map(symbols::get).toList(),
                        outcomes,
                        variables,
                        results);
        Scan reverse = new Scan(cell, scan.states(), along.size(), kept.size(), !scan.isReversed());
        return reverse.outputs(Call.of(reverse, wholes).outputs());
    }
}
