package org.chainrule.dsl.classroom;

import java.util.List;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Node;

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
}
