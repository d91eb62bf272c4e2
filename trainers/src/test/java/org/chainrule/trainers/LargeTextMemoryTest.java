package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Training on text that does not fit in memory, in a JVM of its own. */
class LargeTextMemoryTest {
    private static final long MOST = 1_500L << 10; // kilobytes

    @TempDir private Path folder;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void textIsLongerThanTheHeap() throws Exception { // 48 MB of heap for 64 MB of text
        assertTrains(64, "-Xmx48m");
    }

    /** Takes some minutes: {@code mvn test -Dtest=LargeTextMemoryTest -Dlarge.text=true}. */
    @Test
    @Tag("slow")
    @EnabledIfSystemProperty(
            named = "large.text",
            matches = "true",
            disabledReason = "takes minutes and 4 GB of disk; -Dlarge.text=true runs it")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void twoGigabytesTrainBelowOneAndAHalf() throws Exception {
        assertTrains(2_048, "-Xmx256m");
    }

    private void assertTrains(int megabytes, String heap) throws Exception {
        Path out = folder.resolve("out.log");
        Process process = start(out, heap, megabytes);
        int code = process.waitFor();
        String printed = Files.readString(out);
        assertThat(code).as(printed).isZero();
        assertThat(Files.size(folder.resolve("words.txt")) >> 20).isEqualTo(megabytes - 1);
        assertThat(printed).containsPattern("validation loss 3\\.\\d{4}\n");
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "memory is read from /proc");
        String most = printed.replaceAll("(?s).*VmHWM:\\s+(\\d+) kB.*", "$1");
        assertThat(Long.parseLong(most)).as(printed).isLessThan(MOST);
    }

    private Process start(Path out, String heap, int megabytes) throws IOException {
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-XX:+UseSerialGC",
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dai.djl.offline=true",
                        "-cp",
                        classPath,
                        LargeTextProcess.class.getName(),
                        folder.toString(),
                        Integer.toString(megabytes),
                        "100");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
    }
}
