package org.chainrule.datasets;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * GPT-2's tokenizer in another library, JTokkit, and GPT-2's two files, made anew from the ranks
 * that the library holds.
 */
final class Gpt2Reference {
    static final Encoding LIBRARY =
            Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.R50K_BASE);
    private static final String RANKS = "/com/knuddels/jtokkit/r50k_base.tiktoken";

    private Gpt2Reference() {}

    static int[] encode(String text) {
        return LIBRARY.encodeOrdinary(text).toArray();
    }

    static byte[] decodeBytes(int... tokens) {
        var list = new IntArrayList();
        for (int token : tokens) {
            list.add(token);
        }
        return LIBRARY.decodeBytes(list);
    }

    /** Writes {@code encoder.json} and {@code vocab.bpe} as they were published. */
    static void write(Path folder) throws IOException {
        List<String> tokens = tokens(); // one character for each byte
        Map<String, Integer> ranks = new HashMap<>();
        var vocabulary = new StringBuilder("{");
        var merges = new StringBuilder("#version: 0.2\n");
        for (String token : tokens) {
            if (token.length() > 1) {
                List<String> parts = parts(token, ranks);
                merges.append(letters(parts.get(0))).append(' ');
                merges.append(letters(parts.get(1))).append('\n');
            }
            vocabulary.append(json(letters(token))).append(": ").append(ranks.size()).append(", ");
            ranks.put(token, ranks.size());
        }
        vocabulary.append("\"<|endoftext|>\": 50256}");
        Files.writeString(folder.resolve("encoder.json"), vocabulary);
        Files.writeString(folder.resolve("vocab.bpe"), merges);
    }

    private static List<String> tokens() throws IOException {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                Encodings.class.getResourceAsStream(RANKS),
                                StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .map(line -> Base64.getDecoder().decode(line.substring(0, line.indexOf(' '))))
                    .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                    .toList();
        }
    }

    /** The two tokens that are left when all earlier merges are done. */
    private static List<String> parts(String token, Map<String, Integer> ranks) {
        List<String> parts = new ArrayList<>(List.of(token.split("")));
        while (parts.size() > 2) {
            int best = 0;
            for (int i = 0; i + 1 < parts.size(); i++) {
                if (rank(parts, i, ranks) < rank(parts, best, ranks)) {
                    best = i;
                }
            }
            parts.set(best, parts.get(best) + parts.remove(best + 1));
        }
        return parts;
    }

    private static int rank(List<String> parts, int i, Map<String, Integer> ranks) {
        return ranks.getOrDefault(parts.get(i) + parts.get(i + 1), Integer.MAX_VALUE);
    }

    private static String letters(String bytes) {
        var letters = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            int value = bytes.charAt(i);
            if (value <= ' ') {
                value += 0x100;
            } else if (value >= 0x7F && value <= 0xA0) {
                value += 0x100 + ' ' + 1 - 0x7F;
            } else if (value == 0xAD) {
                value = 0x143;
            }
            letters.append((char) value);
        }
        return letters.toString();
    }

    private static String json(String letters) {
        var json = new StringBuilder("\"");
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            if (c > '~') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c == '"' || c == '\\' ? "\\" + c : String.valueOf(c));
            }
        }
        return json.append('"').toString();
    }
}
