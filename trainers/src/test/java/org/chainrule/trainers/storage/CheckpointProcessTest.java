package org.chainrule.trainers.storage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints of processes that are killed, or that find the disk full. */
@Timeout(120)
class CheckpointProcessTest {
    private static final long FLOATS = 1_000_000;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 7}) // milliseconds
    void killedProcessLeavesItsLastCheckpoint(int delay) throws IOException, InterruptedException {
        Process process = CheckpointProcess.of(folder, FLOATS);
        long step = 0;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            while (step < 3) {
                step = Long.parseLong(lines.readLine());
            }
            Thread.sleep(delay);
        } finally {
            process.destroyForcibly().waitFor();
        }
        List<String> notices = new ArrayList<>();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            var checkpoints = new Checkpoints(folder);
            Checkpoint latest = checkpoints.latest(manager, notices::add);
            assertThat(latest.step()).isGreaterThanOrEqualTo(step);
            assertThat(latest.arrays().get("weight").getShape()).isEqualTo(new Shape(FLOATS));
            assertThat(notices).isEmpty();
            checkpoints.save(latest.step() + 100, latest.arrays(), Map.of());
        }
        assertThat(folder.resolve("checkpoint").toFile().list()).hasSize(2);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a shell with ulimit")
    void fullDiskLeavesTheCheckpointsThatAreThere() throws IOException, InterruptedException {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            var checkpoints = new Checkpoints(folder);
            checkpoints.save(0, Map.of("weight", manager.ones(new Shape(3))), Map.of());
            // A process that may write files of 1,000 blocks only fails in the middle of one.
            Process process =
                    CheckpointProcess.of(
                            folder, FLOATS, "sh", "-c", "ulimit -f 1000; exec \"$0\" \"$@\"");
            List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
            assertThat(process.waitFor()).isZero();
            Path file = checkpoints.folder().resolve("step-00000001.safetensors");
            assertThat(lines)
                    .containsExactly(
                            file
                                    + ": must be written, but it cannot be (file too large)."
                                    + " Nothing was changed; make the folder writable and leave"
                                    + " room, or choose another.");
            assertThat(checkpoints.latest(manager, notice -> {}).step()).isZero();
        }
        try (var files = Files.list(folder.resolve("checkpoint"))) {
            assertThat(files).hasSize(1);
        }
    }
}
