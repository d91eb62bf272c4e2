package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.symbolic.Condition;
import org.chainrule.dsl.symbolic.Derivation;
import org.chainrule.dsl.symbolic.DerivationPage;
import org.chainrule.dsl.symbolic.Domain;
import org.chainrule.dsl.symbolic.Expression;
import org.chainrule.dsl.symbolic.Notation;
import org.chainrule.dsl.symbolic.Numbers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Derives an expression. Without a point it stays quick: no class that it then uses may load DJL or
 * libtorch.
 */
@Command(
        name = "derive",
        description = {
            "Differentiates an expression, or the loss of a model, step by step.",
            "Expressions are written as on a calculator: 2x, x^2, |x|, sqrt(x), log(x, 2), e, pi."
        },
        footer = {
            "",
            "Examples:",
            "  chainrule derive 'x^2 e^x'",
            "  chainrule derive 'sin 2x' --at 0.5",
            "  chainrule derive '(w x - t)^2' --wrt w --at w=1,x=2,t=3",
            "  chainrule derive 'x^3 - x' --at 1 --plot tangent.png",
            "  chainrule derive 'x^2 + x y' --at x=1,y=2 --direction 1,1 --plot gradient.png",
            "  chainrule derive 'x^5' --order 3 --notation lagrange",
            "  chainrule derive 'x*sigmoid(x)' --format html > silu.html",
            "  chainrule derive --model runs/small-1 --format html > gpt.html"
        })
@Teaches(
        meaning = "derivatives step by step, checked at a point",
        rows = {
            "A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10", "A11", "A12", "A13", "A16",
            "A17", "A18", "A19", "A20", "A21", "A22", "A23", "A24", "A25", "A26", "A27", "A28",
            "A30", "A31", "A32", "A33", "A34", "A35", "A36", "A37", "A40", "A41", "A43", "A47"
        })
final class DeriveCommand implements Callable<Integer> {
    private static final int HIGHEST = 20;

    /** How the derivation is written. */
    enum Format {
        TEXT,
        LATEX,
        HTML
    }

