package org.chainrule.trainers.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The SHA-256 of a safetensors file, in its own metadata. It is the sum of the file with zeros in
 * the place of the sum.
 */
final class Seal {
    static final String KEY = "sha256";
    private static final String ZEROS = "0".repeat(64);

    private Seal() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The header with zeros for the sum. */
    static Header open(Header header) {
        return with(header, ZEROS);
    }

    /** The header with the sum, which is as long as the zeros were. */
    static Header close(Header header, MessageDigest digest) {
        return with(header, HexFormat.of().formatHex(digest.digest()));
    }

    private static Header with(Header header, String sum) {
        Map<String, String> metadata = new LinkedHashMap<>(header.metadata());
        metadata.put(KEY, sum);
        return header.withMetadata(metadata);
    }

    /** The first bytes of a file, length and JSON, with zeros for the sum again. */
    static byte[] opened(byte[] json, Header header) throws MalformedFileException {
        String sum = header.metadata().get(KEY);
        if (sum == null || sum.length() != ZEROS.length()) {
            throw new MalformedFileException("it holds no SHA-256");
        }
        byte[] zeros =
                new String(json, StandardCharsets.UTF_8)
                        .replace(sum, ZEROS)
                        .getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Header.LENGTH_BYTES + zeros.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(zeros)
                .array();
    }

    /** Checks a sum. */
    static void check(Header header, MessageDigest digest) throws MalformedFileException {
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(header.metadata().get(KEY))) {
            throw new MalformedFileException("its SHA-256 is not the one that it names");
        }
    }

    /** The metadata without the sum. */
    static Map<String, String> removed(Map<String, String> metadata) {
        Map<String, String> rest = new LinkedHashMap<>(metadata);
        rest.remove(KEY);
        return rest;
    }
}
