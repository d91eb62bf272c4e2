package org.chainrule.dsl.derivation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A derivation as LaTeX: a heading and an aligned block of equations for each step. */
final class LatexPage {
    private final Derivation derivation;

    LatexPage(Derivation derivation) {
        this.derivation = derivation;
    }

    String latex() {
        StringBuilder text = new StringBuilder();
        derivation.steps().forEach(step -> text.append(step(step)));
        return text.toString();
    }

    private static String step(Step step) {
        List<String> lines = new ArrayList<>();
        step.lines().forEach(line -> lines(lines, line.equation(), line.note()));
        return "\\paragraph{"
                + step.number()
                + ". \\texttt{"
                + escaped(step.path())
                + "} ("
                + step.rule()
                + ")}\n"
                + inputs(step)
                + "\\begin{align*}\n"
                + String.join(" \\\\\n", lines)
                + "\n\\end{align*}\n";
    }

    private static String inputs(Step step) {
        return step.inputs().stream()
                .map(x -> x.latex("\\texttt{" + escaped(x.source().path()) + "}"))
                .collect(Collectors.joining("; ", "\\mbox{}\\\\\n", "\n"));
    }

    private static String escaped(String text) {
        return text.replace("_", "\\_");
    }

    private static void lines(List<String> lines, Equation equation, String note) {
        lines.add(line(equation) + (note.isEmpty() ? "" : "\\quad\\text{" + note + "}"));
        equation.definitions().forEach(definition -> lines.add("\\quad " + line(definition)));
    }

    private static String line(Equation equation) {
        return equation.name().latex() + " &= " + equation.value().latex();
    }
}
