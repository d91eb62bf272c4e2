package org.chainrule.dsl.derivation;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.MergeAxes;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Primitive;
import org.chainrule.dsl.graph.Scan;
import org.chainrule.dsl.graph.Transpose;
import org.chainrule.dsl.notation.Formula;
import org.chainrule.dsl.notation.Symbol;

/**
 * A scan as formulas of one step: the states hₜ in terms of hₜ₋₁ stand among the definitions, and a
 * sum over all steps is written with Σ.
 */
final class ScanFormulas {
    private static final Formula TIME = Formula.symbol("t");

    private final FormulaWriter writer;
    private final Scan scan;
    private final Call call;
    private final Call step;
    private final FormulaWriter inner;

    ScanFormulas(FormulaWriter writer, Scan scan, Call call) {
        this.writer = writer;
        this.scan = scan;
        this.call = call;
        step = scan.step(call.inputs());
        inner = writer.beside();
    }

    /** Whether a product of matrices adds up what all steps of a scan give. */
    static boolean isOverTime(Call product) {
        return product.input(0).call().op() instanceof Transpose
                && isSteps(product.input(0).call().input(0));
    }

    /** Σ over t of what a step gives to a product of matrices that adds up all of them. */
    static Formula overTime(FormulaWriter writer, Call product) {
        Formula a = eachStep(writer.of(product.input(0).call().input(0)));
        Formula b = eachStep(writer.of(product.input(1)));
        return overTime(Arithmetic.product("·", Formula.marked(a, "T"), b));
    }

    private static Formula eachStep(Formula steps) {
        return steps instanceof Symbol symbol ? Formula.symbol(at(symbol.name(), "ₜ")) : steps;
    }

    /** Whether a node holds what a scan kept, one step after the other. */
    private static boolean isSteps(Node node) {
        return node.call().op() instanceof MergeAxes
                && node.call().input(0).call().op() instanceof Scan;
    }

    /** Σ over t. */
    private static Formula overTime(Formula share) {
        return Formula.big("Σ", TIME, share);
    }

    List<Formula> all() {
        return IntStream.range(0, call.outputs().size()).mapToObj(this::of).toList();
    }

    /** The formula of an output, after the definitions that it needs. */
    Formula of(int output) {
        for (int i = 0; i < step.inputs().size(); i++) {
            inner.name(step.input(i), seen(i));
        }
        int made = step.outputs().size();
        for (int i = 0; i < scan.states(); i++) {
            define(i);
        }
        if (output < scan.states()) {
            return Formula.symbol(after(output));
        }
        if (output < scan.states() + scan.kept()) {
            define(output);
            return Formula.symbol(after(output));
        }
        if (output < made) {
            return overTime(value(output));
        }
        int state = (output - made) % scan.states();
        boolean isLast = output < made + scan.states();
        return isLast
                ? Formula.subscript(Formula.symbol(plain(after(state))), Formula.symbol(end()))
                : Formula.symbol(before(state));
    }

    private String end() {
        return scan.isReversed() ? "0" : "T";
    }

    private void define(int output) {
        Formula value = value(output);
        if (!value.equals(Formula.symbol(after(output)))) {
            writer.define(after(output), value);
        }
    }

    private Formula value(int output) {
        boolean isPrimitive = step.op() instanceof Primitive;
        return inner.of(isPrimitive ? step.output(output) : step.body().get(output));
    }

    private Formula seen(int input) {
        if (input < scan.states()) {
            return Formula.symbol(before(input));
        }
        Node whole = call.input(input);
        if (!scan.isSequence(input)) {
            return writer.of(whole);
        }
        String name = at(symbol(scan.cell().inputSymbols(), input, "x"), "ₜ");
        if (!writer.isNamed(whole)) {
            writer.define(name, writer.of(whole));
        }
        return Formula.symbol(name);
    }

    private String before(int state) {
        String symbol = symbol(scan.cell().inputSymbols(), state, "s");
        return at(symbol, scan.isReversed() ? "ₜ₊₁" : "ₜ₋₁");
    }

    private String after(int output) {
        return at(symbol(scan.cell().outputSymbols(), output, "y"), "ₜ");
    }

    private static String symbol(List<String> symbols, int index, String other) {
        return index < symbols.size() ? symbols.get(index) : other + index;
    }

    /** A name with an index, where it has none yet. */
    private static String at(String symbol, String index) {
        return symbol.contains("ₜ") ? symbol : symbol + index;
    }

    private static String plain(String symbol) {
        return symbol.replaceAll("ₜ.*", "");
    }
}
