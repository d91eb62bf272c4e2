package org.chainrule.dsl.derivation;

import java.util.ArrayList;
import java.util.List;

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
        List<Equation> equations = new ArrayList<>(step.forward());
        equations.addAll(step.upstream());
        for (Step.Downstream d : step.downstream()) {
            step.localDerivative(d).ifPresent(equations::add);
            equations.add(d.equation());
        }
        List<String> lines = new ArrayList<>();
        for (Equation equation : equations) {
            lines.add(line(equation));
            equation.definitions().forEach(definition -> lines.add("\\quad " + line(definition)));
        }
        return "\\paragraph{"
                + step.number()
                + ". \\texttt{"
                + step.path().replace("_", "\\_")
                + "} ("
                + step.rule()
                + ")}\n\\begin{align*}\n"
                + String.join(" \\\\\n", lines)
                + "\n\\end{align*}\n";
    }

    private static String line(Equation equation) {
        return equation.name().latex() + " &= " + equation.value().latex();
    }
}
