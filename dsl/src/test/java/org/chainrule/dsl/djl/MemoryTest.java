package org.chainrule.dsl.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chainrule.dsl.optimizers.Optimizers.adamW;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.script.Gradients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memory is flat: a thousand steps hold as much as a hundred. */
class MemoryTest {
    private static final Path STATUS = Path.of("/proc/self/status");

    /** The heap that the JVM may not have used before, in megabytes. */
    private static final int HEAP = 600;

    /** What the JVM's own compilers and caches take meanwhile, in megabytes. */
    private static final double SLACK = 20;

    private static Trial trial(Gradients gradients) {
        return Trial.of(TinyGpt.of(8, 0.1), adamW(1e-2), gradients)
                .tokens(4, 8, TinyGpt.VOCABULARY);
    }

    /** The resident size in megabytes, after a collection. */
    private static double resident() throws IOException {
        System.gc();
        String line =
                Files.readAllLines(STATUS).stream()
                        .filter(l -> l.startsWith("VmRSS:"))
                        .findFirst()
                        .orElseThrow();
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0; // from kB
    }

    /** Makes the heap's pages resident, so that they do not count as growth. */
    private static int touchHeap() {
        int sum = 0;
        for (int i = 0; i < HEAP; i++) {
            sum += new byte[1 << 20].length;
        }
        return sum;
    }

    /** How many arrays the managers of the engine hold, all together. */
    private static int nativeArrays() throws ReflectiveOperationException {
        try (NDManager base = NDManager.newBaseManager(Device.cpu(), Native.ENGINE)) {
            return count(base.getParentManager());
        }
    }

    private static int count(NDManager manager) throws ReflectiveOperationException {
        Field resources = BaseNDManager.class.getDeclaredField("resources");
        resources.setAccessible(true);
        int sum = 0;
        for (Object resource : ((Map<?, ?>) resources.get(manager)).values()) {
            sum += resource instanceof NDManager inner ? count(inner) : 0;
            sum += resource instanceof NDArray ? 1 : 0;
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource
    void thousandStepsTakeAsMuchMemoryAsAHundred(Gradients gradients) throws IOException {
        assumeTrue(Files.isReadable(STATUS), "only Linux tells the resident size");
        assertThat(touchHeap()).isPositive();
        try (Trial trial = trial(gradients)) {
            trial.losses(100);
            double early = resident();
            trial.losses(900);
            assertThat(resident()).isLessThan(early + SLACK);
        }
    }

    @ParameterizedTest
    @EnumSource
    void stepLeavesNoArrayBehind(Gradients gradients) throws ReflectiveOperationException {
        try (Trial trial = trial(gradients)) {
            trial.step(1);
            trial.evaluate();
            int before = nativeArrays();
            trial.losses(10);
            trial.evaluate();
            assertThat(nativeArrays()).isEqualTo(before);
            assertThat(before).isGreaterThan(3 * trial.weights().arrays().size());
        }
    }

    @Test
    void stepOfANetworkWithAStockBlockLeavesNoArrayBehind() throws ReflectiveOperationException {
        SequenceNet net =
                Net.sequence(4)
                        .then(
                                new DjlLayer(
                                        ai.djl
                                                .nn
                                                .recurrent
                                                .LSTM
                                                .builder()
                                                .setStateSize(6)
                                                .setNumLayers(1)
                                                .optReturnState(false)
                                                .optBatchFirst(true)
                                                .build()))
                        .logits(3);
        try (Trial trial = Trial.of(net, adamW(1e-2), Gradients.AUTOGRAD)) {
            Batch flat = Batch.features(trial.manager(), DataType.FLOAT32, 20, 4, 3, 9);
            trial.on(new Batch(flat.x().reshape(4, 5, 4), flat.y().reshape(4, 5)));
            trial.step(1);
            int before = nativeArrays();
            trial.losses(10);
            assertThat(nativeArrays()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void stepThatUpdatesBuffersLeavesNoArrayBehind(Gradients gradients)
            throws ReflectiveOperationException {
        try (Trial trial = Trial.of(Net.features(3).batchNorm(), adamW(1e-2), gradients)) {
            trial.features(5, 3, 3).step(1);
            int before = nativeArrays();
            trial.losses(10);
            trial.evaluate();
            assertThat(nativeArrays()).isEqualTo(before);
        }
    }

    @Test
    void generatingLeavesNoArrayBehind() throws ReflectiveOperationException {
        SequenceNet net = TinyGpt.untied(16, 0);
        Generator.Sampling sampling = new Generator.Sampling(0.8, 0, 1, 3);
        try (Weights weights = new Weights(net.parameters(), 1, DataType.FLOAT32, Device.cpu());
                Generator generator = new Generator(net, 16, weights, true)) {
            int before = nativeArrays();
            generator.generate(new int[] {1}, 40, sampling, made -> {});
            assertThat(nativeArrays()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingGivesEveryArrayBack(Gradients gradients) throws ReflectiveOperationException {
        int before = nativeArrays();
        try (Trial trial = trial(gradients)) {
            trial.losses(2);
            assertThat(nativeArrays()).isGreaterThan(before);
        }
        assertThat(nativeArrays()).isEqualTo(before);
    }
}
