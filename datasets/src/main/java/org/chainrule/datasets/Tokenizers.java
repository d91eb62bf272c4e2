package org.chainrule.datasets;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;

/** Reads tokenizers that were saved as JSON. */
public final class Tokenizers {
    private static final String WHERE = "tokenizer JSON";
    private static final String MEND = "Take the file from the run that trained the model.";
    private static final BytePairs.Origin BYTE_PAIRS =
            new BytePairs.Origin(WHERE + ", vocabulary", WHERE + ", merges", "merge", 1, MEND);

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
     * @throws ChainruleException if the text is not such an object, the kind is unknown, the
     *     vocabulary or the merges are not valid, or the library of a {@link PretrainedTokenizer}
     *     is missing
     */
    public static Tokenizer fromJson(String json) {
        JsonObject object = object(json);
        String kind = string(object, "kind");
        return switch (kind) {
            case CharTokenizer.KIND -> CharTokenizer.ofVocabulary(string(object, "vocabulary"));
            case ByteTokenizer.KIND -> new ByteTokenizer();
            case BytePairTokenizer.KIND -> bytePairs(object);
            case PretrainedTokenizer.KIND -> PretrainedTokenizer.of(WHERE, field(object, "json"));
            default ->
                    throw new ChainruleException(
                            WHERE,
                            "kind must be \"%s\", \"%s\", \"%s\" or \"%s\""
                                    .formatted(
                                            CharTokenizer.KIND,
                                            ByteTokenizer.KIND,
                                            BytePairTokenizer.KIND,
                                            PretrainedTokenizer.KIND),
                            "but it is \"" + kind + "\"",
                            "A later version of Chainrule may read it. " + MEND);
        };
    }

    private static BytePairTokenizer bytePairs(JsonObject object) {
        Map<String, Integer> numbers =
                Gpt2Files.numbers(field(object, "vocabulary"), WHERE + ", vocabulary", MEND);
        JsonElement merges = field(object, "merges");
        boolean areStrings =
                merges.isJsonArray()
                        && merges.getAsJsonArray().asList().stream().allMatch(Tokenizers::isString);
        if (!areStrings) {
            throw new ChainruleException(
                    WHERE, "\"merges\" must be a list of strings", "but it is not", MEND);
        }
        List<String> lines =
                merges.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList();
        return new BytePairTokenizer(new BytePairs(numbers, lines, BYTE_PAIRS));
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

    private static JsonElement field(JsonObject object, String field) {
        JsonElement value = object.get(field);
        if (value == null) {
            throw new ChainruleException(
                    WHERE, "must have the field \"" + field + "\"", "but it has none", MEND);
        }
        return value;
    }

    private static boolean isString(JsonElement value) {
        return value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
    }

    private static String string(JsonObject object, String field) {
        JsonElement value = field(object, field);
        if (!isString(value)) {
            throw new ChainruleException(
                    WHERE, "\"" + field + "\" must be a string", "but it is " + value, MEND);
        }
        return value.getAsString();
    }
}
