package org.chainrule.dsl.derivation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.notation.Formula;
import org.chainrule.dsl.notation.Page;

/** A derivation as a web page, where each step opens to its formulas, its parts and its numbers. */
final class HtmlPage {
    private final Derivation derivation;
    private final Numbers numbers;
    private final StringBuilder html = new StringBuilder();

    HtmlPage(Derivation derivation, Numbers numbers) {
        this.derivation = derivation;
        this.numbers = numbers;
    }

    String html() {
        List<Step> steps = derivation.steps();
        html.append(
                "<p>The gradient of the loss "
                        + derivation.symbol().name()
                        + " by every parameter, by hand: "
                        + steps.size()
                        + " steps of the chain rule, from the loss back. Each step is written from"
                        + " the op's own definition, the same graph that is compiled for training."
                        + " Open a step to see its formulas, the parts that a closed form is"
                        + " composed of, and its numbers on a small batch, on which "
                        + derivation.symbol().name()
                        + " = ");
        html.append(NumberGrid.number(numbers.of(derivation.loss()).item())).append(".</p>\n");
        html.append(
                "<p class=\"soft\">· multiplies matrices (and numbers), ⊙ element by element; [a ="
                        + " b] is 1 where a = b, else 0; dx is ∂"
                        + derivation.symbol().name()
                        + "/∂x. Gradients of broadcast values"
                        + " are summed over the broadcast axes, and those of values that are used"
                        + " several times are added.</p>\n");
        steps.forEach(this::step);
        gradients();
        return Page.of("Derivation: " + derivation.title(), html.toString());
    }

    private void step(Step step) {
        html.append("<details id=\"step-").append(step.number()).append("\"><summary>");
        html.append(step.number()).append(". <code>").append(Page.escaped(step.path()));
        html.append("</code> <span class=\"soft\">").append(Page.escaped(step.rule()));
        html.append("</span></summary>\n");
        inputs(step);
        for (Line line : step.lines()) {
            equation(line.equation());
            line.gradient().ifPresent(d -> destination(step, d));
        }
        composed(step);
        values(step);
        html.append("</details>\n");
    }

    private void inputs(Step step) {
        html.append("<div class=\"wide\"><table>");
        for (Input x : step.inputs()) {
            String result = x.source().result();
            String which = result.isEmpty() ? "" : " " + Formula.symbol(result).inlineMathml();
            row(x.symbol().inlineMathml(), link(x.node()) + which, size(x.node().shape()));
        }
        html.append("</table></div>\n");
    }

    private void destination(Step step, Step.Downstream d) {
        html.append("<p class=\"soft\">").append(size(d.shape()));
        if (!d.note().isEmpty()) {
            html.append(", ").append(Page.escaped(d.note()));
        }
        html.append(", to ").append(link(d.input())).append(added(step, d)).append("</p>\n");
    }

    private static String size(Shape shape) {
        return shape.rank() == 0 ? "a number" : Page.escaped(shape.toString());
    }

    private void equation(Equation equation) {
        math(equation.formula());
        if (!equation.definitions().isEmpty()) {
            html.append("<div class=\"wide soft\">where ");
            html.append(
                    equation.definitions().stream()
                            .map(definition -> definition.formula().inlineMathml())
                            .collect(Collectors.joining(", ")));
            html.append("</div>\n");
        }
    }

    private void math(Formula formula) {
        html.append("<div class=\"wide\">").append(formula.mathml()).append("</div>\n");
    }

    /** The closed form against what the chain rule composes from the parts. */
    private void composed(Step step) {
        List<Step> parts = step.composed();
        if (parts.isEmpty()) {
            return;
        }
        html.append("<details><summary>The same from its parts, by the chain rule alone: ");
        html.append(parts.size()).append(" steps</summary>\n<div class=\"wide\"><table>");
        for (Step.Downstream d : step.downstream()) {
            double difference = numbers.difference(step.closed(d), step.composed(d));
            row(
                    d.equation().name().inlineMathml(),
                    "closed form − composed, greatest difference in 64 bits",
                    NumberGrid.number(difference));
        }
        html.append("</table></div>\n");
        for (Step part : parts) {
            html.append("<p>").append(part.number()).append(". ");
            html.append(Page.escaped(part.rule())).append("</p>\n");
            part.forward().forEach(this::equation);
            part.downstream().forEach(d -> equation(d.equation()));
        }
        html.append("</details>\n");
    }

    private void values(Step step) {
        html.append("<details><summary>Numbers on a small batch</summary>\n");
        List<Equation> forward = step.forward();
        for (int i = 0; i < forward.size(); i++) {
            grid(forward.get(i).name(), step.call().output(i));
        }
        for (Step.Downstream d : step.downstream()) {
            grid(d.equation().name(), d.gradient());
        }
        html.append("</details>\n");
    }

    private void grid(Formula name, Node node) {
        html.append(NumberGrid.html(name, numbers.of(node)));
    }

    private void gradients() {
        html.append("<h2>Gradients</h2>\n<div class=\"wide\"><table>");
        html.append("<tr><th>parameter</th><th>shape</th><th>norm</th><th>from step</th></tr>");
        for (Parameter parameter : derivation.parameters()) {
            Node gradient = derivation.gradient(parameter.node());
            row(
                    "<code>" + Page.escaped(parameter.path()) + "</code>",
                    Page.escaped(parameter.shape().toString()),
                    NumberGrid.number(NumberGrid.norm(numbers.of(gradient))),
                    steps(derivation.contributions(parameter.node())));
        }
        html.append("</table></div>\n");
    }

    private String added(Step step, Step.Downstream d) {
        List<Integer> others =
                derivation.contributions(d.input()).stream()
                        .filter(number -> number != step.number())
                        .toList();
        return others.isEmpty() ? "" : ", added to that of step " + steps(others);
    }

    private static String steps(List<Integer> numbers) {
        return numbers.stream()
                .map(n -> String.format(Locale.ROOT, "<a href=\"#step-%d\">%d</a>", n, n))
                .collect(Collectors.joining(", "));
    }

    /** Where a node comes from, with a link to its step. */
    private String link(Node node) {
        String path = "<code>" + Page.escaped(derivation.source(node)) + "</code>";
        return derivation.of(node.call()).stream()
                .findFirst()
                .map(step -> "<a href=\"#step-" + step.number() + "\">" + path + "</a>")
                .orElse(path);
    }

    private void row(String... cells) {
        html.append("<tr>");
        for (String cell : cells) {
            html.append("<td>").append(cell).append("</td>");
        }
        html.append("</tr>\n");
    }
}
