package org.chainrule.datasets;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.error.IoReason;

/**
 * The tokenizer of a {@code tokenizer.json}, as Hugging Face's library writes it: byte pairs, word
 * pieces or unigrams, with their normalization and all else that the file holds.
 *
 * <p>Marks that the file would put around a text are left out, and nothing is padded or cut off.
 * Where the file normalizes text, {@code decode(encode(text))} is the normalized text.
 *
 * <p>It needs the library {@code ai.djl.huggingface:tokenizers}, which is no part of Chainrule: 19
 * MB with what is native in it. Its native memory is freed with {@link #close}, at the latest at
 * the end of the process.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 *
 * Tokenizer tokenizer = PretrainedTokenizer.read(Path.of("bert/tokenizer.json"));
 * TextData data = TextData.of(Corpora.unicodeNames(), 0.9, tokenizer);
 * }</pre>
 */
public final class PretrainedTokenizer implements Tokenizer, AutoCloseable {
    static final String KIND = "tokenizer.json";
    private static final Gson JSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();
    private static final String MEND = "Take the file from the model's own folder.";

    private final JsonObject json;
    private final int vocabularySize;
    private final HuggingFaceTokenizer tokenizer;

    private PretrainedTokenizer(JsonObject json, int vocabularySize, HuggingFaceTokenizer opened) {
        this.json = json;
        this.vocabularySize = vocabularySize;
        tokenizer = opened;
    }

    /**
     * Reads a file.
     *
     * @param file a {@code tokenizer.json}
     * @return its tokenizer
     * @throws ChainruleException if it cannot be read, is no such file, or the library is missing
     */
    public static PretrainedTokenizer read(Path file) {
        String text = TextFile.decode(file, TextFile.bytes(file));
        JsonElement element;
        try {
            element = JsonParser.parseString(text);
        } catch (JsonParseException e) {
            throw new ChainruleException(
                    file.toString(), "must be a JSON object", "but it is not JSON", MEND, e);
        }
        return of(file.toString(), element);
    }

    /**
     * The tokenizer of parsed JSON.
     *
     * @param where it comes from, for errors
     */
    static PretrainedTokenizer of(String where, JsonElement element) {
        if (!element.isJsonObject()) {
            throw new ChainruleException(
                    where, "must be a JSON object", "but it is another JSON value", MEND);
        }
        JsonObject json = element.getAsJsonObject();
        int size = vocabularySize(where, json);
        try {
            byte[] bytes = JSON.toJson(json).getBytes(StandardCharsets.UTF_8);
            Map<String, String> options =
                    Map.of("truncation", "do_not_truncate", "padding", "do_not_pad");
            var opened = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(bytes), options);
            return new PretrainedTokenizer(json, size, opened);
        } catch (NoClassDefFoundError e) {
            throw new ChainruleException(
                    where,
                    "needs the library ai.djl.huggingface:tokenizers",
                    "but it is not on the class path",
                    "Add it to the dependencies, in the version of DJL (0.35.1).",
                    e);
        } catch (IOException e) {
            throw broken(where, IoReason.of(e), e);
        } catch (RuntimeException e) {
            throw broken(where, String.valueOf(e.getMessage()), e);
        }
    }

    private static ChainruleException broken(String where, String reason, Exception e) {
        return new ChainruleException(
                where,
                "must be a tokenizer that Hugging Face's library reads",
                "but it says: " + reason.strip(),
                MEND,
                e);
    }

    /** One more than the greatest number of a token. */
    private static int vocabularySize(String where, JsonObject json) {
        try {
            JsonElement vocabulary = json.getAsJsonObject("model").get("vocab");
            int size = 0;
            if (vocabulary.isJsonArray()) {
                size = vocabulary.getAsJsonArray().size();
            } else {
                for (JsonElement number : vocabulary.getAsJsonObject().asMap().values()) {
                    size = Math.max(size, number.getAsInt() + 1);
                }
            }
            JsonElement added = json.get("added_tokens");
            if (added != null && added.isJsonArray()) {
                for (JsonElement token : added.getAsJsonArray()) {
                    int number = token.getAsJsonObject().get("id").getAsInt();
                    size = Math.max(size, number + 1);
                }
            }
            return size;
        } catch (NullPointerException
                | ClassCastException
                | IllegalStateException
                | UnsupportedOperationException
                | NumberFormatException e) {
            throw new ChainruleException(
                    where,
                    "must have a model with a vocabulary that numbers its tokens",
                    "but it has none",
                    MEND,
                    e);
        }
    }

    @Override
    public int[] encode(String text) {
        WellFormed.require("PretrainedTokenizer.encode", text);
        if (text.isEmpty()) {
            return new int[0];
        }
        long[] tokens = tokenizer.encode(text, false, false).getIds();
        return Arrays.stream(tokens).mapToInt(Math::toIntExact).toArray();
    }

    @Override
    public String decode(int... tokens) {
        for (int i = 0; i < tokens.length; i++) {
            ByteTokenizer.requireToken("PretrainedTokenizer.decode", tokens, i, vocabularySize);
        }
        return tokenizer.decode(Arrays.stream(tokens).asLongStream().toArray(), false);
    }

    @Override
    public int vocabularySize() {
        return vocabularySize;
    }

    /** Keeps tokens until those with the rest of their last character have come. */
    @Override
    public TextDecoder decoder() {
        return new GroupDecoder(this);
    }

    /**
     * This tokenizer as JSON: {@code {"kind":"tokenizer.json","json":{...}}}, with all that its
     * file holds.
     *
     * @return JSON text for {@link Tokenizers#fromJson}
     */
    @Override
    public String toJson() {
        var object = new JsonObject();
        object.addProperty("kind", KIND);
        object.add("json", json);
        return JSON.toJson(object);
    }

    @Override
    public void close() {
        tokenizer.close();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PretrainedTokenizer that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return "PretrainedTokenizer[" + vocabularySize + " tokens]";
    }
}
