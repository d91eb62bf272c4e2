package org.chainrule.notebooks.display;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.dsl.classroom.Exercise;
import org.chainrule.dsl.classroom.Given;
import org.chainrule.dsl.classroom.Solution;
import org.chainrule.dsl.derivation.Derivation;
import org.chainrule.dsl.derivation.Equation;
import org.chainrule.dsl.derivation.Step;
import org.chainrule.dsl.notation.Formula;

/** The steps of derivations, as formulas with words between them. */
final class Derivations {
    private Derivations() {}

    /** A heading for each step, and below it its equations. */
    static Bundle of(Derivation derivation) {
        if (derivation.steps().isEmpty()) {
            return Bundle.of("No steps: nothing in this network learns, so no gradient is asked for.");
        }
        StringBuilder page = new StringBuilder();
        derivation.steps().forEach(step -> page.append(paragraph(step)));
        return Bundle.markdown(derivation.text(), page.toString());
    }

    /** One step by itself. */
    static Bundle of(Step step) {
        String text =
                equations(step).stream().map(Equation::text).collect(Collectors.joining("\n"));
        String head = "%d  %s  (%s)%n".formatted(step.number(), step.path(), step.rule());
        return Bundle.markdown(head + text, paragraph(step));
    }

    private static String paragraph(Step step) {
        return "**%d.** `%s` (%s)\n\n%s\n\n"
                .formatted(step.number(), step.path(), step.rule(), block(equations(step)));
    }

    static Bundle of(Solution solution) {
        return Bundle.markdown(solution.text(), block(equations(solution.step())));
    }

    /** What is given, the formula that is to be differentiated, and what is asked for. */
    static Bundle of(Exercise exercise) {
        List<Equation> forward = exercise.solution().step().forward();
        String givens =
                exercise.givens().stream()
                        .map(given -> given.name() + " " + given.shape())
                        .collect(Collectors.joining(", "));
        String asked = String.join(", ", exercise.gradients());
        Formula upstream = exercise.solution().step().upstream().get(0).value();
        String head = "Exercise: " + exercise.title() + ". Given " + givens + " and";
        String tail = "and dy = " + upstream.text() + ", find " + asked + ".";
        String text = forward.stream().map(Equation::text).collect(Collectors.joining("\n"));
        String names =
                exercise.givens().stream()
                        .map(Given::name)
                        .filter(name -> exercise.gradients().contains("d" + name))
                        .collect(Collectors.joining(", "));
        String gradients = exercise.gradients().size() == 1 ? "the gradient by " : "the gradients by ";
        return Bundle.markdown(
                head + "\n" + text + "\n" + tail + " Hints: " + exercise.hints().size() + ".",
                "**Exercise: "
                        + exercise.title()
                        + ".** Given `"
                        + givens
                        + "` and\n\n"
                        + block(forward)
                        + "\n\nand $dy = "
                        + upstream.latex()
                        + "$, find `"
                        + asked
                        + "`, "
                        + gradients
                        + names
                        + ". There are "
                        + exercise.hints().size()
                        + " hints.");
    }

    static Bundle of(Equation equation) {
        return ofAll(List.of(equation));
    }

    /** Formulas and equations below each other; a list of anything else as its text. */
    static Bundle ofAll(List<?> values) {
        List<String> lines = new ArrayList<>();
        List<String> text = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof Equation equation) {
                lines.addAll(lines(equation));
                text.add(equation.text());
            } else if (value instanceof Formula formula) {
                lines.add("&" + formula.latex());
                text.add(formula.text());
            } else {
                return Bundle.of(values.toString());
            }
        }
        return values.isEmpty()
                ? Bundle.of(values.toString())
                : Bundle.math(String.join("\n", text), aligned(lines));
    }

    private static List<Equation> equations(Step step) {
        List<Equation> equations = new ArrayList<>(step.forward());
        equations.addAll(step.upstream());
        for (Step.Downstream d : step.downstream()) {
            step.localDerivative(d).ifPresent(equations::add);
            equations.add(d.equation());
        }
        return equations;
    }

    private static String block(List<Equation> equations) {
        return "$$"
                + aligned(equations.stream().flatMap(equation -> lines(equation).stream()).toList())
                + "$$";
    }

    /** The equation, and below it what its names stand for. */
    private static List<String> lines(Equation equation) {
        List<String> lines = new ArrayList<>();
        lines.add(equation.name().latex() + " &= " + equation.value().latex());
        for (Equation definition : equation.definitions()) {
            lines.add("&\\quad " + definition.name().latex() + " = " + definition.value().latex());
        }
        return lines;
    }

    private static String aligned(List<String> lines) {
        return "\\begin{aligned}\n" + String.join(" \\\\[4pt]\n", lines) + "\n\\end{aligned}";
    }
}
