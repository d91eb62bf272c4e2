package org.chainrule.datasets;

import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * Reads the documents of one file.
 *
 * @param documents what separates them
 * @param file where they lie
 */
record DocumentReader(Documents documents, Path file) {
    private static final int LONGEST_LINE = 1 << 12; // longer than any separator

    /** Is given the text of documents in pieces. */
    interface Sink {
        /** Some characters of a document, at least one. */
        void text(String piece);

        /** The document, which had text, is over. */
        void end();
    }

    /**
     * Reads all.
     *
     * @param digest is given the bytes of the file; may be null
     */
    void read(Sink sink, MessageDigest digest) {
        try (var reader = new TextReader(file, digest)) {
            if (documents.separator().isEmpty()) {
                copy(reader, sink);
            } else {
                split(reader, documents.separator().get(), sink);
            }
        }
    }

    private static void copy(TextReader reader, Sink sink) {
        boolean hasText = false;
        for (String piece = reader.next(); piece != null; piece = reader.next()) {
            sink.text(piece);
            hasText = true;
        }
        if (hasText) {
            sink.end();
        }
    }

    /** Hands on whole runs of text; only a line that may be the separator is looked at alone. */
    private static void split(TextReader reader, String separator, Sink sink) {
        boolean hasText = false;
        boolean atLineStart = true;
        String rest = "";
        for (String piece = reader.next(); ; piece = reader.next()) {
            boolean isLast = piece == null;
            String text = isLast ? rest : rest + piece;
            int from = 0; // what is not handed on yet
            int start = 0; // of the line
            while (start < text.length()) {
                int newline = text.indexOf('\n', start);
                if (newline < 0 && !isLast && text.length() - start <= LONGEST_LINE) {
                    break; // the rest of the line is still to come
                }
                int end = newline < 0 ? text.length() : newline + 1;
                if (atLineStart && isSeparator(text, start, end, separator)) {
                    hasText = hand(text, from, start, sink) || hasText;
                    if (hasText) {
                        sink.end();
                    }
                    hasText = false;
                    from = end;
                }
                atLineStart = newline >= 0;
                start = end;
            }
            hasText = hand(text, from, start, sink) || hasText;
            if (isLast) {
                break;
            }
            rest = text.substring(start);
        }
        if (hasText) {
            sink.end();
        }
    }

    private static boolean hand(String text, int from, int to, Sink sink) {
        if (to > from) {
            sink.text(text.substring(from, to));
        }
        return to > from;
    }

    private static boolean isSeparator(String text, int start, int end, String separator) {
        int last = end;
        while (last > start && (text.charAt(last - 1) == '\n' || text.charAt(last - 1) == '\r')) {
            last--;
        }
        return last - start == separator.length() && text.startsWith(separator, start);
    }
}
