package org.chainrule.dsl.script;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.dsl.graph.Node;

/**
 * Second derivatives by autograd alone: the gradients of Σ d ⊙ ∂y/∂x, through a backward pass whose
 * own graph autograd keeps ({@code create_graph=True}).
 *
 * @param signature what the method takes
 * @param target what it is written for; in parts, because not every kernel's gradient has one
 */
public record SecondOrderMethod(Signature signature, Target target) {

    /**
     * Adds the method to a script. It returns a gradient for each variable of {@code wrt}.
     *
     * @param script where to
     * @param name the method's name
     * @param y the number that is differentiated twice
     * @param by the variables x
     * @param d a weight for each ∂y/∂x, of its shape
     * @param wrt by what the sum is differentiated
     */
    public void write(
            Script script, String name, Node y, List<Node> by, List<Node> d, List<Node> wrt) {
        List<Node> leaves = Stream.concat(by.stream(), wrt.stream()).toList();
        Emitter emitter = new Emitter(target, v -> GradientMethod.tracked(signature, v, leaves));
        String result = emitter.emit(y);
        List<String> xs = by.stream().map(emitter::emit).toList();
        List<String> ws = wrt.stream().map(emitter::emit).toList();
        List<String> weights = d.stream().map(emitter::emit).toList();
        emitter.line("first = " + grad(result, xs, "True, True, True"));
        List<String> gradients = GradientMethod.unwrapped(emitter, "first", xs);
        // 0·Σ x: autograd refuses what depends on no variable, as the gradient of a line does
        String sum = "torch.mul(torch.sum(" + ws.get(0) + "), 0)";
        List<String> terms = new ArrayList<>(List.of(sum));
        for (int i = 0; i < xs.size(); i++) {
            terms.add("torch.sum(torch.mul(" + weights.get(i) + ", " + gradients.get(i) + "))");
        }
        emitter.line("total = " + terms.get(0));
        terms.stream().skip(1).forEach(t -> emitter.line("total = torch.add(total, " + t + ")"));
        emitter.line("second = " + grad("total", ws, "False, False, True"));
        List<String> second = GradientMethod.unwrapped(emitter, "second", ws);
        List<String> results = new ArrayList<>();
        for (int i = 0; i < ws.size(); i++) { // a gradient that is 0 for sure may have no memory
            results.add("torch.add(torch.zeros_like(" + ws.get(i) + "), " + second.get(i) + ")");
        }
        script.method(name, signature, emitter, results);
    }

    private static String grad(String y, List<String> by, String flags) {
        return "torch.grad([" + y + "], [" + String.join(", ", by) + "], None, " + flags + ")";
    }
}
