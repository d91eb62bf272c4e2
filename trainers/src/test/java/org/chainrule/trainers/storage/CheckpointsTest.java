package org.chainrule.trainers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    @TempDir private Path folder;
    private NDManager manager;
    private Checkpoints checkpoints;
    private final List<String> notices = new ArrayList<>();

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        checkpoints = new Checkpoints(folder);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private void save(long step) {
        checkpoints.save(step, arrays(step), Map.of("seed", "7"));
    }

    private Map<String, NDArray> arrays(double value) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        double[] values = {value, value, value};
        arrays.put("weight", Native.copy(manager, values, new long[] {3}, DataType.FLOAT32));
        arrays.put("m weight", Native.copy(manager, values, new long[] {3}, DataType.FLOAT32));
        return arrays;
    }

    private Checkpoint latest() {
        return checkpoints.latest(manager, notices::add);
    }

    private Path file(long step) {
        return checkpoints.folder().resolve("step-%08d.safetensors".formatted(step));
    }

    private void cut(long step, int bytes) throws IOException {
        byte[] whole = Files.readAllBytes(file(step));
        Files.write(file(step), Arrays.copyOf(whole, bytes));
    }

    @Test
    void readsWhatWasSaved() {
        save(2_000);
        Checkpoint latest = latest();
        assertThat(latest.step()).isEqualTo(2_000);
        assertThat(latest.metadata()).isEqualTo(Map.of("seed", "7"));
        assertThat(latest.arrays().keySet()).containsExactly("weight", "m weight");
        assertThat(latest.arrays().get("m weight").toFloatArray()).containsOnly(2_000);
        assertThat(notices).isEmpty();
    }

    @Test
    void keepsTheLastTwo() {
        for (long step = 100; step <= 500; step += 100) {
            save(step);
        }
        assertThat(checkpoints.steps()).containsExactly(400L, 500L);
        assertThat(folder.resolve("checkpoint").toFile().list())
                .containsExactlyInAnyOrder(
                        "step-00000400.safetensors", "step-00000500.safetensors");
    }

    @Test
    void replacesTheOneOfTheSameStep() {
        save(100);
        checkpoints.save(100, arrays(5), Map.of());
        assertThat(latest().arrays().get("weight").toFloatArray()).containsOnly(5);
        assertThat(checkpoints.steps()).containsExactly(100L);
    }

    @Test
    void leavesOutTheLaterOnesOfARunThatWentBack() throws IOException {
        save(100);
        save(200);
        cut(200, 50);
        assertThat(latest().step()).isEqualTo(100);
        save(150);
        assertThat(checkpoints.steps()).containsExactly(100L, 150L);
        assertThat(latest().step()).isEqualTo(150);
    }

    @Test
    void passesOverOneThatWasCutShortAnywhere() throws IOException {
        save(100);
        save(200);
        int length = (int) Files.size(file(200));
        for (int bytes = length - 1; bytes >= 0; bytes--) {
            cut(200, bytes);
            notices.clear();
            assertThat(latest().step()).as("%d bytes", bytes).isEqualTo(100);
            assertThat(notices).hasSize(1);
        }
    }

    @Test
    void passesOverOneOfWhichAnyByteHasChanged() throws IOException {
        save(100);
        save(200);
        byte[] good = Files.readAllBytes(file(200));
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            Files.write(file(200), bad);
            assertThat(latest().step()).as("byte %d", i).isEqualTo(100);
        }
        assertThat(notices).hasSize(good.length);
        Files.write(file(200), good);
        assertThat(latest().step()).isEqualTo(200);
    }

    @Test
    void tellsWhatItPassesOver() throws IOException {
        save(100);
        save(200);
        cut(200, 5);
        assertThat(latest().step()).isEqualTo(100);
        assertThat(notices)
                .containsExactly(
                        "checkpoint step-00000200: it has only 5 bytes; the one of step 100 is"
                                + " used");
    }

    @Test
    void tellsOfNumbersThatHaveChanged() throws IOException {
        save(100);
        save(200);
        byte[] bytes = Files.readAllBytes(file(200));
        bytes[bytes.length - 1]++;
        Files.write(file(200), bytes);
        latest();
        assertThat(notices)
                .containsExactly(
                        "checkpoint step-00000200: its SHA-256 is not the one that it names; the"
                                + " one of step 100 is used");
    }

    @Test
    void holdsNoArraysOfDamagedOnes() throws IOException {
        save(100);
        save(200);
        byte[] bytes = Files.readAllBytes(file(200));
        bytes[bytes.length - 1]++;
        Files.write(file(200), bytes);
        int before = manager.getManagedArrays().size();
        latest();
        assertThat(manager.getManagedArrays()).hasSize(before + 2);
    }

    @Test
    void passesOverOtherFilesOfThatName() throws IOException {
        save(100);
        Files.copy(file(100), file(300));
        Safetensors.write(file(200), arrays(1), Map.of("step", "200"));
        Files.createDirectory(file(400));
        assertThat(latest().step()).isEqualTo(100);
        assertThat(notices)
                .containsExactly(
                        "checkpoint step-00000400: it cannot be read (is a directory); the one of"
                                + " step 100 is used",
                        "checkpoint step-00000300: it is of step 100; the one of step 100 is used",
                        "checkpoint step-00000200: it holds no SHA-256; the one of step 100 is"
                                + " used");
    }

    @Test
    void removesWhatKilledProcessesLeft() throws IOException {
        save(100);
        Path left = checkpoints.folder().resolve("step-00000150.safetensors.x.part");
        Files.writeString(left, "half");
        save(200);
        assertThat(left).doesNotExist();
    }

    @Test
    void ignoresFilesOfOtherNames() throws IOException {
        save(100);
        Files.writeString(checkpoints.folder().resolve("step-00000300.safetensors.x.part"), "");
        Files.writeString(checkpoints.folder().resolve("step-300.safetensors"), "");
        assertThat(latest().step()).isEqualTo(100);
        assertThat(notices).isEmpty();
    }

    @Test
    void removesNoOldOneWhenTheNewOneCannotBeWritten() throws IOException {
        save(100);
        save(200);
        Files.createDirectory(file(300));
        assertThatThrownBy(() -> save(300))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        file(300)
                                + ": must be the name of a file, but a folder has that name. Choose"
                                + " another name.");
        assertThat(checkpoints.steps()).containsExactly(100L, 200L, 300L);
    }

    @Test
    void saysThatThereIsNone() {
        assertThatThrownBy(this::latest)
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        folder.resolve("checkpoint")
                                + ": must hold a good checkpoint, but it holds none. Start anew, or"
                                + " give the folder of another run.");
    }

    @Test
    void saysThatNoneIsGood() throws IOException {
        save(100);
        save(200);
        cut(100, 0);
        cut(200, 6);
        assertThatThrownBy(this::latest)
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        folder.resolve("checkpoint")
                                + ": must hold a good checkpoint, but there is only step-00000200"
                                + " (it has only 6 bytes); step-00000100 (it has only 0 bytes)."
                                + " Start anew, or give the folder of another run.");
        assertThat(notices).isEmpty();
    }

    @Test
    void clearRemovesAll() {
        save(100);
        save(200);
        checkpoints.clear();
        assertThat(checkpoints.steps()).isEmpty();
    }

    @Test
    void rejectsMetadataOfItsOwnNames() {
        assertThatThrownBy(() -> checkpoints.save(100, Map.of(), Map.of("step", "7")))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        file(100)
                                + ": metadata must leave step and sha256 to the checkpoint, but"
                                + " they hold step. Choose another name.");
    }

    @Test
    void sumIsTheOneOfTheFileWithZerosInItsPlace() throws IOException {
        save(100);
        byte[] bytes = Files.readAllBytes(file(100));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String found = text.replaceAll("(?s).*\"sha256\":\"([0-9a-f]{64})\".*", "$1");
        byte[] zeros = text.replace(found, "0".repeat(64)).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(HexFormat.of().formatHex(Seal.digest().digest(zeros))).isEqualTo(found);
    }
}
