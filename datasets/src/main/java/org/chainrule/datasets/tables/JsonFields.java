package org.chainrule.datasets.tables;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.chainrule.dsl.error.ChainruleException;

/** The fields of a JSON object, or a complaint about the first that is not as it must be. */
record JsonFields(JsonObject object) {
    private static final String WHERE = "table encoding JSON";
    private static final String MEND = "Take the file from the run that trained the model.";

    static JsonFields parse(String json) {
        try {
            return of(JsonParser.parseString(json));
        } catch (JsonParseException e) {
            throw new ChainruleException(
                    WHERE, "must be a JSON object", "but it is not JSON", MEND, e);
        }
    }

    private static JsonFields of(JsonElement element) {
        if (!element.isJsonObject()) {
            throw new ChainruleException(
                    WHERE, "must be a JSON object", "but it is another JSON value", MEND);
        }
        return new JsonFields(element.getAsJsonObject());
    }

    static JsonArray array(List<String> texts) {
        var array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }

    static ChainruleException malformed(String mustHold, Object found) {
        return new ChainruleException(WHERE, mustHold, "but it is " + found, MEND);
    }

    String string(String field) {
        return primitive(field, "a string", JsonPrimitive::isString).getAsString();
    }

    double number(String field) {
        return primitive(field, "a number", JsonPrimitive::isNumber).getAsDouble();
    }

    boolean truth(String field) {
        return primitive(field, "true or false", JsonPrimitive::isBoolean).getAsBoolean();
    }

    List<String> strings(String field) {
        return list(
                field,
                element -> {
                    if (!isString(element)) {
                        throw malformed("\"" + field + "\" must hold strings", element);
                    }
                    return element.getAsString();
                });
    }

    /** The policy that {@code missing} names. */
    Missing missing() {
        String word = string("missing");
        return Arrays.stream(Missing.values())
                .filter(policy -> policy.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                malformed(
                                        "\"missing\" must be refuse, drop, mean, median or flag",
                                        "\"" + word + "\""));
    }

    JsonFields fields(String field) {
        return of(value(field));
    }

    <T> List<T> objects(String field, Function<JsonFields, T> read) {
        return list(field, element -> read.apply(of(element)));
    }

    private <T> List<T> list(String field, Function<JsonElement, T> read) {
        JsonElement value = value(field);
        if (!value.isJsonArray()) {
            throw malformed("\"" + field + "\" must be a list", value);
        }
        List<T> all = new ArrayList<>();
        value.getAsJsonArray().forEach(element -> all.add(read.apply(element)));
        return all;
    }

    private JsonPrimitive primitive(String field, String kind, Predicate<JsonPrimitive> isGood) {
        JsonElement value = value(field);
        if (!value.isJsonPrimitive() || !isGood.test(value.getAsJsonPrimitive())) {
            throw malformed("\"" + field + "\" must be " + kind, value);
        }
        return value.getAsJsonPrimitive();
    }

    private static boolean isString(JsonElement element) {
        return element.isJsonPrimitive() && element.getAsJsonPrimitive().isString();
    }

    private JsonElement value(String field) {
        JsonElement value = object.get(field);
        if (value == null) {
            throw new ChainruleException(
                    WHERE, "must have the field \"" + field + "\"", "but it has none", MEND);
        }
        return value;
    }
}
