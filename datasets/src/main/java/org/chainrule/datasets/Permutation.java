package org.chainrule.datasets;

import java.util.SplittableRandom;

/** A random order of the numbers from 0 to n - 1, drawn from a seed. */
interface Permutation {
    /** The most numbers whose order is kept in memory. */
    int KEPT = 1 << 22;

    /** The number at a place. */
    long at(long place);

    /**
     * An order; every one is as likely as any other where n is small enough to keep it.
     *
     * @param n how many numbers, at least 1
     * @param random where it is drawn from
     */
    static Permutation of(long n, SplittableRandom random) {
        return n <= KEPT ? kept((int) n, random) : new Ciphered(n, random);
    }

    private static Permutation kept(int n, SplittableRandom random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) { // Fisher and Yates, from the inside out
            int place = random.nextInt(i + 1);
            order[i] = order[place];
            order[place] = i;
        }
        return place -> order[(int) place];
    }

    /**
     * An order by formula, which takes no memory: a Feistel network enciphers places, again and
     * again until the result is below n, which happens in less than four trials on average.
     *
     * <p>Luby and Rackoff, "How to Construct Pseudorandom Permutations from Pseudorandom
     * Functions", 1988; Black and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002.
     */
    final class Ciphered implements Permutation {
        private static final int ROUNDS = 6;

        private final long n;
        private final int half; // bits on either side
        private final long mask;
        private final long[] keys = new long[ROUNDS];

        Ciphered(long n, SplittableRandom random) {
            this.n = n;
            int bits = Long.SIZE - Long.numberOfLeadingZeros(n - 1);
            half = Math.max(1, (bits + 1) / 2);
            mask = (1L << half) - 1;
            for (int i = 0; i < ROUNDS; i++) {
                keys[i] = random.nextLong();
            }
        }

        @Override
        public long at(long place) {
            long number = place;
            do {
                number = encipher(number);
            } while (number >= n);
            return number;
        }

        private long encipher(long number) {
            long left = number >>> half;
            long right = number & mask;
            for (long key : keys) {
                long mixed = left ^ (RandomWindows.mix(right ^ key) & mask);
                left = right;
                right = mixed;
            }
            return left << half | right;
        }
    }
}
