package org.chainrule.datasets.images;

import java.awt.Shape;
import java.util.SplittableRandom;

/** Where the shapes of drawn digits come from. */
public enum Lettering {
    /**
     * Java's logical fonts, each plain, bold, italic and both: what they look like depends on the
     * machine.
     */
    FONTS {
        @Override
        Shape draw(int digit, SplittableRandom draws) {
            return FontDigits.draw(digit, draws);
        }
    },
    /** Strokes of a pen, bent at random: the same on every machine, without any font. */
    STROKES {
        @Override
        Shape draw(int digit, SplittableRandom draws) {
            return StrokeDigits.draw(digit, draws);
        }
    };

    /** The outline of a digit, of any size and at any place; y grows downwards. */
    abstract Shape draw(int digit, SplittableRandom draws);
}
