package org.chainrule.notebooks.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.TreeSet;

/** JSON as Jupyter writes it: sorted names, an indent of one space, a line break at the end. */
final class Json {
    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private Json() {}

    static String text(JsonElement json) {
        var text = new StringWriter();
        try (JsonWriter writer = new JsonWriter(text)) {
            writer.setIndent(" ");
            writer.setHtmlSafe(false);
            writer.setSerializeNulls(true);
            GSON.toJson(sorted(json), writer);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every character", e);
        }
        return text + "\n";
    }

    private static JsonElement sorted(JsonElement json) {
        if (json.isJsonArray()) {
            JsonArray sorted = new JsonArray();
            json.getAsJsonArray().forEach(each -> sorted.add(sorted(each)));
            return sorted;
        }
        if (!json.isJsonObject()) {
            return json;
        }
        JsonObject object = json.getAsJsonObject();
        JsonObject sorted = new JsonObject();
        new TreeSet<>(object.keySet()).forEach(name -> sorted.add(name, sorted(object.get(name))));
        return sorted;
    }

    /** A text as Jupyter stores it: a list of lines, each with its line break. */
    static JsonArray lines(String text) {
        JsonArray lines = new JsonArray();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            int next = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(from, next));
            from = next;
        }
        return lines;
    }

    /** A text that Jupyter stored, as a list of lines or in one. */
    static String joined(JsonElement text) {
        if (!text.isJsonArray()) {
            return text.getAsString();
        }
        StringBuilder joined = new StringBuilder();
        text.getAsJsonArray().forEach(line -> joined.append(line.getAsString()));
        return joined.toString();
    }
}
