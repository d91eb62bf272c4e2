package org.chainrule.notebooks.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.notebooks.display.Bundle;

/**
 * One output of a cell.
 *
 * @param type what Jupyter calls it: stream, display_data, execute_result or error
 * @param name which stream, or the kind of error; empty for others
 * @param data by MIME type; of a stream and an error the text alone
 * @param metadata how the forms are shown, such as the width of a picture
 */
public record Output(String type, String name, Map<String, String> data, JsonObject metadata) {
    static final String STREAM = "stream";
    static final String ERROR = "error";
    static final String RESULT = "execute_result";
    private static final Pattern THROWN = Pattern.compile("(?:\\w+\\.)*(\\w+): ");

    /** JJava wraps what a cell threw, and says so in these words. */
    private static final Pattern WRAPPED =
            Pattern.compile("(?:[a-z]\\w*\\.)+([A-Z]\\w*), (.*)", Pattern.DOTALL);

    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

    static Output stream(String name, String text) {
        return new Output(STREAM, name, Map.of(Bundle.PLAIN, text), new JsonObject());
    }

    static Output error(String name, String message) {
        return new Output(ERROR, name, Map.of(Bundle.PLAIN, message), new JsonObject());
    }

    static Output of(JsonObject json) {
        String type = json.get("output_type").getAsString();
        if (type.equals(STREAM)) {
            return stream(json.get("name").getAsString(), Json.joined(json.get("text")));
        }
        if (type.equals(ERROR)) {
            Matcher wrapped = WRAPPED.matcher(json.get("evalue").getAsString());
            return wrapped.matches()
                    ? error(wrapped.group(1), wrapped.group(2))
                    : error(name(json), message(json));
        }
        Map<String, String> data = new TreeMap<>();
        JsonObject forms = json.getAsJsonObject("data");
        forms.keySet().forEach(mime -> data.put(mime, Json.joined(forms.get(mime))));
        return new Output(type, "", data, json.getAsJsonObject("metadata"));
    }

    /**
     * The kind of error: kernels name the class that was thrown in the first line of the stack,
     * IJava below a ruler.
     */
    private static String name(JsonObject json) {
        String first =
                traceback(json).lines().filter(line -> !line.matches("-+")).findFirst().orElse("");
        Matcher thrown = THROWN.matcher(first);
        return thrown.lookingAt() ? thrown.group(1) : json.get("ename").getAsString();
    }

    private static String traceback(JsonObject json) {
        StringBuilder text = new StringBuilder();
        for (JsonElement line : json.getAsJsonArray("traceback")) {
            text.append(COLOURS.matcher(line.getAsString()).replaceAll("")).append('\n');
        }
        return text.toString().strip();
    }

    /** What went wrong, without the frames of the stack. */
    private static String message(JsonObject json) {
        String value = json.get("evalue").getAsString();
        if (!value.isBlank()) {
            return value;
        }
        return traceback(json);
    }

    /** The text that is compared: what a terminal would show. */
    public String text() {
        return data.getOrDefault(Bundle.PLAIN, "");
    }

    public boolean isError() {
        return type.equals(ERROR);
    }

    /** Whether this goes on with what was printed before. */
    boolean continues(Output before) {
        return type.equals(STREAM) && before.type.equals(STREAM) && name.equals(before.name);
    }

    Output after(Output before) {
        return stream(name, before.text() + text());
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("output_type", type);
        if (type.equals(STREAM)) {
            json.addProperty("name", name);
            json.add("text", Json.lines(text()));
        } else if (type.equals(ERROR)) {
            json.addProperty("ename", name);
            json.addProperty("evalue", text());
            JsonArray traceback = new JsonArray();
            (name + ": " + text()).lines().forEach(traceback::add);
            json.add("traceback", traceback);
        } else {
            JsonObject forms = new JsonObject();
            data.forEach((mime, text) -> forms.add(mime, form(mime, text)));
            json.add("data", forms);
            json.add("metadata", metadata);
        }
        return json;
    }

    private static JsonElement form(String mime, String text) {
        boolean isBinary = mime.startsWith("image/") && !mime.equals("image/svg+xml");
        return isBinary ? new JsonPrimitive(text.strip()) : Json.lines(text.stripTrailing());
    }

    /** The MIME types. */
    public Set<String> forms() {
        return data.keySet();
    }
}
