package org.chainrule.dsl.derivation;

import java.util.List;
import java.util.stream.Collectors;

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
        step.inputs().forEach(input -> line(input.text(), ""));
        for (Line line : step.lines()) {
            String shape = line.shape().filter(s -> s.rank() > 0).map(s -> "  " + s).orElse("");
            String summed = line.note().isEmpty() ? "" : ", " + line.note();
            line(
                    line.equation().text() + shape + summed,
                    line.gradient().map(d -> to(step, d)).orElse(""));
        }
        text.append('\n');
    }

    private String to(Step step, Step.Downstream d) {
        return "to " + derivation.source(d.input()) + added(step, d);
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
