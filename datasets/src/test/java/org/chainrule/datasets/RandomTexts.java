package org.chainrule.datasets;

import java.util.SplittableRandom;

/** Texts of all kinds of characters, by seed. */
final class RandomTexts {
    private static final int[][] RANGES = {
        {' ', '~'},
        {'a', 'e'},
        {' ', ' '},
        {'\t', '\r'},
        {'0', '9'},
        {'\'', '\''},
        {'s', 't'},
        {0, 0xFF},
        {0x100, 0x24F},
        {0x300, 0x36F},
        {0x370, 0x5FF},
        {0x900, 0x97F},
        {0x2000, 0x206F},
        {0x3000, 0x30FF},
        {0x4E00, 0x9FFF},
        {0xAC00, 0xD7A3},
        {0xE000, 0xFFFF},
        {0x1F300, 0x1F9FF},
        {0x1F1E6, 0x1F1FF},
        {0x10000, 0x10FFFF}
    };

    private RandomTexts() {}

    /** Up to 60 characters, in runs of one kind. */
    static String text(long seed) {
        var random = new SplittableRandom(seed);
        var text = new StringBuilder();
        int length = random.nextInt(60);
        while (text.length() < length) {
            int[] range = RANGES[random.nextInt(RANGES.length)];
            for (int run = random.nextInt(1, 6); run > 0; run--) {
                text.appendCodePoint(random.nextInt(range[0], range[1] + 1));
            }
        }
        return text.toString();
    }
}
