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
            return Bundle.of(
                    "No steps: nothing in this network learns, so no gradient is asked for.");
        }
        StringBuilder page = new StringBuilder();
        derivation.steps().forEach(step -> page.append(paragraph(step)));
        return Bundle.markdown(derivation.text(), page.toString());
    }

    /** One step by itself. */
    static Bundle of(Step step) {
        String head = "%d  %s  (%s)\n".formatted(step.number(), step.path(), step.rule());
        String read =
                step.inputs().stream()
                        .map(input -> "   " + input.text() + "\n")
                        .collect(Collectors.joining());
        String text = rows(step).stream().map(Row::text).collect(Collectors.joining());
        return Bundle.markdown(head + read + text, paragraph(step));
    }

    /** An equation, and what is said beside it. */
    private record Row(Equation equation, String note) {
        private Row(Equation equation) {
            this(equation, "");
        }

        /** The equation in a line, and below it what its names stand for. */
        private String text() {
            StringBuilder text = new StringBuilder("   ");
            text.append(equation.name().text()).append(" = ").append(equation.value().text());
            text.append(note.isEmpty() ? "" : ", " + note);
            for (Equation definition : equation.definitions()) {
                text.append("\n     ").append(definition.name().text());
                text.append(" = ").append(definition.value().text());
            }
            return text.append('\n').toString();
        }

        private List<String> latex() {
            List<String> lines = lines(equation);
            if (!note.isEmpty()) {
                lines.set(0, lines.get(0) + "\\quad\\text{" + note + "}");
            }
            return lines;
        }
    }

    private static String paragraph(Step step) {
        String read =
                step.inputs().stream()
                        .map(x -> x.latex("`" + x.source().path() + "`"))
                        .collect(Collectors.joining("; "));
        return "**%d.** `%s` (%s)\n\n%s%s\n\n"
                .formatted(
                        step.number(),
                        step.path(),
                        step.rule(),
                        read.isEmpty() ? "" : read + "\n\n",
                        block(rows(step)));
    }

    static Bundle of(Solution solution) {
        return Bundle.markdown(solution.text(), block(rows(solution.step())));
    }

    /** What is given, the formula that is to be differentiated, and what is asked for. */
    static Bundle of(Exercise exercise) {
        List<Equation> forward = exercise.solution().step().forward();
        String givens =
                exercise.givens().stream()
                        .map(given -> given.name() + " " + given.shape())
                        .collect(Collectors.joining(", "));
        String asked = String.join(", ", exercise.gradients());
        Equation upstream = exercise.solution().step().upstream().get(0);
        boolean isDy = upstream.name().text().equals("dy"); // as the code calls it
        String head = "Exercise: " + exercise.title() + ". Given " + givens + " and";
        String dy = upstream.text() + (isDy ? "" : " (dy in code)");
        String tail = "and " + dy + ", find " + asked + ".";
        String text = forward.stream().map(Equation::text).collect(Collectors.joining("\n"));
        String names =
                exercise.givens().stream()
                        .map(Given::name)
                        .filter(name -> exercise.gradients().contains("d" + name))
                        .collect(Collectors.joining(", "));
        String gradients =
                exercise.gradients().size() == 1
                        ? "the gradient with respect to "
                        : "the gradients with respect to ";
        return Bundle.markdown(
                head + "\n" + text + "\n" + tail + " Hints: " + exercise.hints().size() + ".",
                "**Exercise: "
                        + exercise.title()
                        + ".** Given `"
                        + givens
                        + "` and\n\n"
                        + block(forward.stream().map(Row::new).toList())
                        + "\n\nand $"
                        + upstream.name().latex()
                        + " = "
                        + upstream.value().latex()
                        + (isDy ? "$" : "$ (`dy` in code)")
                        + ", find `"
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

    private static List<Row> rows(Step step) {
        return step.lines().stream().map(line -> new Row(line.equation(), line.note())).toList();
    }

    private static String block(List<Row> rows) {
        return "$$" + aligned(rows.stream().flatMap(row -> row.latex().stream()).toList()) + "$$";
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
