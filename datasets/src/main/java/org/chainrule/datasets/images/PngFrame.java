package org.chainrule.datasets.images;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Walks over the chunks of a PNG file: whether it is whole, and how large the image is. A decoder
 * may take a file that is cut short, and fill what is missing.
 *
 * <p>W3C, Portable Network Graphics (PNG) Specification, third edition.
 */
final class PngFrame {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int AROUND = 12; // bytes of a chunk that are not its data
    private static final int HEADER = 13; // bytes of the header's data
    private static final long RATIO = 1032; // deflate packs no more bytes into one
    private static final String KIND = "PNG";

    private final String where;
    private final ByteBuffer bytes;
    private int place = SIGNATURE.length;

    private PngFrame(String where, byte[] bytes) {
        this.where = where;
        this.bytes = ByteBuffer.wrap(bytes);
    }

    static boolean isPng(byte[] bytes) {
        return bytes.length >= SIGNATURE.length
                && Arrays.equals(SIGNATURE, Arrays.copyOf(bytes, SIGNATURE.length));
    }

    static Frame of(String where, byte[] bytes) {
        return new PngFrame(where, bytes).walk();
    }

    private Frame walk() {
        int header = place;
        String type = chunk();
        if (!type.equals("IHDR") || place - header != HEADER + AROUND) {
            throw Frame.broken(where, KIND, "its first chunk is no header");
        }
        long data = 0;
        while (!type.equals("IEND")) {
            int begin = place;
            type = chunk();
            data += type.equals("IDAT") ? place - begin - AROUND : 0;
        }
        int width = bytes.getInt(header + 8);
        int height = bytes.getInt(header + 12);
        long bits = (long) bytes.get(header + 16) * samples(bytes.get(header + 17)); // of a pixel
        if (bits <= 0) {
            throw Frame.broken(where, KIND, "its header gives no known kind of pixels");
        }
        return Frame.of(where, KIND, width, height, 8 * RATIO * data / bits);
    }

    private static int samples(byte colorType) {
        return switch (colorType) {
            case 0, 3 -> 1; // gray, palette
            case 4 -> 2; // gray and alpha
            case 2 -> 3;
            case 6 -> 4;
            default -> 0;
        };
    }

    /** The type of the chunk at the place, which moves behind it. */
    private String chunk() {
        int left = bytes.limit() - place;
        if (left < AROUND) {
            throw Frame.broken(
                    where, KIND, "it ends at byte %d, before its end".formatted(bytes.limit()));
        }
        long length = Integer.toUnsignedLong(bytes.getInt(place));
        String type = new String(bytes.array(), place + 4, 4, StandardCharsets.ISO_8859_1);
        String shown = type.matches("[A-Za-z]{4}") ? type : "of no type";
        if (length > left - AROUND) {
            throw Frame.broken(
                    where,
                    KIND,
                    "its chunk %s at byte %d would take %d bytes, and only %d are left"
                            .formatted(shown, place, length, left - AROUND));
        }
        var sum = new CRC32();
        sum.update(bytes.array(), place + 4, (int) length + 4);
        if ((int) sum.getValue() != bytes.getInt(place + 8 + (int) length)) {
            throw Frame.broken(
                    where,
                    KIND,
                    "its chunk %s at byte %d has a wrong checksum".formatted(shown, place));
        }
        place += AROUND + (int) length;
        return type;
    }
}
