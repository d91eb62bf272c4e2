package org.chainrule.dsl.eval;

import java.util.Arrays;

/**
 * Where the elements of a value lie among the numbers of an array.
 *
 * @param sizes the length of each axis of the value
 * @param steps how far apart neighbours along each axis lie; 0 where one number is repeated
 * @param start where the first element lies
 */
record Layout(long[] sizes, int[] steps, int start) {

    /** All numbers of an array, in order. */
    static Layout dense(long... sizes) {
        int[] steps = new int[sizes.length];
        int step = 1;
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
            steps[axis] = step;
            step *= (int) sizes[axis];
        }
        return new Layout(sizes, steps, 0);
    }

    /** The sizes to which two values are repeated to fit each other. */
    static long[] broadcast(long[] a, long[] b) {
        if (a.length < b.length) {
            return broadcast(b, a);
        }
        long[] joined = a.clone();
        int extra = a.length - b.length;
        for (int axis = 0; axis < b.length; axis++) {
            long mine = a[axis + extra];
            if (mine != b[axis] && mine != 1 && b[axis] != 1) {
                throw new IllegalArgumentException(
                        "sizes must agree or broadcast, but found "
                                + Arrays.toString(a)
                                + " and "
                                + Arrays.toString(b));
            }
            joined[axis + extra] = mine == 1 ? b[axis] : mine;
        }
        return joined;
    }

    /** Repeated along axes of length 1 and along new ones in front. */
    Layout expanded(long... others) {
        int extra = others.length - sizes.length;
        if (extra < 0 || !Arrays.equals(broadcast(sizes, others), others)) {
            throw new IllegalArgumentException(
                    "a value can't be repeated from "
                            + Arrays.toString(sizes)
                            + " to "
                            + Arrays.toString(others));
        }
        int[] repeated = new int[others.length];
        for (int axis = 0; axis < sizes.length; axis++) {
            repeated[axis + extra] = sizes[axis] == 1 ? 0 : steps[axis];
        }
        return new Layout(others, repeated, start);
    }

    /** With two axes in each other's place. */
    Layout swapped(int a, int b) {
        long[] turned = sizes.clone();
        turned[a] = sizes[b];
        turned[b] = sizes[a];
        int[] apart = steps.clone();
        apart[a] = steps[b];
        apart[b] = steps[a];
        return new Layout(turned, apart, start);
    }

    /** A part of an axis. */
    Layout part(int axis, long first, long length) {
        if (first < 0 || length < 0 || first + length > sizes[axis]) {
            throw new IllegalArgumentException(
                    "a part must lie within its axis, but found "
                            + length
                            + " from "
                            + first
                            + " on in an axis of length "
                            + sizes[axis]);
        }
        long[] shorter = sizes.clone();
        shorter[axis] = length;
        return new Layout(shorter, steps, start + (int) first * steps[axis]);
    }

    /** The place of each element, the last axis varying fastest. */
    int[] places() {
        int[] places = new int[NumericArray.count(sizes)];
        int[] index = new int[sizes.length];
        int place = start;
        for (int i = 0; i < places.length; i++) {
            places[i] = place;
            int axis = sizes.length - 1;
            while (axis >= 0 && index[axis] == sizes[axis] - 1) {
                place -= index[axis] * steps[axis];
                index[axis--] = 0;
            }
            if (axis >= 0) {
                index[axis]++;
                place += steps[axis];
            }
        }
        return places;
    }
}
