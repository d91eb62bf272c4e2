package org.chainrule.datasets;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import org.chainrule.dsl.error.ChainruleException;

/** Reads tokenizers that were saved as JSON. */
public final class Tokenizers {
    private static final String WHERE = "tokenizer JSON";
    private static final String MEND = "Take the file from the run that trained the model.";

    private Tokenizers() {}

    /**
     * The tokenizer that {@link Tokenizer#toJson} wrote.
     *
     * <pre>{@code
     * Tokenizer tokenizer = CharTokenizer.of("to be");
     * Tokenizer same = Tokenizers.fromJson(tokenizer.toJson());
     * }</pre>
     *
     * @param json a JSON object, for example {@code {"kind":"characters","vocabulary":" beot"}}
     * @return an equal tokenizer
     * @throws ChainruleException if the text is not such an object, the kind is unknown, or the
     *     vocabulary is not valid
     */
    public static Tokenizer fromJson(String json) {
        JsonObject object = object(json);
        String kind = string(object, "kind");
        if (kind.equals(CharTokenizer.KIND)) {
            return CharTokenizer.ofVocabulary(string(object, "vocabulary"));
        }
        throw new ChainruleException(
                WHERE,
                "kind must be \"" + CharTokenizer.KIND + "\"",
                "but it is \"" + kind + "\"",
                "A later version of Chainrule may read it. " + MEND);
    }

    private static JsonObject object(String json) {
        JsonElement element;
        try {
            element = JsonParser.parseString(json);
        } catch (JsonParseException e) {
            throw new ChainruleException(
                    WHERE, "must be a JSON object", "but it is not JSON", MEND, e);
        }
        if (!element.isJsonObject()) {
            throw new ChainruleException(
                    WHERE, "must be a JSON object", "but it is another JSON value", MEND);
        }
        return element.getAsJsonObject();
    }

    private static String string(JsonObject object, String field) {
        JsonElement value = object.get(field);
        if (value == null) {
            throw new ChainruleException(
                    WHERE, "must have the field \"" + field + "\"", "but it has none", MEND);
        }
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
            throw new ChainruleException(
                    WHERE, "\"" + field + "\" must be a string", "but it is " + value, MEND);
        }
        return value.getAsString();
    }
}
