package org.chainrule.trainers.cli;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.chainrule.datasets.Tokenizer;
import org.chainrule.datasets.Tokenizers;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.models.Gpt;
import org.chainrule.trainers.storage.ModelFolder;

/**
 * A GPT with its tokenizer and the run that trains it, as {@code config.json} tells of them.
 *
 * @param config the network
 * @param tokenizer what its tokens stand for
 * @param run how it is trained
 */
record SavedGpt(Gpt.Config config, Tokenizer tokenizer, RunConfig run) {
    private static final Gson GSON = new Gson();

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("kind", ModelKind.GPT.label());
        json.add("model", GSON.toJsonTree(config));
        json.add("tokenizer", JsonParser.parseString(tokenizer.toJson()));
        json.add("run", GSON.toJsonTree(run));
        return json;
    }

    static SavedGpt from(Path folder) {
        JsonObject json = new ModelFolder(folder).config();
        try {
            JsonElement kind = json.get("kind");
            if (kind == null || !kind.getAsString().equals(ModelKind.GPT.label())) {
                throw damaged(folder, "its kind is " + kind, null);
            }
            Gpt.Config config = GSON.fromJson(json.get("model"), Gpt.Config.class);
            Tokenizer tokenizer = Tokenizers.fromJson(String.valueOf(json.get("tokenizer")));
            RunConfig run = RunConfig.of(folder, ModelKind.GPT, json);
            if (config == null) {
                throw damaged(folder, "a part of it is missing", null);
            }
            if (config.vocabulary() != tokenizer.vocabularySize()) {
                String found =
                        "its model has %d tokens and its tokenizer %d"
                                .formatted(config.vocabulary(), tokenizer.vocabularySize());
                throw damaged(folder, found, null);
            }
            return new SavedGpt(config, tokenizer, run);
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
            throw damaged(folder, "it can't be read", e);
        }
    }

    private static ChainruleException damaged(Path folder, String found, Exception cause) {
        return ModelKind.GPT.damaged(folder, found, cause);
    }

    /** What text begins with unless told otherwise: a new line, where the model knows it. */
    String beginning() {
        String newLine = "\n";
        boolean isKnown =
                IntStream.range(0, tokenizer.vocabularySize())
                        .anyMatch(token -> tokenizer.decode(token).equals(newLine));
        return isKnown ? newLine : tokenizer.decode(0);
    }

    SequenceNet net() {
        return Gpt.of(config);
    }

    /** The trained weights. */
    Weights weights(Path folder) {
        Weights weights = new Weights(net().stored(), 0, DataType.FLOAT32, Device.cpu());
        try {
            new ModelFolder(folder).copyInto(weights.arrays());
            return weights;
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
    }
}