    @Parameters(
            arity = "0..1", // so that call says what is missing
            paramLabel = "EXPRESSION",
            description = "What is differentiated.")
    private String text;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description =
                    "A folder that train left: derives the loss of its model by all parameters; with"
                            + " --format html, each step with numbers. Without it, EXPRESSION is"
                            + " derived.")
    private Path model;

    @Option(
            names = "--wrt",
            paramLabel = "VARIABLE",
            description = "By which variable; x by default, or the only one.")
    private String by;

    @Option(
            names = "--at",
            paramLabel = "POINT",
            description =
                    "A value, or one for each variable as in x=1,y=2: compares the formula with"
                            + " autograd and central differences there, and gives the tangent, or"
                            + " the gradient of several variables. Without it, no numbers.")
    private String at;

    @Option(
            names = "--direction",
            paramLabel = "V",
            description =
                    "A number for each variable in alphabetical order, as in 1,-2: gives the slope"
                            + " in that direction at the point. Without it, only the gradient.")
    private String direction;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description =
                    "A PNG or SVG file: draws the function, its derivative and the tangent at the"
                            + " point; of two variables, contour lines with the gradient as an"
                            + " arrow. Without it, no picture.")
    private Path plot;

    @Option(
            names = "--order",
            defaultValue = "1",
            paramLabel = "N",
            description = "How often it is differentiated; ${DEFAULT-VALUE} by default.")
    private int order;

    @Option(
            names = "--notation",
            defaultValue = "leibniz",
            description = "leibniz or lagrange; ${DEFAULT-VALUE} by default.")
    private Notation notation;

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "text, latex or html; ${DEFAULT-VALUE} by default.")
    private Format format;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        if ((text == null) == (model == null)) {
            throw new ChainruleException(
                    "derive",
                    "an expression or --model must say what is differentiated",
                    text == null ? "but there is neither" : "but there are both",
                    "Write, for example, chainrule derive 'x^2 e^x'.");
        }
        if (model != null) {
            requireExpression("--direction", direction);
            requireExpression("--plot", plot);
            PrintWriter out = spec.commandLine().getOut();
            NetworkDerivation.print(model, format, out);
            out.flush();
            return 0;
        }
        Positive.require("--order", order);
        if (order > HIGHEST) {
            throw new ChainruleException(
                    "--order",
                    "must be " + HIGHEST + " or less",
                    "but found " + order,
                    "Give a smaller number.");
        }
        Expression function = Expression.parse(text);
        String variable = variable(function);
        Map<String, Expression> point = at == null ? Map.of() : Point.parse(at, variable);
        Derivation derivation = Derivation.of(function, variable, order, notation);
        SlopeAtPoint slope = SlopeAtPoint.of(derivation, point, Point.direction(direction));
        PointCheck check = at == null ? null : PointCheck.of(derivation, Point.numbers(point));
        if (plot != null) {
            slope.plot(derivation, plot);
        }
        PrintWriter out = spec.commandLine().getOut();
        List<List<String>> values = new ArrayList<>(slope.rows());
        List<String> notes = notes(derivation);
        if (check != null) {
            values.addAll(check.rows());
            notes.add(
                    "at " + Point.shown(Point.numbers(point)) + (check.atKink() ? ", a kink" : ""));
        }
        switch (format) {
            case TEXT -> print(derivation, notes, values, out);
            case LATEX -> latex(derivation, notes, values, out);
            case HTML -> out.print(DerivationPage.of(derivation, notes, values));
        }
        out.flush();
        return check == null || check.holds() ? 0 : RootCommand.FAILED;
    }

    private static void requireExpression(String option, Object value) {
        if (value != null) {
            throw new ChainruleException(
                    option,
                    "must stand with an expression",
                    "but found --model",
                    "Leave one of them out.");
        }
    }

    private String variable(Expression function) {
        SortedSet<String> found = function.variables();
        if (by == null) {
            return found.contains("x") || found.isEmpty() ? "x" : only(found);
        }
        boolean isVariable = Expression.parse(by) instanceof Expression.Variable;
        if (!isVariable) {
            throw new ChainruleException(
                    "--wrt",
                    "must be a variable",
                    "but found " + by,
                    "Give a letter, as in --wrt x.");
        }
        return ((Expression.Variable) Expression.parse(by)).name();
    }

    private static String only(SortedSet<String> found) {
        if (found.size() > 1) {
            throw new ChainruleException(
                    "--wrt",
                    "must name the variable where there are several and none is x",
                    "but found " + String.join(", ", found),
                    "Write --wrt " + found.first() + ".");
        }
        return found.first();
    }

    private static void print(
            Derivation derivation, List<String> notes, List<List<String>> values, PrintWriter out) {
        out.print(derivation.text());
        notes.forEach(out::println);
        for (List<String> row : values) {
            out.println(
                    String.format("  %-20s %-22s %s", row.get(0), row.get(1), row.get(2))
                            .stripTrailing());
        }
    }

    /** A displayed formula a line; what is no formula stands in comments. */
    private static void latex(
            Derivation derivation, List<String> notes, List<List<String>> values, PrintWriter out) {
        out.println("\\[" + derivation.definition().latex() + "\\]");
        for (int order = 1; order <= derivation.orders().size(); order++) {
            for (Derivation.Line line : derivation.lines(order)) {
                out.printf("\\[%s \\quad\\text{%s}\\]%n", line.formula().latex(), line.rule());
            }
            out.println("\\[" + derivation.result(order).latex() + "\\]");
        }
        notes.forEach(note -> out.println("% " + note));
        values.forEach(row -> out.println("% " + String.join(" ", row).strip()));
    }

    /** Where the function is defined, and where it has kinks. */
    private List<String> notes(Derivation derivation) {
        Domain domain = Domain.of(derivation.function());
        List<String> notes = new ArrayList<>();
        if (!domain.conditions().isEmpty()) {
            notes.add(
                    "defined for "
                            + domain.conditions().stream()
                                    .map(Condition::toString)
                                    .collect(Collectors.joining(" and ")));
        }
        for (Condition kink : domain.kinks()) {
            notes.add("kink where " + kink + taken(derivation, kink));
        }
        return notes;
    }

    /** What the derivative is taken as at a kink where all variables are known. */
    private static String taken(Derivation derivation, Condition kink) {
        boolean isPoint =
                kink.left() instanceof Expression.Variable v
                        && v.name().equals(derivation.by())
                        && kink.right().variables().isEmpty()
                        && derivation.function().variables().size() == 1;
        if (!isPoint) {
            return "";
        }
        Map<String, Double> point = new LinkedHashMap<>();
        point.put(derivation.by(), kink.right().at(Map.of()));
        double value = derivation.result().at(point);
        return "; the derivative there is taken as " + Numbers.shown(value);
    }
}
