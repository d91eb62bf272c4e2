package org.chainrule.trainers;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.chainrule.dsl.djl.Native;

/**
 * Chooses how many threads libtorch computes with, by measuring steps.
 *
 * <p>Threads that share a core with another process wait for each other, and a step takes many
 * times as long as on a quiet machine; with one thread it takes about twice as long, whatever else
 * runs. So the first steps are measured with all cores and with one, and again when steps have
 * become slow. While one thread is used, all cores are tried again from time to time.
 */
final class ThreadTuner {
    private static final int WARM_UP = 3; // steps before the first measurement
    private static final int SAMPLE = 4; // steps that are measured before a decision
    private static final double SLOW = 1.4; // times the usual step
    private static final double RETRY_SECONDS = 10;
    private static final int RETRY_STEPS = 50; // at least, so that trying costs little

    private final int[] choices;
    private final IntConsumer setter;
    private final double[] window = new double[SAMPLE];
    private final double[] measured;
    private int choice;
    private int filled;
    private int warmUp = WARM_UP;
    private boolean measuring = true;
    private double sinceRetry;

    /**
     * A tuner.
     *
     * @param choices the numbers of threads to choose from; the first is for a quiet machine
     * @param setter is given the number of threads for the next step
     */
    ThreadTuner(int[] choices, IntConsumer setter) {
        this.choices = choices.clone();
        this.setter = setter;
        measured = new double[choices.length];
        setter.accept(choices[0]);
    }

    /**
     * A tuner of libtorch's threads.
     *
     * @param threads how many; 0 for all cores or one, as measured
     */
    static ThreadTuner of(int threads) {
        return new ThreadTuner(threads > 0 ? new int[] {threads} : allOrOne(), Native::threads);
    }

    /** All cores, or one. */
    static int[] allOrOne() {
        int cores = Runtime.getRuntime().availableProcessors();
        return cores > 1 ? new int[] {cores, 1} : new int[] {1};
    }

    /** How many threads are used now. */
    int threads() {
        return choices[choice];
    }

    /** A step took this many seconds. */
    void took(double seconds) {
        if (choices.length == 1) {
            return;
        }
        if (warmUp > 0) {
            warmUp--;
            return;
        }
        sinceRetry += seconds;
        window[filled++] = seconds;
        if (filled < SAMPLE && !(measuring && isHopeless(seconds))) {
            return;
        }
        double usual = median(Arrays.copyOf(window, filled));
        filled = 0;
        if (measuring) {
            measured[choice] = usual;
            if (choice + 1 < choices.length) {
                use(choice + 1);
            } else {
                measuring = false;
                use(fastest());
            }
        } else if (usual > SLOW * measured[choice] || (choice > 0 && isTimeToRetry())) {
            measuring = true;
            measured[choice] = usual;
            use(0);
        } else {
            measured[choice] = Math.min(measured[choice], usual);
        }
    }

    /** Whether a step was so slow that this number of threads needs no second look. */
    private boolean isHopeless(double seconds) {
        double other = measured[choices.length - 1 - choice];
        return filled >= 2 && other > 0 && seconds > 2 * other;
    }

    private boolean isTimeToRetry() {
        return sinceRetry > Math.max(RETRY_SECONDS, RETRY_STEPS * measured[choice]);
    }

    private void use(int index) {
        choice = index;
        sinceRetry = 0;
        setter.accept(choices[index]);
    }

    private int fastest() {
        int best = 0;
        for (int i = 1; i < measured.length; i++) {
            best = measured[i] < measured[best] ? i : best;
        }
        return best;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
