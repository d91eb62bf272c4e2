package org.chainrule.trainers;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.chainrule.datasets.ByteTokenizer;
import org.chainrule.datasets.Cache;
import org.chainrule.datasets.Documents;
import org.chainrule.datasets.LargeText;
import org.chainrule.datasets.TextData;
import org.chainrule.models.Gpt;

/**
 * Writes a text of random words, trains on it, and prints what the process needed, as Linux counts
 * it: {@code VmHWM} is the most memory that was resident, mapped files and libtorch included.
 *
 * <p>Arguments: a folder, which must be empty; how many megabytes; how many steps. A document ends
 * every megabyte or so.
 */
final class LargeTextProcess {
    private static final int MEGABYTE = 1 << 20;

    private LargeTextProcess() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int megabytes = Integer.parseInt(arguments[1]);
        Path file = folder.resolve("words.txt");
        write(file, megabytes);
        long start = System.nanoTime();
        TextData data =
                LargeText.of(Documents.of(file).separatedBy("--"))
                        .split(Math.max(0.0005, 1.0 / megabytes), 0)
                        .cache(new Cache(folder))
                        .encode(new ByteTokenizer());
        System.out.printf("%s in %.1f s%n", data, (System.nanoTime() - start) / 1e9);
        var gpt = Gpt.of(new Gpt.Config(256, 64, 1, 2, 16, 0, false));
        try (Run run =
                Training.of(gpt)
                        .on(data)
                        .steps(Long.parseLong(arguments[2]))
                        .batch(12)
                        .threads(1)
                        .start()) {
            System.out.printf("validation loss %.4f%n", run.validationLoss());
            System.out.printf("waited for data %.1f%% of the time%n", 100 * run.waited());
        }
        memory().forEach(System.out::println);
    }

    private static void write(Path file, int megabytes) throws IOException {
        var random = new SplittableRandom(1);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < megabytes; i++) {
                var document = new StringBuilder(MEGABYTE);
                while (document.length() < MEGABYTE - 32) {
                    int letters = 1 + random.nextInt(9);
                    for (int j = 0; j < letters; j++) {
                        document.append((char) ('a' + random.nextInt(26)));
                    }
                    document.append(random.nextInt(12) == 0 ? '\n' : ' ');
                }
                out.append(document).append("\n--\n");
            }
        }
    }

    private static List<String> memory() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.matches("(VmHWM|VmRSS|RssAnon|RssFile):.*")).toList();
        }
    }
}
