package org.chainrule.trainers.storage;

import ai.djl.ndarray.types.Shape;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the JSON header of a safetensors file, which may come from anywhere, and checks it. */
final class HeaderReader {
    private static final int SHOWN = 80; // characters of a name in a message

    private final JsonReader json;

    private HeaderReader(String text) {
        json = new JsonReader(new StringReader(text));
        json.setStrictness(Strictness.STRICT);
    }

    /**
     * Reads a header.
     *
     * @param bytes the JSON
     * @param dataLength how many bytes follow it in the file
     * @throws MalformedFileException if it breaks a rule of the format
     */
    static Header read(byte[] bytes, long dataLength) throws MalformedFileException {
        Header header;
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            header = new HeaderReader(text).header();
        } catch (CharacterCodingException e) {
            throw new MalformedFileException("its header is not UTF-8");
        } catch (MalformedJsonException | EOFException e) {
            throw new MalformedFileException("its header is not JSON" + JsonPlace.in(e));
        } catch (MalformedFileException e) {
            throw e;
        } catch (IOException e) {
            throw new MalformedFileException("its header cannot be read (" + e.getMessage() + ")");
        }
        checkPlaces(header, dataLength);
        return header;
    }

    /** The data must be covered from the first to the last byte, each byte once. */
    private static void checkPlaces(Header header, long dataLength) throws MalformedFileException {
        long covered = 0;
        String before = "the header";
        for (Header.Entry entry : header.inOrderOfData()) {
            String name = quote(entry.name());
            require(
                    entry.begin() >= covered,
                    "%s begins at byte %d of the data, but %s ends at byte %d",
                    name,
                    entry.begin(),
                    before,
                    covered);
            require(
                    entry.begin() == covered,
                    "bytes %d to %d of the data belong to no array",
                    covered,
                    entry.begin());
            require(
                    entry.end() <= dataLength,
                    "it is cut short: %s ends at byte %d of the data, of which there are %d",
                    name,
                    entry.end(),
                    dataLength);
            covered = entry.end();
            before = name;
        }
        require(
                covered == dataLength,
                "the last %d bytes belong to no array",
                dataLength - covered);
    }

    private Header header() throws IOException {
        require(json.peek() == JsonToken.BEGIN_OBJECT, "its header is not a JSON object");
        json.beginObject();
        Map<String, Header.Entry> entries = new LinkedHashMap<>();
        Map<String, String> metadata = null;
        while (json.hasNext()) {
            String name = json.nextName();
            boolean isTwice;
            if (name.equals(Header.METADATA)) {
                isTwice = metadata != null;
                metadata = metadata();
            } else {
                isTwice = entries.put(name, entry(name)) != null;
            }
            require(!isTwice, "its header names %s twice", quote(name));
        }
        json.endObject();
        require(json.peek() == JsonToken.END_DOCUMENT, "its header goes on after the JSON object");
        return new Header(List.copyOf(entries.values()), metadata == null ? Map.of() : metadata);
    }

    private Map<String, String> metadata() throws IOException {
        require(json.peek() == JsonToken.BEGIN_OBJECT, "its metadata is not a JSON object");
        Map<String, String> metadata = new LinkedHashMap<>();
        json.beginObject();
        while (json.hasNext()) {
            String key = json.nextName();
            require(json.peek() == JsonToken.STRING, "its metadata %s is not a string", quote(key));
            boolean isTwice = metadata.put(key, json.nextString()) != null;
            require(!isTwice, "its metadata names %s twice", quote(key));
        }
        json.endObject();
        return metadata;
    }

    private Header.Entry entry(String name) throws IOException {
        String where = quote(name);
        require(json.peek() == JsonToken.BEGIN_OBJECT, "%s is not a JSON object", where);
        NumberType type = null;
        Shape shape = null;
        long[] offsets = null;
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "dtype" -> type = type(where);
                case "shape" -> shape = new Shape(numbers(where + " has a shape"));
                case "data_offsets" -> offsets = numbers(where + " has data_offsets");
                default -> json.skipValue();
            }
        }
        json.endObject();
        require(
                type != null && shape != null && offsets != null,
                "%s has no %s",
                where,
                type == null ? "dtype" : shape == null ? "shape" : "data_offsets");
        require(
                offsets.length == 2 && offsets[0] <= offsets[1],
                "%s has data_offsets that are not a begin and an end",
                where);
        long size = size(type, shape, where);
        long held = offsets[1] - offsets[0];
        require(
                size == held,
                "%s has shape %s of %s, which takes %d bytes, and data_offsets that hold %d",
                where,
                shape,
                type.name(),
                size,
                held);
        return new Header.Entry(name, type, shape, offsets[0], offsets[1]);
    }

    private NumberType type(String where) throws IOException {
        require(json.peek() == JsonToken.STRING, "%s has a dtype that is not a string", where);
        String name = json.nextString();
        return NumberType.named(name)
                .orElseThrow(
                        () ->
                                new MalformedFileException(
                                        "%s has dtype %s, and only %s can be read"
                                                .formatted(
                                                        where, quote(name), NumberType.names())));
    }

    private long[] numbers(String what) throws IOException {
        require(json.peek() == JsonToken.BEGIN_ARRAY, "%s that is not a list", what);
        List<Long> numbers = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            numbers.add(number(what));
        }
        json.endArray();
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private long number(String what) throws IOException {
        long number = -1;
        if (json.peek() == JsonToken.NUMBER) {
            String text = json.nextString();
            number = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
        }
        require(number >= 0, "%s that does not consist of whole numbers from 0 on", what);
        return number;
    }

    private static long size(NumberType type, Shape shape, String where)
            throws MalformedFileException {
        try {
            long size = type.width();
            for (long n : shape.getShape()) {
                size = Math.multiplyExact(size, n);
            }
            return size;
        } catch (ArithmeticException e) {
            throw new MalformedFileException(where + " has a shape of too many numbers");
        }
    }

    private static void require(boolean holds, String message, Object... arguments)
            throws MalformedFileException {
        if (!holds) {
            throw new MalformedFileException(message.formatted(arguments));
        }
    }

    private static String quote(String name) {
        String shown = name.length() > SHOWN ? name.substring(0, SHOWN) + "..." : name;
        return '"' + shown + '"';
    }
}
