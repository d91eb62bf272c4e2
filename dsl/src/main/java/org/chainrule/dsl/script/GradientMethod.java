package org.chainrule.dsl.script;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Variable;

/**
 * The gradients of a number as one method, by autograd or derived, so that the two can be compared.
 *
 * <p>Autograd differentiates whatever the target runs: the kernels with their own backward passes,
 * or the parts. It needs {@code Program.run} with autograd on.
 *
 * @param signature what the method takes
 * @param target what it is written for
 * @param source where the gradients come from
 */
public record GradientMethod(Signature signature, Target target, Gradients source) {

    /**
     * Adds the method to a script. It returns a gradient for each variable, zeros where the number
     * does not depend on it, and then the values of other nodes in the same run, such as the masks
     * that were drawn.
     *
     * @param script where to
     * @param name the method's name
     * @param y the number
     * @param by the variables: inputs or parameters, of real numbers
     * @param others what else to return
     */
    public void write(Script script, String name, Node y, List<Node> by, List<Node> others) {
        Emitter emitter =
                switch (source) {
                    case AUTOGRAD -> new Emitter(target, v -> tracked(signature, v, by));
                    case DERIVED -> new Emitter(target, signature::term);
                };
        List<String> results =
                switch (source) {
                    case AUTOGRAD -> byAutograd(emitter, y, by);
                    case DERIVED -> derived(emitter, y, by);
                };
        others.stream().map(emitter::emit).forEach(results::add);
        script.method(name, signature, emitter, results);
    }

    /** Writes the gradients of a number from either source, and then turns autograd off. */
    static List<String> names(Emitter emitter, Node y, List<Node> by, Gradients source) {
        List<String> names = source == Gradients.AUTOGRAD ? byAutograd(emitter, y, by) : List.of();
        emitter.line("torch.set_grad_enabled(False)");
        return source == Gradients.AUTOGRAD ? names : derived(emitter, y, by);
    }

    /** Writes the gradients by autograd; where y does not depend on a variable, zeros. */
    static List<String> byAutograd(Emitter emitter, Node y, List<Node> by) {
        String result = emitter.emit(y);
        List<String> names = by.stream().map(emitter::emit).toList();
        emitter.line(
                "found = torch.grad(["
                        + result
                        + "], ["
                        + String.join(", ", names)
                        + "], None, None, False, True)"); // an unused variable is no error
        return unwrapped(emitter, "found", names);
    }

    /** The gradients in a list that autograd gave, and zeros where it gave none. */
    static List<String> unwrapped(Emitter emitter, String list, List<String> by) {
        List<String> gradients = new ArrayList<>();
        for (int i = 0; i < by.size(); i++) {
            String item = list + i;
            String gradient = "gradient" + item;
            emitter.line(item + " = " + list + "[" + i + "]");
            emitter.line("if torch.__is__(" + item + ", None):");
            emitter.line("  " + gradient + " = torch.zeros_like(" + by.get(i) + ")");
            emitter.line("else:");
            emitter.line("  " + gradient + " = unchecked_cast(Tensor, " + item + ")");
            gradients.add(gradient);
        }
        return gradients;
    }

    /** A variable; where it is differentiated by, as a leaf of autograd's graph. */
    static Term tracked(Signature signature, Variable variable, List<Node> by) {
        Term term = signature.term(variable);
        return by.stream().anyMatch(x -> x.call().op().equals(variable))
                ? Term.tensor("torch.requires_grad_(torch.detach(" + term + "))")
                : term;
    }

    private static List<String> derived(Emitter emitter, Node y, List<Node> by) {
        return gradients(y, by).stream().map(emitter::emit).collect(Collectors.toList());
    }

    /** The gradients as nodes; where y does not depend on a variable, zeros. */
    static List<Node> gradients(Node y, List<Node> by) {
        List<Node> gradients = Reverse.gradients(y, Node.constant(1).expandLike(y), by);
        List<Node> whole = new ArrayList<>();
        for (int i = 0; i < by.size(); i++) {
            Node dx = gradients.get(i);
            whole.add(dx.isZero() ? Node.constant(0).expandLike(by.get(i)) : dx);
        }
        return whole;
    }
}
