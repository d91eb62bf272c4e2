package org.chainrule.dsl.parity;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.chainrule.dsl.eval.NumericArray;

/**
 * A case of the reference values that PyTorch computed; {@code parity.py} among the test resources
 * says how.
 *
 * @param name what was computed
 * @param inputs the inputs, exact in 32 bits
 * @param whole which inputs hold whole numbers
 * @param doubles what comes out in 64 bits
 * @param floats what PyTorch gives in 32 bits
 */
record Reference(
        String name,
        Map<String, NumericArray> inputs,
        Set<String> whole,
        Map<String, NumericArray> doubles,
        Map<String, NumericArray> floats) {

    /** The cases of a family, by name. */
    static Map<String, Reference> family(String family) {
        String path = "/parity/" + family + ".json";
        try (Reader reader =
                new InputStreamReader(
                        Reference.class.getResourceAsStream(path), StandardCharsets.UTF_8)) {
            return StreamSupport.stream(
                            JsonParser.parseReader(reader)
                                    .getAsJsonObject()
                                    .getAsJsonArray("cases")
                                    .spliterator(),
                            false)
                    .map(each -> of(each.getAsJsonObject()))
                    .collect(
                            Collectors.toMap(
                                    Reference::name,
                                    each -> each,
                                    (a, b) -> {
                                        throw new IllegalStateException("twice: " + a.name());
                                    },
                                    LinkedHashMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reference of(JsonObject json) {
        Set<String> whole = new TreeSet<>();
        json.getAsJsonObject("inputs")
                .entrySet()
                .forEach(
                        input -> {
                            if (input.getValue().getAsJsonObject().get("whole").getAsBoolean()) {
                                whole.add(input.getKey());
                            }
                        });
        return new Reference(
                json.get("name").getAsString(),
                singles(json.getAsJsonObject("inputs")),
                whole,
                arrays(json.getAsJsonObject("double")),
                singles(json.getAsJsonObject("float")));
    }

    /** Nine digits name a number of 32 bits, but are not the number itself. */
    private static Map<String, NumericArray> singles(JsonObject json) {
        Map<String, NumericArray> arrays = arrays(json);
        arrays.replaceAll((name, array) -> array.map(x -> (float) x));
        return arrays;
    }

    private static Map<String, NumericArray> arrays(JsonObject json) {
        Map<String, NumericArray> arrays = new LinkedHashMap<>();
        json.entrySet().forEach(e -> arrays.put(e.getKey(), array(e.getValue().getAsJsonObject())));
        return arrays;
    }

    private static NumericArray array(JsonObject json) {
        return NumericArray.of(
                StreamSupport.stream(json.getAsJsonArray("values").spliterator(), false)
                        .mapToDouble(JsonElement::getAsDouble)
                        .toArray(),
                StreamSupport.stream(json.getAsJsonArray("sizes").spliterator(), false)
                        .mapToLong(JsonElement::getAsLong)
                        .toArray());
    }
}
