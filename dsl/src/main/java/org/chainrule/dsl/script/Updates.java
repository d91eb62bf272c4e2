package org.chainrule.dsl.script;

import java.util.List;
import java.util.function.Function;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Buffer;

/**
 * The buffers that a method brings up to date, in place, when it has computed everything else.
 *
 * <p>Until then it reads them through copies: what autograd keeps of them must not change before
 * the backward pass, and one buffer's new value may be another's old one.
 *
 * @param buffers the buffers
 */
record Updates(List<Buffer> buffers) {
    /** Those that change. */
    Updates {
        buffers = buffers.stream().filter(Buffer::changes).toList();
    }

    /** Where the method reads variables, from where it finds them. */
    Function<Variable, Term> reading(Function<Variable, Term> places) {
        return variable ->
                buffers.stream().anyMatch(buffer -> buffer.variable().equals(variable))
                        ? Term.tensor("torch.clone(" + places.apply(variable) + ")")
                        : places.apply(variable);
    }

    /** Writes the new values; autograd must be off. */
    void write(Emitter emitter, Function<Variable, Term> places) {
        List<String> after = buffers.stream().map(buffer -> emitter.emit(buffer.after())).toList();
        for (int i = 0; i < after.size(); i++) {
            Term place = places.apply(buffers.get(i).variable());
            emitter.line("_ = torch.copy_(" + place + ", " + after.get(i) + ")");
        }
    }
}
