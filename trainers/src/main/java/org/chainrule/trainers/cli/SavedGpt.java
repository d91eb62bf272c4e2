package org.chainrule.trainers.cli;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.chainrule.datasets.Tokenizer;
import org.chainrule.datasets.Tokenizers;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Precision;
import org.chainrule.models.Gpt;
import org.chainrule.trainers.storage.AtomicFile;
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
    private static final String KIND = "gpt";

    /**
     * How a GPT is trained, as far as a run that resumes must know.
     *
     * @param preset the preset it began with
     * @param data the name or the path of its text
     * @param steps how many steps there will be
     * @param batch how many examples a step sees
     * @param rate the learning rate at its peak
     * @param seed what everything is drawn from
     * @param every steps from one checkpoint to the next
     * @param gradients where gradients come from
     * @param precision the numbers of matrix products
     * @param accumulate how many batches make a step; null for one
     * @param average how much of the average of the weights stays in a step; null for no average
     * @param patience after how many validations without improvement it stops; null for none
     */
    record RunConfig(
            String preset,
            String data,
            long steps,
            int batch,
            double rate,
            long seed,
            long every,
            Gradients gradients,
            Precision precision,
            Integer accumulate,
            Double average,
            Integer patience) {

        private boolean isWhole() {
            return preset != null && data != null && gradients != null && precision != null;
        }
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("kind", KIND);
        json.add("model", GSON.toJsonTree(config));
        json.add("tokenizer", JsonParser.parseString(tokenizer.toJson()));
        json.add("run", GSON.toJsonTree(run));
        return json;
    }

    /** Writes {@code config.json}, so that a run can resume before its first model is saved. */
    void describe(Path folder) {
        byte[] text = GSON.toJson(json()).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(folder.resolve("config.json"), file -> file.write(text));
    }

    static SavedGpt from(Path folder) {
        JsonObject json = new ModelFolder(folder).config();
        try {
            JsonElement kind = json.get("kind");
            if (kind == null || !kind.getAsString().equals(KIND)) {
                throw damaged(folder, "its kind is " + kind, null);
            }
            Gpt.Config config = GSON.fromJson(json.get("model"), Gpt.Config.class);
            Tokenizer tokenizer = Tokenizers.fromJson(String.valueOf(json.get("tokenizer")));
            RunConfig run = GSON.fromJson(json.get("run"), RunConfig.class);
            if (config == null || run == null || !run.isWhole()) {
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
        return new ChainruleException(
                folder.resolve("config.json").toString(),
                "the file must describe a GPT, as train writes it",
                "but " + found,
                "Train the model again, or restore the file.",
                cause);
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
