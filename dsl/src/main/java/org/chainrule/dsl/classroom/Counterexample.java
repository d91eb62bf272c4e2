package org.chainrule.dsl.classroom;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.dsl.eval.NumericArray;

/**
 * An input for which a gradient is wrong, as small as could be found.
 *
 * @param gradient the name of the gradient
 * @param inputs the numbers of the inputs and of dy, in order
 * @param right the right gradient
 * @param found what the answer gives: numbers, or why there are none
 */
public record Counterexample(
        String gradient, Map<String, NumericArray> inputs, NumericArray right, String found) {

    /** Keeps the order. */
    public Counterexample {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }

    /** The numbers in lines of text. */
    public String text() {
        StringBuilder text = new StringBuilder("  The smallest input that shows it:\n");
        inputs.forEach((name, array) -> line(text, name, Numbers.text(array)));
        line(text, "right " + gradient, Numbers.text(right));
        line(text, "yours", found);
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("    ").append(name).append(": ").append(value).append('\n');
    }
}
