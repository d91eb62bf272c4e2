package org.chainrule.trainers.cli;

import java.util.List;
import java.util.stream.Stream;
import org.chainrule.dsl.error.ChainruleException;

/** The widths of hidden layers, as {@code --hidden} gives them. */
final class HiddenWidths {
    private static final int MOST = 100_000;

    private HiddenWidths() {}

    /**
     * The widths.
     *
     * @param text whole numbers with commas between, or {@code none}
     */
    static List<Long> of(String text) {
        return text.equals("none")
                ? List.of()
                : Stream.of(text.split(",", -1)).map(part -> width(part.strip(), text)).toList();
    }

    private static long width(String part, String text) {
        try {
            int width = Integer.parseInt(part);
            if (width >= 1 && width <= MOST) {
                return width;
            }
        } catch (NumberFormatException e) {
            throw wrong(text, e);
        }
        throw wrong(text, null);
    }

    private static ChainruleException wrong(String text, Exception cause) {
        return new ChainruleException(
                "--hidden",
                "must be whole numbers from 1 to " + MOST + " with commas between, or none",
                "but found \"" + text + "\"",
                "Try 32,32.",
                cause);
    }
}
