package org.chainrule.dsl.classroom;

import java.util.List;
import org.chainrule.dsl.derivation.Line;
import org.chainrule.dsl.derivation.Step;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;

/**
 * The solution of an exercise, as a graph that can be printed, evaluated and differentiated again.
 *
 * @param title the title of the exercise
 * @param call the op on variables that have the names of the inputs
 * @param dy the gradient of its result, a variable
 * @param gradients the gradients
 */
public record Solution(String title, Call call, Node dy, List<Part> gradients) {

    /**
     * One gradient.
     *
     * @param name its name
     * @param node the gradient, of the shape of its input
     */
    public record Part(String name, Node node) {}

    /** The step of a derivation that it is, with its formulas by the op's own names. */
    public Step step() {
        Reverse walk = Reverse.of(call.output(0), dy, call.inputs());
        return new Step(1, title, walk.pulls().get(0));
    }

    /** The forward pass and the gradients as formulas, each on a line. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Line line : step().brief()) {
            text.append(line.equation().text());
            text.append(line.note().isEmpty() ? "" : ", " + line.note()).append('\n');
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
