package org.chainrule.datasets;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;

/** Reads the two files that hold GPT-2's tokenizer. */
final class Gpt2Files {
    private static final String MEND = "Take both files from the same model, complete.";
    private static final List<String> VOCABULARIES = List.of("vocab.json", "encoder.json");
    private static final List<String> MERGES = List.of("merges.txt", "vocab.bpe");
    private static final String HEADER = "#version";

    private Gpt2Files() {}

    static BytePairs read(Path folder) {
        return read(only(folder, VOCABULARIES), only(folder, MERGES));
    }

    private static Path only(Path folder, List<String> names) {
        return names.stream()
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(
                        () ->
                                new ChainruleException(
                                        folder.toString(),
                                        "the folder must hold " + String.join(" or ", names),
                                        "but there is neither",
                                        "Put both files of the tokenizer there, or name them."));
    }

    static BytePairs read(Path vocabulary, Path merges) {
        Map<String, Integer> numbers = numbers(vocabulary);
        List<String> lines = lines(TextFile.read(merges));
        boolean hasHeader = lines.get(0).startsWith(HEADER);
        var origin =
                new BytePairs.Origin(
                        vocabulary.toString(), merges.toString(), "line", hasHeader ? 2 : 1, MEND);
        return new BytePairs(numbers, hasHeader ? lines.subList(1, lines.size()) : lines, origin);
    }

    /** Lines that end in LF or CRLF; what a last one without end holds is a line too. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\r?\n", -1)));
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    private static Map<String, Integer> numbers(Path file) {
        return numbers(json(file), file.toString(), MEND);
    }

    private static JsonElement json(Path file) {
        JsonReader reader = new JsonReader(new StringReader(TextFile.read(file)));
        reader.setStrictness(Strictness.STRICT);
        try {
            JsonElement json = JsonParser.parseReader(reader);
            if (reader.peek() == JsonToken.END_DOCUMENT) {
                return json;
            }
            throw notJson(file, null);
        } catch (JsonParseException | IOException e) {
            throw notJson(file, e);
        }
    }

    private static ChainruleException notJson(Path file, Exception cause) {
        return new ChainruleException(
                file.toString(), "must be a JSON object", "but it is not JSON", MEND, cause);
    }

    /** The fields of a JSON object, each of which is a number of a token. */
    static Map<String, Integer> numbers(JsonElement json, String where, String mend) {
        if (!json.isJsonObject()) {
            throw new ChainruleException(
                    where, "must be a JSON object", "but it is another JSON value", mend);
        }
        JsonObject object = json.getAsJsonObject();
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
            try {
                numbers.put(entry.getKey(), Integer.parseInt(entry.getValue().toString()));
            } catch (NumberFormatException e) {
                throw new ChainruleException(
                        where,
                        "every token must have a whole number",
                        "but \"%s\" has %s".formatted(entry.getKey(), entry.getValue()),
                        mend,
                        e);
            }
        }
        return numbers;
    }
}
