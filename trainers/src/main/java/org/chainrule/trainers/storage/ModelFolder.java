package org.chainrule.trainers.storage;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.error.IoReason;

/**
 * A folder that holds a trained model: {@code config.json}, which says what it is, and {@code
 * model.safetensors}, its weights.
 *
 * <pre>{@code
 * import ai.djl.ndarray.NDArray;
 * import ai.djl.ndarray.NDManager;
 * import ai.djl.ndarray.types.Shape;
 * import com.google.gson.JsonObject;
 * import java.nio.file.Path;
 * import java.util.Map;
 * import org.chainrule.trainers.storage.ModelFolder;
 *
 * var folder = new ModelFolder(Path.of("run"));
 * try (NDManager manager = NDManager.newBaseManager()) {
 *     Map<String, NDArray> weights = Map.of("dense.weight", manager.ones(new Shape(2, 3)));
 *     folder.save(new JsonObject(), weights);
 *     folder.copyInto(weights);
 * }
 * }</pre>
 *
 * @param path the folder
 */
public record ModelFolder(Path path) {
    private static final String CONFIG = "config.json";
    private static final String WEIGHTS = "model.safetensors";
    private static final Gson GSON =
            new GsonBuilder()
                    .setPrettyPrinting()
                    .disableHtmlEscaping()
                    .serializeNulls()
                    .setStrictness(Strictness.STRICT)
                    .create();

    /** What Hugging Face's libraries ask of a file: that its axes are as in PyTorch. */
    private static final Map<String, String> METADATA = Map.of("format", "pt");

    /**
     * Writes both files; each is replaced as a whole.
     *
     * @param config what is needed to build the network again
     * @param weights the network's weights by name
     * @throws ChainruleException if the folder cannot be written
     */
    public void save(JsonObject config, Map<String, NDArray> weights) {
        describe(config);
        Safetensors.write(path.resolve(WEIGHTS), weights, METADATA);
    }

    /**
     * Writes the configuration alone, for a run that may be killed before it has weights to save.
     *
     * @param config what is needed to build the network again
     * @throws ChainruleException if the folder cannot be written
     */
    public void describe(JsonObject config) {
        byte[] json = (GSON.toJson(config) + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(path.resolve(CONFIG), out -> out.write(json));
    }

    /**
     * The configuration.
     *
     * @throws ChainruleException if there is none, or it is not a JSON object
     */
    public JsonObject config() {
        Path file = existing(CONFIG);
        String found;
        try {
            JsonElement config = GSON.fromJson(Files.readString(file), JsonElement.class);
            if (config instanceof JsonObject object) {
                return object;
            }
            found = "it is not an object";
        } catch (CharacterCodingException e) {
            found = "it is not UTF-8";
        } catch (IOException e) {
            throw new ChainruleException(
                    file.toString(),
                    "must be readable",
                    "but it is not (" + IoReason.of(e) + ")",
                    "Make it readable.",
                    e);
        } catch (JsonParseException e) {
            found = "it is not JSON" + JsonPlace.in(e);
        }
        throw new ChainruleException(
                file.toString(),
                "must be a JSON object",
                "but " + found,
                "Mend it, or save the model again.");
    }

    /**
     * Reads the weights.
     *
     * @param manager the manager that will own them
     * @throws ChainruleException if the file is missing or damaged
     */
    public Map<String, NDArray> weights(NDManager manager) {
        return Safetensors.read(existing(WEIGHTS), manager).arrays();
    }

    /**
     * Copies the stored weights into those of a network, in place.
     *
     * @param weights all of the network's weights, by name
     * @throws ChainruleException if the file is missing or damaged, or names or shapes differ; then
     *     no weight has changed
     */
    public void copyInto(Map<String, NDArray> weights) {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Fit.copy(path.resolve(WEIGHTS).toString(), weights(manager), weights);
        }
    }

    private Path existing(String name) {
        if (!Files.isDirectory(path)) {
            throw new ChainruleException(
                    path.toString(),
                    "must be the folder of a trained model",
                    Files.exists(path) ? "but it is a file" : "but there is no such folder",
                    "Give the folder that training wrote.");
        }
        Path file = path.resolve(name);
        if (!Files.exists(file)) {
            throw new ChainruleException(
                    path.toString(),
                    "must hold %s and %s".formatted(CONFIG, WEIGHTS),
                    "but there is no " + name,
                    "Give the folder that training wrote.");
        }
        return file;
    }
}
