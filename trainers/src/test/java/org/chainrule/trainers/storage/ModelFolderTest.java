package org.chainrule.trainers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
    @TempDir private Path path;
    private NDManager manager;
    private ModelFolder folder;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        folder = new ModelFolder(path.resolve("run"));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private Map<String, NDArray> weights(double value) {
        Map<String, NDArray> weights = new LinkedHashMap<>();
        double[] six = IntStream.range(0, 6).mapToDouble(i -> value + i).toArray();
        weights.put("dense.weight", Native.copy(manager, six, new long[] {2, 3}, DataType.FLOAT32));
        double[] one = {value};
        weights.put("scale", Native.copy(manager, one, new long[0], DataType.FLOAT32));
        weights.put("none", manager.create(new Shape(0, 2), DataType.FLOAT32));
        return weights;
    }

    private void assertConfigMessage(String message) {
        assertThatThrownBy(folder::config)
                .isInstanceOf(ChainruleException.class)
                .hasMessage(message);
    }

    private Path file(String name) {
        return folder.path().resolve(name);
    }

    @Test
    void readsWhatWasSaved() {
        JsonObject config =
                JsonParser.parseString(
                                """
                                {"model": "gpt", "width": 128, "tokens": "<\\u2028é\\n\\uD83D\\uDE00>"}
                                """)
                        .getAsJsonObject();
        config.add("data", JsonNull.INSTANCE);
        folder.save(config, weights(1));
        assertThat(folder.config()).isEqualTo(config);
        Map<String, NDArray> again = folder.weights(manager);
        assertThat(again.keySet()).containsExactly("dense.weight", "scale", "none");
        assertThat(again.get("dense.weight").toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(again.get("dense.weight").getShape()).isEqualTo(new Shape(2, 3));
        assertThat(folder.path().toFile().list())
                .containsExactlyInAnyOrder("config.json", "model.safetensors");
    }

    @Test
    void configIsForReaders() {
        JsonObject config = new JsonObject();
        config.addProperty("text", "a < b");
        folder.save(config, Map.of());
        assertThat(file("config.json")).hasContent("{\n  \"text\": \"a < b\"\n}\n");
    }

    @Test
    void copiesIntoTheWeightsOfANetwork() {
        folder.save(new JsonObject(), weights(1));
        Map<String, NDArray> weights = weights(0);
        weights.values().forEach(array -> array.setRequiresGradient(true));
        folder.copyInto(weights);
        assertThat(weights.get("dense.weight").toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(weights.get("scale").getFloat()).isEqualTo(1);
        assertThat(weights.get("scale").hasGradient()).isTrue();
    }

    @Test
    void copiesIntoANetworkOfWiderNumbers() {
        folder.save(new JsonObject(), weights(1));
        Map<String, NDArray> weights = weights(0);
        weights.replaceAll((name, array) -> array.toType(DataType.FLOAT64, true));
        folder.copyInto(weights);
        assertThat(weights.get("dense.weight").toDoubleArray()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void namesTheFirstFewDifferences() {
        Map<String, NDArray> stored = weights(1);
        for (int i = 0; i < 4; i++) {
            stored.put("more." + i, manager.ones(new Shape(1)));
        }
        folder.save(new JsonObject(), stored);
        Map<String, NDArray> weights = weights(0);
        weights.put("dense.weight", manager.zeros(new Shape(3, 2)));
        weights.put("bias", weights.remove("scale"));
        assertThatThrownBy(() -> folder.copyInto(weights))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        file("model.safetensors")
                                + ": arrays must have the network's names and shapes, but"
                                + " \"dense.weight\" is (2, 3) and not (3, 2); \"bias\" is missing;"
                                + " \"scale\" is not in the network; and 4 more differ. Use the"
                                + " configuration that they were saved with.");
        assertThat(weights.get("dense.weight").toFloatArray()).containsOnly(0);
    }

    @Test
    void saysThatThereIsNoFolder() {
        assertConfigMessage(
                folder.path()
                        + ": must be the folder of a trained model, but there is no such folder."
                        + " Give the folder that training wrote.");
    }

    @Test
    void saysThatItIsAFile() throws IOException {
        Files.writeString(folder.path(), "");
        assertConfigMessage(
                folder.path()
                        + ": must be the folder of a trained model, but it is a file. Give the"
                        + " folder that training wrote.");
    }

    @Test
    void saysWhichFileIsMissing() throws IOException {
        Files.createDirectory(folder.path());
        assertConfigMessage(
                folder.path()
                        + ": must hold config.json and model.safetensors, but there is no"
                        + " config.json. Give the folder that training wrote.");
        assertThatThrownBy(() -> folder.weights(manager))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        folder.path()
                                + ": must hold config.json and model.safetensors, but there is no"
                                + " model.safetensors. Give the folder that training wrote.");
    }

    @Test
    void saysWhatIsWrongWithTheConfig() throws IOException {
        Files.createDirectory(folder.path());
        Map<String, String> found =
                Map.of(
                        "[1]", "it is not an object",
                        "", "it is not an object",
                        "{\"a\": 1", "it is not JSON (line 1 column 8)",
                        "{\"a\": 1}}", "it is not JSON (line 1 column 10)");
        for (Map.Entry<String, String> entry : found.entrySet()) {
            Files.writeString(file("config.json"), entry.getKey());
            assertConfigMessage(
                    file("config.json")
                            + ": must be a JSON object, but "
                            + entry.getValue()
                            + ". Mend it, or save the model again.");
        }
        Files.write(file("config.json"), new byte[] {'{', (byte) 0xFF, '}'});
        assertConfigMessage(
                file("config.json")
                        + ": must be a JSON object, but it is not UTF-8. Mend it, or save the model"
                        + " again.");
    }
}
