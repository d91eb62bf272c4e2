package org.chainrule.notebooks.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.error.IoReason;
import org.chainrule.trainers.storage.AtomicFile;

/**
 * A notebook as it lies in the repository: its cells and what they showed. Whatever else Jupyter
 * stores (times, versions, how far a page was scrolled) is left out when it is read, so that an
 * execution that changes nothing leaves the file as it was.
 *
 * @param cells the cells, in order
 */
public record Notebook(List<Cell> cells) {
    private static final int MAJOR = 4;
    private static final int MINOR = 5; // the first in which cells have ids

    public Notebook {
        cells = List.copyOf(cells);
    }

    /**
     * Reads a notebook.
     *
     * @throws ChainruleException if the file cannot be read or is no notebook of format 4
     */
    public static Notebook read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new ChainruleException(
                    file.toString(),
                    "the notebook must be a file that can be read",
                    "but " + IoReason.of(e),
                    "Give the path of a file that ends in .ipynb.",
                    e);
        }
        try {
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            if (json.get("nbformat").getAsInt() != MAJOR) {
                throw new IllegalStateException("another format");
            }
            return of(json);
        } catch (JsonParseException | IllegalStateException | NullPointerException e) {
            throw new ChainruleException(
                    file.toString(),
                    "the file must hold a notebook of format 4",
                    "but it does not (" + e.getMessage() + ")",
                    "Open it in Jupyter and save it.",
                    e);
        }
    }

    private static Notebook of(JsonObject json) {
        List<Cell> cells = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonElement each : json.getAsJsonArray("cells")) {
            JsonObject cell = each.getAsJsonObject();
            boolean isCode = cell.get("cell_type").getAsString().equals("code");
            String source = Json.joined(cell.get("source")).stripTrailing();
            String id = cell.has("id") ? cell.get("id").getAsString() : named(source);
            while (!ids.add(id)) {
                id = named(id + source);
            }
            List<Output> outputs = isCode ? outputs(cell.getAsJsonArray("outputs")) : List.of();
            cells.add(new Cell(id, isCode, source, tags(cell), outputs));
        }
        return new Notebook(cells);
    }

    /** A name that follows from what is written in a cell. */
    private static String named(String source) {
        return String.format("%08x", source.hashCode());
    }

    private static List<String> tags(JsonObject cell) {
        List<String> tags = new ArrayList<>();
        JsonObject metadata = cell.getAsJsonObject("metadata");
        if (metadata.has("tags")) {
            metadata.getAsJsonArray("tags").forEach(tag -> tags.add(tag.getAsString()));
        }
        return tags;
    }

    /** The outputs, with what was printed in several pieces in one. */
    private static List<Output> outputs(JsonArray json) {
        List<Output> outputs = new ArrayList<>();
        for (JsonElement each : json) {
            Output output = Output.of(each.getAsJsonObject());
            int last = outputs.size() - 1;
            if (last >= 0 && output.continues(outputs.get(last))) {
                outputs.set(last, output.after(outputs.get(last)));
            } else {
                outputs.add(output);
            }
        }
        return outputs;
    }

    /** The code cells, in order. */
    public List<Cell> code() {
        return cells.stream().filter(Cell::isCode).toList();
    }

    /** The same cells with the outputs of another run; Jupyter gives cells without ids new ones. */
    Notebook withOutputsOf(Notebook run) {
        return new Notebook(
                IntStream.range(0, cells.size())
                        .mapToObj(i -> cells.get(i).with(run.cells.get(i).outputs()))
                        .toList());
    }

    /** Writes the notebook, whole or not at all. */
    public void write(Path file) {
        byte[] bytes = text().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    /** The file's contents. */
    public String text() {
        JsonArray list = new JsonArray();
        boolean isRun = cells.stream().anyMatch(cell -> !cell.outputs().isEmpty());
        int count = 0;
        for (Cell cell : cells) {
            count += cell.isCode() ? 1 : 0;
            list.add(json(cell, isRun ? new JsonPrimitive(count) : JsonNull.INSTANCE));
        }
        JsonObject json = new JsonObject();
        json.add("cells", list);
        json.add("metadata", metadata());
        json.addProperty("nbformat", MAJOR);
        json.addProperty("nbformat_minor", MINOR);
        return Json.text(json);
    }

    private static JsonObject json(Cell cell, JsonElement count) {
        JsonObject json = new JsonObject();
        json.addProperty("id", cell.id());
        json.addProperty("cell_type", cell.isCode() ? "code" : "markdown");
        JsonObject metadata = new JsonObject();
        if (!cell.tags().isEmpty()) {
            JsonArray tags = new JsonArray();
            cell.tags().forEach(tags::add);
            metadata.add("tags", tags);
        }
        json.add("metadata", metadata);
        json.add("source", Json.lines(cell.source()));
        if (cell.isCode()) {
            json.add("execution_count", count);
            JsonArray outputs = new JsonArray();
            cell.outputs().forEach(output -> outputs.add(output.json()));
            json.add("outputs", outputs);
        }
        return json;
    }

    /** What any Java kernel is content with. */
    private static JsonObject metadata() {
        JsonObject kernel = new JsonObject();
        kernel.addProperty("display_name", "Java");
        kernel.addProperty("language", "java");
        kernel.addProperty("name", "java");
        JsonObject language = new JsonObject();
        language.addProperty("file_extension", ".jshell");
        language.addProperty("mimetype", "text/x-java-source");
        language.addProperty("name", "java");
        language.addProperty("pygments_lexer", "java");
        JsonObject metadata = new JsonObject();
        metadata.add("kernelspec", kernel);
        metadata.add("language_info", language);
        return metadata;
    }
}
