package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tuner on simulated machines: step times are told, and nothing is waited for. */
class ThreadTunerTest {
    private static final int ALL = 2;
    private static final double QUIET = 0.0255; // seconds, as design.md measured them
    private static final double ONE_THREAD = 0.041;
    private static final double NOISE = 0.15; // of a step's time, either way

    /** Takes steps as fast as its load lets it. */
    private static final class Machine {
        private final SplittableRandom random;
        private final ThreadTuner tuner;
        private int threads;
        private int changes;
        private double allCores = QUIET;
        private double oneThread = ONE_THREAD;
        private double seconds;
        private int steps;
        private int onAllCores;
        private double secondsOnAllCores;

        Machine(long seed, int... choices) {
            random = new SplittableRandom(seed);
            tuner =
                    new ThreadTuner(
                            choices,
                            chosen -> {
                                changes += chosen == threads ? 0 : 1;
                                threads = chosen;
                            });
        }

        void load(double all, double one) {
            allCores = all;
            oneThread = one;
        }

        void step() {
            double usual = threads == 1 ? oneThread : allCores;
            double time = usual * (1 + NOISE * (2 * random.nextDouble() - 1));
            seconds += time;
            steps++;
            if (threads == ALL) {
                onAllCores++;
                secondsOnAllCores += time;
            }
            tuner.took(time);
        }

        void stepFor(double duration) {
            forget();
            while (seconds < duration) {
                step();
            }
        }

        /** Steps until so many threads are used, and says how many steps that took. */
        int stepsUntil(int wanted) {
            forget();
            while (threads != wanted && steps < 100_000) {
                step();
            }
            return steps;
        }

        void forget() {
            seconds = 0;
            steps = 0;
            changes = 0;
            onAllCores = 0;
            secondsOnAllCores = 0;
        }
    }

    private static Machine settled(long seed) {
        Machine machine = new Machine(seed, ALL, 1);
        machine.stepFor(5);
        return machine;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void quietMachineKeepsAllCores(long seed) {
        Machine machine = new Machine(seed, ALL, 1);
        assertThat(machine.threads).isEqualTo(ALL);
        machine.stepFor(60);
        assertThat(machine.threads).isEqualTo(ALL);
        assertThat(machine.changes).isEqualTo(2); // to one thread and back, to measure both
        assertThat(machine.steps - machine.onAllCores).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void loadMakesItUseOneThreadWithinADozenSteps(long seed) {
        Machine machine = settled(seed);
        machine.load(6 * QUIET, ONE_THREAD);
        assertThat(machine.stepsUntil(1)).isLessThanOrEqualTo(12);
        machine.stepFor(5);
        assertThat(machine.threads).isEqualTo(1);
        assertThat(machine.changes).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void loadFromTheBeginningIsSeenAtOnce(long seed) {
        Machine machine = new Machine(seed, ALL, 1);
        machine.load(40 * QUIET, ONE_THREAD);
        assertThat(machine.stepsUntil(1)).isLessThanOrEqualTo(7); // 3 to warm up, 4 to measure
        machine.stepFor(5);
        assertThat(machine.threads).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void machineThatBecomesQuietGetsAllCoresAgain(long seed) {
        Machine machine = settled(seed);
        machine.load(6 * QUIET, ONE_THREAD);
        machine.stepFor(30);
        assertThat(machine.threads).isEqualTo(1);
        machine.load(QUIET, ONE_THREAD);
        machine.stepsUntil(ALL);
        assertThat(machine.seconds).isLessThan(11); // it is tried every ten seconds
        machine.stepFor(30);
        assertThat(machine.threads).isEqualTo(ALL);
        assertThat(machine.changes).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "0.15, 0.041, 0.05", // GOMP_SPINCOUNT as the launcher sets it
        "1.1, 0.041, 0.25", // threads that spin
        "6, 4, 0.15", // steps of a large network, a little slower on all cores
        "12, 4, 0.25",
    })
    void probingOfAllCoresCostsLittleWhileTheyAreSlow(double all, double one, double part) {
        Machine machine = settled(7);
        machine.load(all, one);
        machine.stepFor(10 * all);
        machine.stepFor(1_000);
        assertThat(machine.secondsOnAllCores / machine.seconds).isLessThan(part);
        machine.stepFor(60);
        assertThat((double) machine.onAllCores / machine.steps).isLessThan(part);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tryingAgainDoesNotFlap(long seed) {
        Machine machine = settled(seed);
        machine.load(6 * QUIET, ONE_THREAD);
        machine.stepFor(10);
        machine.stepFor(60);
        assertThat(machine.changes).isBetween(8, 12); // there and back, every ten seconds
        assertThat(machine.onAllCores).isLessThanOrEqualTo(4 * 6);
    }

    @Test
    void choicesThatAreEquallyFastAreNotTriedForEver() {
        Machine machine = new Machine(11, ALL, 1);
        machine.load(ONE_THREAD, ONE_THREAD);
        machine.stepFor(60);
        assertThat(machine.changes).isLessThanOrEqualTo(12);
    }

    @Test
    void oneSlowStepChangesNothing() {
        Machine machine = settled(13);
        machine.forget();
        machine.load(2, 2);
        machine.step();
        machine.load(QUIET, ONE_THREAD);
        for (int i = 0; i < 20; i++) {
            machine.step();
        }
        assertThat(machine.changes).isZero();
    }

    @Test
    void singleChoiceNeverChanges() {
        Machine machine = new Machine(17, 3);
        machine.stepFor(20);
        machine.load(1, 1);
        machine.stepFor(60);
        assertThat(machine.threads).isEqualTo(3);
        assertThat(machine.tuner.threads()).isEqualTo(3);
        assertThat(machine.changes).isZero();
    }

    @Test
    void choicesAreAllCoresOrOne() {
        int cores = Runtime.getRuntime().availableProcessors();
        assertThat(ThreadTuner.allOrOne())
                .isEqualTo(cores == 1 ? new int[] {1} : new int[] {cores, 1});
    }
}
