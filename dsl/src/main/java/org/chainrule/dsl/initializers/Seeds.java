package org.chainrule.dsl.initializers;

import java.util.SplittableRandom;

/** Seeds made of other seeds. */
public final class Seeds {
    private Seeds() {}

    /** A seed that depends on two numbers, each of whose bits counts. */
    public static long mix(long a, long b) {
        return new SplittableRandom(new SplittableRandom(a).nextLong() + b).nextLong();
    }

    /** A seed that depends on a number and each letter of a text. */
    public static long mix(long seed, String text) {
        long mixed = seed;
        for (int i = 0; i < text.length(); i++) {
            mixed = mix(mixed, text.charAt(i));
        }
        return mixed;
    }
}
