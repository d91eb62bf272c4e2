package org.chainrule.dsl.derivation;

import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.dsl.graph.Node;

/** A derivation as lines for a terminal. */
final class TextPage {
    private final Derivation derivation;
    private final StringBuilder text = new StringBuilder();

    TextPage(Derivation derivation) {
        this.derivation = derivation;
    }

    String text() {
        derivation.steps().forEach(this::step);
        text.append("gradients\n");
        derivation
                .parameters()
                .forEach(
                        p ->
                                line(
                                        "d(" + p.path() + ") " + p.shape(),
                                        from(derivation.contributions(p.node()))));
        return text.toString();
    }

    private void step(Step step) {
        text.append(step.number()).append("  ").append(step.path());
        text.append("  (").append(step.rule()).append(")\n");
        inputs(step);
        step.forward().forEach(forward -> line(forward.text(), ""));
        for (Equation upstream : step.upstream()) {
            line(upstream.text() + "  " + step.call().output(0).shape(), "");
        }
        for (Step.Downstream d : step.downstream()) {
            step.localDerivative(d).ifPresent(local -> line(local.text(), ""));
            String summed = d.note().isEmpty() ? "" : ", " + d.note();
            line(
                    d.equation().text() + "  " + d.shape() + summed,
                    "to " + derivation.source(d.input()) + added(step, d));
        }
        text.append('\n');
    }

    private void inputs(Step step) {
        for (int i = 0; i < step.call().inputs().size(); i++) {
            Node input = step.call().input(i);
            if (derivation.isStep(input)) {
                String source = derivation.source(input) + " " + input.shape();
                line(step.inputSymbol(i).name() + ": " + source, "");
            }
        }
    }

    private String added(Step step, Step.Downstream d) {
        List<Integer> others =
                derivation.contributions(d.input()).stream()
                        .filter(number -> number != step.number())
                        .toList();
        return others.isEmpty() ? "" : ", added to that " + from(others);
    }

    private static String from(List<Integer> steps) {
        String numbers = steps.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return steps.isEmpty() ? "none" : (steps.size() == 1 ? "of step " : "of steps ") + numbers;
    }

    private void line(String formula, String note) {
        text.append("   ").append(formula);
        text.append(note.isEmpty() ? "" : "    [" + note + "]").append('\n');
    }
}
