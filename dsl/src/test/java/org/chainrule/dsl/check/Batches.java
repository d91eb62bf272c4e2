package org.chainrule.dsl.check;

import java.util.SplittableRandom;
import org.chainrule.dsl.eval.NumericArray;

/** Batches drawn from a seed. */
final class Batches {
    private Batches() {}

    /** Real numbers between −1 and 1. */
    static NumericArray reals(long seed, long... sizes) {
        SplittableRandom random = new SplittableRandom(seed);
        return NumericArray.filled(0, sizes).map(zero -> random.nextDouble(-1, 1));
    }

    /** Whole numbers below a bound. */
    static NumericArray below(int bound, long seed, long... sizes) {
        SplittableRandom random = new SplittableRandom(seed);
        return NumericArray.filled(0, sizes).map(zero -> random.nextInt(bound));
    }
}
