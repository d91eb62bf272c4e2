package org.chainrule.dsl.parity;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.script.Gradients;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * A family of ops, layers, losses, optimizers or schedules against reference values of PyTorch, in
 * 64 and in 32 bits, with derived gradients and with autograd's.
 *
 * <p>An error is the distance from PyTorch's value in 64 bits, divided by the greatest magnitude of
 * the array that the value stands in, since sums are rounded at that scale; in 32 bits it is
 * counted in ULPs of that magnitude. The report in {@code target/parity} says beside it how far
 * PyTorch's own 32 bits are.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ParityTest {
    /** 64 bits, but for the order of sums. */
    private static final double DOUBLE = 1e-12;

    /** A few roundings in a row, where a family does not say why it needs more. */
    static final double ULPS = 4;

    private final String family;
    private long values;
    private double worstDouble;
    private double worstSingle;
    private double worstTorch;

    ParityTest(String family) {
        this.family = family;
    }

    /** How Chainrule computes each case of the family. */
    abstract Map<String, Subject> subjects();

    /** The greatest error of a case in 32 bits, in ULPs; more than {@link #ULPS} with a reason. */
    double ulps(String name) {
        return ULPS;
    }

    @Test
    void coversEveryCase() {
        assertThat(subjects().keySet())
                .containsExactlyInAnyOrderElementsOf(Reference.family(family).keySet());
    }

    @TestFactory
    Stream<DynamicTest> agreesWithPyTorch() {
        Map<String, Subject> subjects = subjects();
        return Reference.family(family).values().stream()
                .filter(reference -> subjects.containsKey(reference.name()))
                .map(
                        reference ->
                                DynamicTest.dynamicTest(
                                        reference.name(),
                                        () -> compare(reference, subjects.get(reference.name()))));
    }

    private void compare(Reference reference, Subject subject) {
        for (Gradients gradients : Gradients.values()) {
            var doubles = subject.results(reference, DataType.FLOAT64, gradients);
            var floats = subject.results(reference, DataType.FLOAT32, gradients);
            reference
                    .doubles()
                    .forEach(
                            (name, expected) -> {
                                String what = reference.name() + ", " + name + ", " + gradients;
                                double scale = scale(expected);
                                double ulp = Math.ulp((float) scale);
                                double inDouble = error(what, doubles.get(name), expected) / scale;
                                double inSingle = error(what, floats.get(name), expected) / ulp;
                                double inTorch =
                                        error(what, reference.floats().get(name), expected) / ulp;
                                assertThat(inDouble)
                                        .as("%s, 64 bits", what)
                                        .isLessThanOrEqualTo(DOUBLE);
                                assertThat(inSingle)
                                        .as("%s, 32 bits, in ULPs", what)
                                        .isLessThanOrEqualTo(ulps(reference.name()));
                                values += 2L * expected.count();
                                worstDouble = Math.max(worstDouble, inDouble);
                                worstSingle = Math.max(worstSingle, inSingle);
                                worstTorch = Math.max(worstTorch, inTorch);
                            });
        }
    }

    /** The greatest magnitude; the least normal number of 32 bits where all are smaller. */
    private static double scale(NumericArray array) {
        double greatest = Float.MIN_NORMAL;
        for (double value : array.values()) {
            if (Double.isFinite(value)) {
                greatest = Math.max(greatest, Math.abs(value));
            }
        }
        return greatest;
    }

    private static double error(String what, NumericArray found, NumericArray expected) {
        assertThat(found).as("%s is computed", what).isNotNull();
        assertThat(found.sizes()).as("%s, sizes", what).isEqualTo(expected.sizes());
        double greatest = 0;
        for (int i = 0; i < expected.count(); i++) {
            double a = found.values()[i];
            double b = expected.values()[i];
            if (Double.isFinite(b)) {
                assertThat(a).as("%s at %s", what, i).isFinite();
                greatest = Math.max(greatest, Math.abs(a - b));
            } else {
                assertThat(a).as("%s at %s", what, i).isEqualTo(b);
            }
        }
        return greatest;
    }

    @AfterAll
    void report() throws IOException {
        Path folder = Path.of("target", "parity");
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve(family + ".csv"),
                String.format(
                        "family,values,64 bits relative error,32 bits ULPs,PyTorch's 32 bits ULPs%n"
                                + "%s,%d,%.1e,%.1f,%.1f%n",
                        family, values, worstDouble, worstSingle, worstTorch));
    }
}
