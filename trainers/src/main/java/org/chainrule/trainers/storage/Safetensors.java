package org.chainrule.trainers.storage;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.error.IoReason;

/**
 * Named arrays in a safetensors file, the format of Hugging Face: nothing in it can be run, and
 * libraries of many languages read it.
 *
 * <p>A file consists of the length of a header (8 bytes, little-endian), the header (JSON: each
 * array's type, shape and place, and strings about the file) and the numbers. Types are F64, F32,
 * F16, I64, I32, I8, U8 and BOOL; BF16, which DJL does not know, is read as F32. Source: <a
 * href="https://github.com/huggingface/safetensors">github.com/huggingface/safetensors</a>.
 *
 * <pre>{@code
 * import ai.djl.ndarray.NDArray;
 * import ai.djl.ndarray.NDManager;
 * import ai.djl.ndarray.types.Shape;
 * import java.nio.file.Path;
 * import java.util.Map;
 * import org.chainrule.trainers.storage.Safetensors;
 *
 * Path file = Path.of("model.safetensors");
 * try (NDManager manager = NDManager.newBaseManager()) {
 *     Map<String, NDArray> arrays = Map.of("dense.weight", manager.ones(new Shape(2, 3)));
 *     Safetensors.write(file, arrays, Map.of("steps", "2000"));
 *     NDArray weight = Safetensors.read(file, manager).arrays().get("dense.weight");
 * }
 * }</pre>
 *
 * @param arrays the arrays by name, in the order of the file's header
 * @param metadata strings about the file
 */
public record Safetensors(Map<String, NDArray> arrays, Map<String, String> metadata) {
    /**
     * Writes a file; if that fails, what was there before stays.
     *
     * @param file what to write or replace; its folder is made if it is missing
     * @param arrays the arrays by name
     * @param metadata strings about the file; may be empty
     * @throws ChainruleException if the file cannot be written, or an array's name or type cannot
     *     be in such a file
     */
    public static void write(Path file, Map<String, NDArray> arrays, Map<String, String> metadata) {
        check(file, arrays, metadata);
        Header header = Header.of(arrays, metadata);
        AtomicFile.write(file, out -> write(header, arrays, out));
    }

    /** Writes a file whose metadata hold the SHA-256 of all else in it. */
    static void writeSealed(Path file, Map<String, NDArray> arrays, Map<String, String> metadata) {
        check(file, arrays, metadata);
        Header open = Seal.open(Header.of(arrays, metadata));
        AtomicFile.write(
                file,
                out -> {
                    var digest = Seal.digest();
                    write(
                            open,
                            arrays,
                            new DigestOutputStream(OutputStream.nullOutputStream(), digest));
                    write(Seal.close(open, digest), arrays, out);
                });
    }

    private static void write(Header header, Map<String, NDArray> arrays, OutputStream out)
            throws IOException {
        out.write(header.bytes());
        for (Header.Entry entry : header.inOrderOfData()) {
            ArrayBytes.write(arrays.get(entry.name()), out);
        }
    }

    private static void check(
            Path file, Map<String, NDArray> arrays, Map<String, String> metadata) {
        arrays.forEach(
                (name, array) -> {
                    if (NumberType.of(array.getDataType()).isEmpty()) {
                        throw new ChainruleException(
                                file.toString(),
                                "arrays must be of real or whole numbers or booleans",
                                "but \"" + name + "\" is " + array.getDataType().name(),
                                "Convert it with NDArray.toType.");
                    }
                    if (name.equals(Header.METADATA)) {
                        throw new ChainruleException(
                                file.toString(),
                                "names of arrays must differ from " + Header.METADATA,
                                "but one has that name",
                                "Choose another name.");
                    }
                    requireText(file, name);
                });
        metadata.forEach(
                (key, value) -> {
                    requireText(file, key);
                    requireText(file, value);
                });
    }

    private static void requireText(Path file, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new ChainruleException(
                    file.toString(),
                    "names and metadata must be well-formed Unicode",
                    "but there is half a surrogate pair in one of them",
                    "Remove it.");
        }
    }

    /**
     * Reads a file into memory that libtorch owns.
     *
     * @param file what to read
     * @param manager the manager that will own the arrays, on its device
     * @throws ChainruleException if the file cannot be read or is not a safetensors file
     */
    public static Safetensors read(Path file, NDManager manager) {
        try {
            return read(file, manager, false);
        } catch (MalformedFileException e) {
            throw new ChainruleException(
                    file.toString(),
                    "must be a whole safetensors file",
                    "but " + e.getMessage(),
                    "Save or copy it again.",
                    e);
        } catch (IOException e) {
            throw new ChainruleException(
                    file.toString(),
                    "must be readable",
                    "but it is not (" + IoReason.of(e) + ")",
                    "Check the name and the permissions.",
                    e);
        }
    }

    /** Reads a file that {@link #writeSealed} wrote, and checks that nothing in it has changed. */
    static Safetensors readSealed(Path file, NDManager manager) throws IOException {
        return read(file, manager, true);
    }

    private static Safetensors read(Path file, NDManager manager, boolean isSealed)
            throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            long length = Files.size(file);
            byte[] json = json(in, length);
            long dataLength = length - Header.LENGTH_BYTES - json.length;
            Header header = HeaderReader.read(json, dataLength);
            if (!isSealed) {
                return new Safetensors(arrays(header, manager, in), header.metadata());
            }
            var digest = Seal.digest();
            digest.update(Seal.opened(json, header));
            Map<String, NDArray> arrays =
                    arrays(header, manager, new DigestInputStream(in, digest));
            try {
                Seal.check(header, digest);
            } catch (MalformedFileException e) {
                arrays.values().forEach(NDArray::close);
                throw e;
            }
            return new Safetensors(arrays, Seal.removed(header.metadata()));
        }
    }

    private static byte[] json(InputStream in, long fileLength) throws IOException {
        byte[] prefix = in.readNBytes(Header.LENGTH_BYTES);
        if (prefix.length < Header.LENGTH_BYTES) {
            throw new MalformedFileException("it has only " + prefix.length + " bytes");
        }
        long length = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 0 || length > Header.MAX_LENGTH) {
            throw new MalformedFileException(
                    "its header would take %s bytes, and at most %d are allowed"
                            .formatted(Long.toUnsignedString(length), Header.MAX_LENGTH));
        }
        long left = fileLength - Header.LENGTH_BYTES;
        if (length > left) {
            throw new MalformedFileException(
                    "its header would take %d bytes, and only %d are left".formatted(length, left));
        }
        return in.readNBytes((int) length);
    }

    private static Map<String, NDArray> arrays(Header header, NDManager manager, InputStream in)
            throws IOException {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        header.entries().forEach(entry -> arrays.put(entry.name(), null));
        try {
            for (Header.Entry entry : header.inOrderOfData()) {
                arrays.put(entry.name(), ArrayBytes.read(entry, manager, in));
            }
        } catch (IOException | RuntimeException e) {
            arrays.values().stream().filter(a -> a != null).forEach(NDArray::close);
            throw e;
        }
        return arrays;
    }
}
