package org.chainrule.dsl.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The gradient of a function at a point, and how steep the function is in a direction there.
 *
 * <pre>{@code
 * import java.util.List;
 * import java.util.Map;
 * import org.chainrule.dsl.symbolic.*;
 *
 * Expression f = Expression.parse("x^2 + y^2");
 * PointGradient.of(f, Map.of("x", 1.0, "y", 2.0), List.of()).partials(); // 2, 4
 * }</pre>
 *
 * @param variables the variables, in alphabetical order
 * @param point a number for each variable
 * @param value f at the point
 * @param partials the partial derivative by each variable
 * @param direction the directional derivative, if a direction was given
 */
public record PointGradient(
        List<String> variables,
        List<Double> point,
        double value,
        List<Double> partials,
        Optional<Direction> direction) {

    /**
     * A directional derivative at a point.
     *
     * @param vector v, as it was given
     * @param unit v/‖v‖
     * @param slope ∇f·v/‖v‖
     */
    public record Direction(List<Expression> vector, List<Double> unit, double slope) {
        /** Copies. */
        public Direction {
            vector = List.copyOf(vector);
            unit = List.copyOf(unit);
        }
    }

    /** Copies. */
    public PointGradient {
        variables = List.copyOf(variables);
        point = List.copyOf(point);
        partials = List.copyOf(partials);
    }

    /**
     * The gradient of a function.
     *
     * @param f the function
     * @param at a value for each of its variables
     * @param vector the direction, a number for each variable, or nothing
     * @throws org.chainrule.dsl.error.ChainruleException if the point lies outside the domain of
     *     the function or of a derivative, or one is too great for a double there, or as {@link
     *     Partials#directional}
     */
    public static PointGradient of(Expression f, Map<String, Double> at, List<Expression> vector) {
        List<String> variables = List.copyOf(f.variables());
        Optional<Direction> direction =
                vector.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new Direction(
                                        vector,
                                        unit(vector),
                                        Partials.directional(f, variables, vector).at(at)));
        double value = Numbers.requireFinite("f", f.at(at));
        List<Double> partials = new ArrayList<>();
        Partials.gradient(f, variables).at(at).forEach(partials::addAll);
        partials.forEach(each -> Numbers.requireFinite("gradient", each));
        List<Double> point = variables.stream().map(at::get).toList();
        return new PointGradient(variables, point, value, partials, direction);
    }

    private static List<Double> unit(List<Expression> vector) {
        List<Double> numbers = vector.stream().map(each -> each.at(Map.of())).toList();
        double length = length(numbers);
        return numbers.stream().map(each -> each / length).toList();
    }

    /** ‖∇f‖, the slope where it is steepest. */
    public double norm() {
        return length(partials);
    }

    private static double length(List<Double> vector) {
        return Math.sqrt(vector.stream().mapToDouble(each -> each * each).sum());
    }
}
