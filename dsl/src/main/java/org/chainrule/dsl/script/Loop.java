package org.chainrule.dsl.script;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Scan;

/**
 * A scan as a loop: what each step gives is put into lists, which are joined to arrays only where
 * those are read.
 */
final class Loop {
    private final Emitter around;
    private final Scan scan;
    private final Call call;
    private final Call step;
    private final Emitter body;
    private final List<String> states = new ArrayList<>();
    private final List<String> after = new ArrayList<>();
    private final List<String> before = new ArrayList<>();
    private final List<String> sums = new ArrayList<>();
    private final List<String> runs = new ArrayList<>();

    Loop(Emitter around, Scan scan, Call call) {
        this.around = around;
        this.scan = scan;
        this.call = call;
        step = scan.step(call.inputs());
        body = around.inside();
    }

    /** Writes the loop; gives an expression for each output. */
    List<Term> write() {
        int kept = scan.states() + scan.kept();
        for (int i = 0; i < kept; i++) {
            after.add(list());
        }
        for (int i = 0; i < scan.states(); i++) {
            before.add(list());
            states.add(variable(around.emit(call.input(i))));
        }
        for (int i = kept; i < step.outputs().size(); i++) {
            sums.add(variable("torch.zeros([], dtype=6, layout=None, device=None)"));
        }
        for (int i = 0; i < scan.sequences(); i++) {
            runs.add(variable("torch.unbind(" + sequence(i) + ", 0)"));
        }
        String count = around.name();
        steps(count);
        around.line("for " + count + " in range(torch.len(" + runs.get(0) + ")):");
        body.lines().forEach(line -> around.line("  " + line));
        List<Term> outputs = new ArrayList<>();
        after.forEach(list -> outputs.add(stacked(list)));
        sums.forEach(sum -> outputs.add(Term.tensor(sum)));
        states.forEach(state -> outputs.add(Term.tensor(state)));
        before.forEach(list -> outputs.add(stacked(list)));
        return outputs;
    }

    private void steps(String count) {
        String place =
                scan.isReversed()
                        ? body.defineHost(
                                        "torch.sub(torch.sub(torch.len("
                                                + runs.get(0)
                                                + "), 1), "
                                                + count
                                                + ")")
                                .text()
                        : count;
        for (int i = 0; i < step.inputs().size(); i++) {
            Node seen = step.input(i);
            if (i < scan.states()) {
                body.bind(seen, Term.tensor(states.get(i)));
            } else if (scan.isSequence(i)) {
                body.bind(seen, Term.tensor(runs.get(i - scan.states()) + "[" + place + "]"));
            } else {
                body.share(seen, around.term(call.input(i)));
            }
        }
        for (int i = 0; i < scan.states(); i++) {
            append(before.get(i), body.emit(step.input(i)));
        }
        List<String> made = step.outputs().stream().map(body::emit).toList();
        for (int i = 0; i < after.size(); i++) {
            append(after.get(i), made.get(i));
        }
        for (int i = 0; i < sums.size(); i++) {
            String sum = sums.get(i);
            body.line(sum + " = torch.add(" + sum + ", " + made.get(after.size() + i) + ")");
        }
        for (int i = 0; i < states.size(); i++) {
            body.line(states.get(i) + " = " + made.get(i));
        }
    }

    private void append(String list, String value) {
        body.line("_ = torch.append(" + list + ", " + value + ")");
    }

    private String sequence(int index) {
        return around.emit(call.input(scan.states() + index));
    }

    private String list() {
        return variable("annotate(List[Tensor], [])");
    }

    private String variable(String value) {
        String name = around.name();
        around.line(name + " = " + value);
        return name;
    }

    private Term stacked(String list) {
        String stack = "torch.stack(" + list + ", 0)";
        return Term.tensor(scan.isReversed() ? "torch.flip(" + stack + ", [0])" : stack);
    }
}
