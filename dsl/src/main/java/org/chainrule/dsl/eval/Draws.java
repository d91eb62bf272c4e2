package org.chainrule.dsl.eval;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.dsl.graph.Call;

/**
 * Random numbers by the call that draws them: the same ones whenever it is evaluated, others than
 * any other call's. Calls are told apart in the order in which they are met.
 */
final class Draws {
    private final SplittableRandom seeds;
    private final Map<Call, Long> seedOf = new IdentityHashMap<>();

    Draws(long seed) {
        seeds = new SplittableRandom(seed);
    }

    /** Numbers in [0, 1). */
    NumericArray of(Call call, long... sizes) {
        SplittableRandom random =
                new SplittableRandom(seedOf.computeIfAbsent(call, c -> seeds.nextLong()));
        return NumericArray.owning(random.doubles(NumericArray.count(sizes)).toArray(), sizes);
    }
}
