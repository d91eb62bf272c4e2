package org.chainrule.notebooks.display;

import java.awt.image.RenderedImage;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.classroom.Exercise;
import org.chainrule.dsl.classroom.Grade;
import org.chainrule.dsl.classroom.Question;
import org.chainrule.dsl.classroom.Solution;
import org.chainrule.dsl.classroom.Worksheet;
import org.chainrule.dsl.derivation.DeltaForm;
import org.chainrule.dsl.derivation.Derivation;
import org.chainrule.dsl.derivation.Equation;
import org.chainrule.dsl.derivation.Step;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.ledger.Audit;
import org.chainrule.dsl.ledger.Ledger;
import org.chainrule.dsl.notation.Formula;
import org.chainrule.dsl.probability.Calculation;
import org.chainrule.dsl.symbolic.EulerLimit;
import org.chainrule.dsl.symbolic.Expression;
import org.chainrule.dsl.symbolic.Partials;
import org.chainrule.dsl.symbolic.Tangent;
import org.chainrule.trainers.History;
import org.chainrule.trainers.Run;
import org.chainrule.trainers.plots.Picture;
import org.chainrule.trainers.plots.Plot;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.Table;

/** How each kind of value looks. Whatever is not among them is shown as its text. */
final class Views {
    private static final List<View<?>> ALL =
            List.of(
                    view(org.chainrule.dsl.symbolic.Derivation.class, Views::steps),
                    view(Derivation.class, Derivations::of),
                    view(DeltaForm.class, form -> Bundle.math(form.text(), form.latex())),
                    view(Solution.class, Derivations::of),
                    view(Exercise.class, Derivations::of),
                    view(Formula.class, f -> Bundle.math(f.text(), f.latex())),
                    view(Expression.class, e -> formula(e.formula())),
                    view(Equation.class, Derivations::of),
                    view(Tangent.class, tangent -> formula(tangent.formula())),
                    view(Partials.class, partials -> formula(partials.formula())),
                    view(Calculation.class, c -> Bundle.math(c.text(), c.latex())),
                    view(EulerLimit.class, Tables::of),
                    view(Ledger.class, Tables::of),
                    view(Audit.class, Tables::of),
                    view(Table.class, Tables::of),
                    view(NumericArray.class, Tables::of),
                    view(Plot.class, plot -> Pictures.of(plot.picture())),
                    view(Picture.class, Pictures::of),
                    view(XYChart.class, chart -> Pictures.of(new Picture(() -> chart))),
                    view(RenderedImage.class, Pictures::of),
                    view(Run.class, Pictures::of),
                    view(History.class, Pictures::of),
                    view(Net.class, NetDrawing::of),
                    view(Grade.class, Grades::of),
                    view(Question.class, Grades::of),
                    view(Worksheet.class, Grades::of),
                    view(Step.class, Derivations::of),
                    view(List.class, Derivations::ofAll),
                    view(double[].class, numbers -> Bundle.of(Arrays.toString(numbers))),
                    view(int[].class, numbers -> Bundle.of(Arrays.toString(numbers))),
                    view(long[].class, numbers -> Bundle.of(Arrays.toString(numbers))),
                    view(float[].class, numbers -> Bundle.of(Arrays.toString(numbers))),
                    view(Object[].class, values -> Bundle.of(Arrays.deepToString(values))));

    private Views() {}

    private record View<T>(Class<T> type, Function<T, Bundle> look) {
        private boolean fits(Object value) {
            return type.isInstance(value);
        }

        private Bundle of(Object value) {
            return look.apply(type.cast(value));
        }
    }

    private static <T> View<T> view(Class<T> type, Function<T, Bundle> look) {
        return new View<>(type, look);
    }

    /** How a value looks. */
    static Bundle of(Object value) {
        return ALL.stream()
                .filter(view -> view.fits(value))
                .findFirst()
                .map(view -> view.of(value))
                .orElseGet(() -> Bundle.of(String.valueOf(value)));
    }

    private static Bundle formula(Formula formula) {
        return Bundle.math(formula.text(), formula.latex());
    }

    private static Bundle steps(org.chainrule.dsl.symbolic.Derivation derivation) {
        return Bundle.math(derivation.text(), derivation.latex());
    }
}
