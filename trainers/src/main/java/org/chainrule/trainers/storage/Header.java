package org.chainrule.trainers.storage;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands before the data of a safetensors file.
 *
 * @param entries the arrays, in the order in which they were given
 * @param metadata more about the file
 */
record Header(List<Entry> entries, Map<String, String> metadata) {
    static final String METADATA = "__metadata__";

    /** How many bytes hold the length of the header. */
    static final int LENGTH_BYTES = Long.BYTES;

    /** The greatest length that the format allows. */
    static final int MAX_LENGTH = 100_000_000;

    private static final int ALIGNMENT = 8;

    /**
     * One array.
     *
     * @param name what it is called
     * @param type the type of its numbers in the file
     * @param shape its sizes
     * @param begin where its bytes begin, counted from the first byte after the header
     * @param end where they end
     */
    record Entry(String name, NumberType type, Shape shape, long begin, long end) {}

    /**
     * Lays arrays out without gaps: those of the widest numbers first, so that each number lies at
     * a multiple of its own size.
     */
    static Header of(Map<String, NDArray> arrays, Map<String, String> metadata) {
        List<String> places = new ArrayList<>(arrays.keySet());
        places.sort(Comparator.comparingInt(name -> -type(arrays.get(name)).width()));
        Map<String, Entry> byName = new LinkedHashMap<>();
        arrays.keySet().forEach(name -> byName.put(name, null));
        long begin = 0;
        for (String name : places) {
            NDArray array = arrays.get(name);
            NumberType type = type(array);
            long end = begin + array.size() * type.width();
            byName.put(name, new Entry(name, type, array.getShape(), begin, end));
            begin = end;
        }
        return new Header(List.copyOf(byName.values()), metadata);
    }

    private static NumberType type(NDArray array) {
        return NumberType.of(array.getDataType()).orElseThrow();
    }

    /** The same with other metadata. */
    Header withMetadata(Map<String, String> other) {
        return new Header(entries, other);
    }

    /** The arrays in the order of their bytes. */
    List<Entry> inOrderOfData() {
        return entries.stream()
                .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
                .toList();
    }

    /** Length and JSON, padded with spaces so that the data begin at a multiple of 8. */
    byte[] bytes() {
        byte[] json = json().getBytes(StandardCharsets.UTF_8);
        int length = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH_BYTES + length);
        bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(length).put(json);
        while (bytes.hasRemaining()) {
            bytes.put((byte) ' ');
        }
        return bytes.array();
    }

    private String json() {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.setStrictness(Strictness.STRICT);
            json.beginObject();
            if (!metadata.isEmpty()) {
                json.name(METADATA).beginObject();
                for (Map.Entry<String, String> entry : metadata.entrySet()) {
                    json.name(entry.getKey()).value(entry.getValue());
                }
                json.endObject();
            }
            for (Entry entry : entries) {
                write(entry, json);
            }
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes every character", e);
        }
        return text.toString();
    }

    private static void write(Entry entry, JsonWriter json) throws IOException {
        json.name(entry.name()).beginObject();
        json.name("dtype").value(entry.type().name());
        json.name("shape").beginArray();
        for (long size : entry.shape().getShape()) {
            json.value(size);
        }
        json.endArray();
        json.name("data_offsets").beginArray().value(entry.begin()).value(entry.end()).endArray();
        json.endObject();
    }
}
