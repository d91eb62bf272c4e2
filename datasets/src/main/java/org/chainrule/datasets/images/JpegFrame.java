package org.chainrule.datasets.images;

/**
 * Walks over the segments of a JPEG file: whether it is whole, and how large the image is. A
 * decoder fills with gray what is missing in a file that is cut short.
 *
 * <p>ITU-T, recommendation T.81, annex B.
 */
final class JpegFrame {
    private static final int MARK = 0xFF; // begins each marker
    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int FIRST_RESTART = 0xD0;
    private static final int LAST_RESTART = 0xD7;
    private static final long PIXELS_PER_BYTE = 512; // a block of 8·8 takes a bit or more
    private static final String KIND = "JPEG";

    private final String where;
    private final byte[] bytes;
    private int place = 2; // behind the marker of the start

    private JpegFrame(String where, byte[] bytes) {
        this.where = where;
        this.bytes = bytes;
    }

    static boolean isJpeg(byte[] bytes) {
        return bytes.length >= 3
                && Byte.toUnsignedInt(bytes[0]) == MARK
                && Byte.toUnsignedInt(bytes[1]) == START
                && Byte.toUnsignedInt(bytes[2]) == MARK;
    }

    static Frame of(String where, byte[] bytes) {
        return new JpegFrame(where, bytes).walk();
    }

    private Frame walk() {
        Frame frame = null;
        boolean hasScan = false;
        for (int marker = marker(); marker != END; marker = marker()) {
            if (isAlone(marker)) {
                continue;
            }
            int begin = place;
            int length = length(marker);
            if (isFrame(marker)) {
                if (length < 8) {
                    throw Frame.broken(
                            where, KIND, "its frame at byte %d has no size".formatted(begin));
                }
                int height = twoBytes(begin + 3);
                int width = twoBytes(begin + 5);
                frame = Frame.of(where, KIND, width, height, PIXELS_PER_BYTE * bytes.length);
            }
            hasScan |= marker == SCAN;
            place = begin + length; // what follows a scan's header is skipped with it
        }
        if (frame == null || !hasScan) {
            throw Frame.broken(where, KIND, "it holds no image");
        }
        return frame;
    }

    /** The next marker; the place moves behind it. Zeros and restarts are a scan's own. */
    private int marker() {
        while (place + 1 < bytes.length) {
            int next = at(place + 1);
            if (at(place) == MARK && next != 0 && next != MARK) {
                place += 2;
                return next;
            }
            place++;
        }
        throw Frame.broken(
                where, KIND, "it ends at byte %d, before its end marker".formatted(bytes.length));
    }

    private int length(int marker) {
        int left = bytes.length - place;
        int length = left < 2 ? 2 : twoBytes(place);
        if (length > left) {
            throw Frame.broken(
                    where,
                    KIND,
                    "its segment FF%02X at byte %d would take %d bytes, and only %d are left"
                            .formatted(marker, place - 2, length, left));
        }
        return Math.max(2, length);
    }

    private static boolean isAlone(int marker) {
        return (marker >= FIRST_RESTART && marker <= LAST_RESTART) || marker == 1;
    }

    /** Start of a frame: C0 to CF, without tables (C4, CC) and an extension (C8). */
    private static boolean isFrame(int marker) {
        return (marker >= 0xC0 && marker <= 0xCF && marker % 4 != 0) || marker == 0xC0;
    }

    private int twoBytes(int index) {
        return at(index) << 8 | at(index + 1);
    }

    private int at(int index) {
        return Byte.toUnsignedInt(bytes[index]);
    }
}
