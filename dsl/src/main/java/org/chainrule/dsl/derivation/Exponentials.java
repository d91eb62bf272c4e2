package org.chainrule.dsl.derivation;

import java.util.Optional;
import org.chainrule.dsl.graph.Binary;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.LogarithmOf;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.notation.Formula;

/**
 * eˣ for an x that is known to be a logarithm: p rather than e^(ln p), and p² rather than e^(2·ln
 * p). Where an op labels the logarithm {@code ln p}, p is a name that is defined.
 */
final class Exponentials {
    private static final String LN = "ln ";

    private final FormulaWriter writer;

    Exponentials(FormulaWriter writer) {
        this.writer = writer;
    }

    /** eˣ without the logarithm; nothing where x is not seen to be one. */
    Optional<Formula> of(Node x) {
        Call call = x.call();
        boolean isMultiple =
                call.op() == Binary.MULTIPLY && !writer.isNamed(x) && x.label().isEmpty();
        return isMultiple ? power(call, 0).or(() -> power(call, 1)) : antilogarithm(x);
    }

    private Optional<Formula> power(Call product, int index) {
        return antilogarithm(product.input(index))
                .map(base -> Formula.power(base, writer.of(product.input(1 - index))));
    }

    private Optional<Formula> antilogarithm(Node x) {
        if (writer.isNamed(x) || !(x.call().op() instanceof LogarithmOf logarithm)) {
            return Optional.empty();
        }
        Formula[] arguments = x.call().inputs().stream().map(writer::of).toArray(Formula[]::new);
        Formula p = Formula.function(logarithm.function(), arguments);
        Optional<String> name = x.label().filter(label -> label.startsWith(LN));
        return Optional.of(name.map(ln -> writer.defined(ln.substring(LN.length()), p)).orElse(p));
    }
}
