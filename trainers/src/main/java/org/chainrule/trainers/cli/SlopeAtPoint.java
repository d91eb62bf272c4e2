package org.chainrule.trainers.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.symbolic.Derivation;
import org.chainrule.dsl.symbolic.Domain;
import org.chainrule.dsl.symbolic.Expression;
import org.chainrule.dsl.symbolic.Numbers;
import org.chainrule.dsl.symbolic.PointGradient;
import org.chainrule.dsl.symbolic.Tangent;
import org.chainrule.trainers.plots.ContourPlot;
import org.chainrule.trainers.plots.FunctionPlot;
import org.chainrule.trainers.plots.Picture;

/**
 * How a function rises at a point: the tangent of a function of one variable, which has none at a
 * kink, and the gradient of one of several.
 *
 * @param tangent the tangent, if there is one
 * @param gradient the gradient, if there are several variables or a direction
 */
record SlopeAtPoint(Optional<Tangent> tangent, Optional<PointGradient> gradient) {
    private static final int DIGITS = 10;
    private static final String PLOT = "--plot";

    /**
     * The slope of the function that is derived.
     *
     * @param point a value for each variable, or nothing
     * @param direction a number for each variable, or nothing
     */
    static SlopeAtPoint of(
            Derivation derivation, Map<String, Expression> point, List<Expression> direction) {
        if (point.isEmpty()) {
            if (!direction.isEmpty()) {
                throw new ChainruleException(
                        "--direction",
                        "must stand with a point",
                        "but there is no --at",
                        "Add, for example, --at x=1,y=2.");
            }
            return new SlopeAtPoint(Optional.empty(), Optional.empty());
        }
        Expression function = derivation.function();
        Map<String, Double> numbers = Point.numbers(point);
        Domain domain = Domain.of(function);
        domain.require(numbers);
        Optional<Tangent> tangent = Optional.empty();
        Optional<PointGradient> gradient = Optional.empty();
        if (function.variables().size() > 1 || !direction.isEmpty()) {
            gradient = Optional.of(PointGradient.of(function, numbers, direction));
        } else if (domain.kinksAt(numbers).isEmpty() && point.containsKey(derivation.by())) {
            Expression at = point.get(derivation.by());
            tangent = Optional.of(Tangent.of(function, derivation.by(), at));
        }
        return new SlopeAtPoint(tangent, gradient);
    }

    /** A row for each: its name, the value, and nothing. */
    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        tangent.ifPresent(line -> rows.add(List.of("tangent", line.text(), "")));
        gradient.ifPresent(
                g -> {
                    for (int i = 0; i < g.variables().size(); i++) {
                        String name = "∂f/∂" + g.variables().get(i);
                        rows.add(List.of(name, shown(g.partials().get(i)), ""));
                    }
                    rows.add(List.of("‖∇f‖", shown(g.norm()), ""));
                    g.direction()
                            .ifPresent(
                                    d ->
                                            rows.add(
                                                    List.of(
                                                            "along (" + listed(d.vector()) + ")",
                                                            shown(d.slope()),
                                                            "")));
                });
        return rows;
    }

    private static String listed(List<Expression> values) {
        return values.stream().map(Expression::text).collect(Collectors.joining(", "));
    }

    private static String shown(double value) {
        return Numbers.rounded(value, DIGITS);
    }

    /**
     * Draws the function with what is known of the point.
     *
     * @throws ChainruleException if the function has more than two variables, or the file cannot be
     *     written or has another ending than .png and .svg
     */
    void plot(Derivation derivation, Path file) {
        Picture.requireEnding(PLOT, file);
        Expression function = derivation.function();
        switch (function.variables().size()) {
            case 0, 1 -> new FunctionPlot(derivation, tangent).write(file);
            case 2 -> new ContourPlot(function, gradient).write(file);
            default ->
                    throw new ChainruleException(
                            PLOT,
                            "must have an expression of one or two variables",
                            "but found " + String.join(", ", function.variables()),
                            "Put numbers in the place of the others.");
        }
    }
}
