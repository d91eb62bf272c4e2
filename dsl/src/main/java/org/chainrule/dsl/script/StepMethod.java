package org.chainrule.dsl.script;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.dsl.graph.Node;

/**
 * The gradients of each step of a graph by itself, by autograd: what the step makes of the
 * gradients of its outputs, whether those are right or wrong.
 *
 * @param signature what the method takes
 * @param target what it is written for
 */
public record StepMethod(Signature signature, Target target) {

    /**
     * A step.
     *
     * @param ys its outputs that have a gradient
     * @param dys these gradients, of the outputs' shapes
     * @param xs variables that are added to its inputs and occur nowhere else
     */
    public record Step(List<Node> ys, List<Node> dys, List<Node> xs) {}

    /**
     * Adds the method to a script. It returns the gradients by the variables of each step, step by
     * step, and then the values of other nodes in the same run.
     *
     * @param script where to
     * @param name the method's name
     * @param steps the steps, at least one
     * @param others what else to return
     */
    public void write(Script script, String name, List<Step> steps, List<Node> others) {
        List<Node> leaves = steps.stream().flatMap(step -> step.xs().stream()).toList();
        Emitter emitter = new Emitter(target, v -> GradientMethod.tracked(signature, v, leaves));
        List<String> results = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            List<String> xs = step.xs().stream().map(emitter::emit).toList();
            String ys = step.ys().stream().map(emitter::emit).collect(Collectors.joining(", "));
            String dys =
                    step.dys().stream()
                            .map(dy -> "torch.detach(" + emitter.emit(dy) + ")")
                            .collect(Collectors.joining(", "));
            String found = "step" + i + "x";
            emitter.line(
                    found
                            + " = torch.grad(["
                            + ys
                            + "], ["
                            + String.join(", ", xs)
                            + "], annotate(List[Optional[Tensor]], ["
                            + dys
                            + "]), True, False, True)");
            results.addAll(GradientMethod.unwrapped(emitter, found, xs));
        }
        others.stream().map(emitter::emit).forEach(results::add);
        script.method(name, signature, emitter, results);
    }
}
