package org.chainrule.dsl.eval;

import java.util.Arrays;
import java.util.List;
import org.chainrule.dsl.graph.Window;

/** Windows that slide along the last axes of an array. */
final class Sliding {
    private static final int OUTSIDE = -1;

    private final List<Window> windows;

    Sliding(List<Window> windows) {
        this.windows = windows;
    }

    /** The elements of all windows; a number where they reach beyond the array. */
    NumericArray windows(NumericArray x, double fill) {
        int leading = x.rank() - windows.size();
        long[] sizes = Arrays.copyOf(x.sizes(), leading + 2 * windows.size());
        for (int i = 0; i < windows.size(); i++) {
            Window window = windows.get(i);
            long covered = x.size(leading + i) + window.before() + window.after() - window.span();
            sizes[leading + i] = window.size();
            sizes[leading + windows.size() + i] = Math.floorDiv(covered, window.stride()) + 1;
        }
        double[] values = new double[NumericArray.count(sizes)];
        int[] places = places(x.sizes(), sizes);
        for (int i = 0; i < values.length; i++) {
            values[i] = places[i] == OUTSIDE ? fill : x.value(places[i]);
        }
        return NumericArray.owning(values, sizes);
    }

    /** The sum of all windows, each where it lies. */
    NumericArray overlap(NumericArray x, List<Long> rests) {
        int leading = x.rank() - 2 * windows.size();
        long[] sizes = Arrays.copyOf(x.sizes(), leading + windows.size());
        for (int i = 0; i < windows.size(); i++) {
            Window window = windows.get(i);
            long last = (x.size(leading + windows.size() + i) - 1) * window.stride();
            sizes[leading + i] =
                    last + window.span() - window.before() - window.after() + rests.get(i);
        }
        double[] sums = new double[NumericArray.count(sizes)];
        int[] places = places(sizes, x.sizes());
        for (int i = 0; i < places.length; i++) {
            if (places[i] != OUTSIDE) {
                sums[places[i]] += x.value(i);
            }
        }
        return NumericArray.owning(sums, sizes);
    }

    /** Where each element of the windows lies in the array. */
    private int[] places(long[] array, long[] taken) {
        int[] places = new int[NumericArray.count(taken)];
        for (int i = 0; i < places.length; i++) {
            places[i] = place(i, array, taken);
        }
        return places;
    }

    private int place(int element, long[] array, long[] taken) {
        int count = windows.size();
        int leading = array.length - count;
        long[] index = new long[taken.length];
        long left = element;
        for (int axis = taken.length - 1; axis >= 0; axis--) {
            index[axis] = left % taken[axis];
            left /= taken[axis];
        }
        long place = 0;
        for (int axis = 0; axis < array.length; axis++) {
            long along = index[axis];
            if (axis >= leading) {
                Window window = windows.get(axis - leading);
                long begin = index[axis + count] * window.stride() - window.before();
                along = begin + index[axis] * window.dilation();
            }
            if (along < 0 || along >= array[axis]) {
                return OUTSIDE;
            }
            place = place * array[axis] + along;
        }
        return (int) place;
    }
}
