package org.chainrule.notebooks;

import java.util.Locale;
import org.chainrule.notebooks.display.Screen;
import org.chainrule.trainers.Callback;

/**
 * Shows values in a notebook: derivations as formulas, tables as tables, plots as pictures.
 *
 * <p>It works in every Java kernel for Jupyter that it knows (rapaio, JJava, IJava); elsewhere, as
 * in jshell, values are printed as text. What is shown needs no network, and takes the colours of
 * the page.
 *
 * <pre>{@code
 * import static org.chainrule.notebooks.Show.show;
 *
 * import org.chainrule.dsl.symbolic.Derivation;
 * import org.chainrule.dsl.symbolic.Expression;
 * import org.chainrule.dsl.symbolic.Notation;
 *
 * show(Derivation.of(Expression.parse("x^2 e^x"), "x", 1, Notation.LAGRANGE));
 * }</pre>
 */
public final class Show {
    private Show() {}

    /** Shows a value, below all that the cell printed or showed before. */
    public static void show(Object value) {
        Screen.show(value);
    }

    /** Shows values one below the other. */
    public static void show(Object first, Object second, Object... more) {
        Screen.show(first);
        Screen.show(second);
        for (Object value : more) {
            Screen.show(value);
        }
    }

    /**
     * Prints a line, formatted as by {@link String#format}, with a point in numbers wherever the
     * reader lives. Unlike {@code System.out.printf} it gives back nothing that a kernel would
     * show.
     */
    public static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /**
     * Shows a training run while it runs: a line that moves, then the curve of its loss.
     * Interrupting the cell ends the run after the step it is at.
     */
    public static Callback live() {
        return Screen.live();
    }
}
