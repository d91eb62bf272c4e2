package org.chainrule.dsl.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;

/**
 * What is differentiated, by what, and where.
 *
 * @param name its name in ledgers
 * @param loss a number
 * @param by the variables by which it is differentiated: inputs and parameters of real numbers
 * @param at the values of all variables
 * @param steps the calls whose gradients may be looked at, each after those that it needs
 * @param inParts whether ops run in parts rather than as kernels, some of whose gradients autograd
 *     does not know
 * @param first for a second derivative, what was differentiated first; else empty
 * @param unchecked what can't be differentiated by hand, with the reason
 */
record Subject(
        String name,
        Node loss,
        List<Node> by,
        Map<Variable, NumericArray> at,
        List<Step> steps,
        boolean inParts,
        Optional<First> first,
        List<Unchecked> unchecked) {

    /**
     * A call with its path.
     *
     * @param path its path
     * @param call the call
     */
    record Step(String path, Call call) {}

    /**
     * What a second derivative is made of: the loss is Σ d ⊙ ∂y/∂x.
     *
     * @param y the number that was differentiated first
     * @param xs by what
     * @param d the weights
     */
    record First(Node y, List<Node> xs, List<Node> d) {}

    /**
     * A variable whose gradient only autograd knows.
     *
     * @param variable the variable
     * @param reason why
     */
    record Unchecked(Variable variable, String reason) {}

    static Variable variable(Node node) {
        return (Variable) node.call().op();
    }
}
