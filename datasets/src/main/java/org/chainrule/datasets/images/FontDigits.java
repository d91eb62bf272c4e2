package org.chainrule.datasets.images;

import java.awt.AWTError;
import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.dsl.error.ChainruleException;

/** The digits of Java's logical fonts as outlines. */
final class FontDigits {
    private static final List<String> FAMILIES =
            List.of(Font.SERIF, Font.SANS_SERIF, Font.MONOSPACED, Font.DIALOG);
    private static final int STYLES = 4; // plain, bold, italic, both
    private static final int POINTS = 100; // any: outlines are scaled

    private static volatile List<List<Shape>> outlines; // by font, then by digit

    private FontDigits() {}

    static Shape draw(int digit, SplittableRandom draws) {
        List<List<Shape>> fonts = outlines();
        return fonts.get(draws.nextInt(fonts.size())).get(digit);
    }

    /** Whether this Java has fonts. */
    static boolean areThere() {
        try {
            return !outlines().isEmpty();
        } catch (ChainruleException e) {
            return false;
        }
    }

    private static List<List<Shape>> outlines() {
        List<List<Shape>> known = outlines;
        if (known == null) {
            try {
                known = read();
            } catch (RuntimeException | LinkageError | InternalError | AWTError e) {
                Throwable first = e; // without fonts, Java fails in many ways
                while (first.getCause() != null) {
                    first = first.getCause();
                }
                throw new ChainruleException(
                        "DrawnDigits",
                        "Java must have fonts",
                        "but it has none (" + first.getMessage() + ")",
                        "Use DrawnDigits.inStrokes(), or install fontconfig and a font such as"
                                + " DejaVu.",
                        e);
            }
            outlines = known;
        }
        return known;
    }

    private static List<List<Shape>> read() {
        var context = new FontRenderContext(null, true, true);
        List<List<Shape>> fonts = new ArrayList<>();
        for (String family : FAMILIES) {
            for (int style = 0; style < STYLES; style++) {
                var font = new Font(family, style, POINTS);
                List<Shape> digits = new ArrayList<>();
                for (char digit = '0'; digit <= '9'; digit++) {
                    digits.add(font.createGlyphVector(context, new char[] {digit}).getOutline());
                }
                fonts.add(List.copyOf(digits));
            }
        }
        return List.copyOf(fonts);
    }
}
