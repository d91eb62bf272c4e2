package org.chainrule.dsl.derivation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.notation.Formula;

/**
 * An equation of a step, in the order in which one reads them: the forward formula, the gradients
 * that come in, and for each input the local derivative and the gradient that goes out.
 *
 * @param equation the equation, without the definitions that stand above it in the step
 * @param shape the axes of a gradient; empty for another equation
 * @param gradient what the equation says, where that is a gradient that goes out
 */
public record Line(Equation equation, Optional<Shape> shape, Optional<Step.Downstream> gradient) {

    /** {@code summed over batch}, to be read after the equation; or nothing. */
    public String note() {
        return gradient.map(Step.Downstream::note).orElse("");
    }

    static List<Line> of(Step step) {
        List<Line> lines = new ArrayList<>();
        step.forward().forEach(equation -> lines.add(of(equation)));
        for (int i = 0; i < step.call().outputs().size(); i++) {
            Shape shape = step.call().output(i).shape();
            step.upstream(i)
                    .map(dy -> new Line(dy, Optional.of(shape), Optional.empty()))
                    .ifPresent(lines::add);
        }
        for (Step.Downstream d : step.downstream()) {
            step.localDerivative(d).ifPresent(local -> lines.add(of(local)));
            lines.add(of(d));
        }
        return withoutRepetition(lines);
    }

    /** The forward formula and the gradients that go out alone. */
    static List<Line> brief(Step step) {
        Stream<Line> forward = step.forward().stream().map(Line::of);
        return withoutRepetition(
                Stream.concat(forward, step.downstream().stream().map(Line::of)).toList());
    }

    private static Line of(Equation equation) {
        return new Line(equation, Optional.empty(), Optional.empty());
    }

    private static Line of(Step.Downstream d) {
        return new Line(d.equation(), Optional.of(d.shape()), Optional.of(d));
    }

    private static List<Line> withoutRepetition(List<Line> lines) {
        Map<Formula, Formula> known = new HashMap<>();
        List<Line> news = new ArrayList<>();
        for (Line line : lines) {
            List<Equation> fresh = new ArrayList<>();
            for (Equation definition : line.equation.definitions()) {
                Formula before = known.put(definition.name(), definition.value());
                if (!definition.value().equals(before)) {
                    fresh.add(definition);
                }
            }
            var equation = new Equation(line.equation.name(), line.equation.value(), fresh);
            news.add(new Line(equation, line.shape, line.gradient));
        }
        return news;
    }
}
