package org.chainrule.trainers.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The command line in a JVM of its own, as the launcher starts it. */
final class MainProcess implements AutoCloseable {
    private static final int PATIENCE = 100; // seconds, on a machine that has much else to do

    private final Process process;
    private final Path out;
    private final Path err;

    private MainProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts a command. */
    static MainProcess of(Path directory, String... arguments) throws IOException {
        return of(directory, List.of(), arguments);
    }

    /**
     * Starts a command.
     *
     * @param directory where it works, and its output is kept
     * @param before what to put before the command, for example a limit
     * @param arguments what follows {@code chainrule}
     */
    static MainProcess of(Path directory, List<String> before, String... arguments)
            throws IOException {
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        Stream<String> java =
                Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1", // starts sooner
                        "-XX:-UsePerfData", // writes a file of its own, which a limit would hit
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.awt.headless=true",
                        "-Dai.djl.offline=true",
                        "-cp",
                        absolute(classPath),
                        Main.class.getName());
        List<String> command =
                Stream.of(before.stream(), java, Stream.of(arguments)).flatMap(s -> s).toList();
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        var builder =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        // Threads that wait leave their core to others at once: tests run beside other work.
        builder.environment().put("GOMP_SPINCOUNT", "0");
        return new MainProcess(builder.start(), out, err);
    }

    /** The class path as it is seen from another folder. */
    private static String absolute(String classPath) {
        return String.join(
                File.pathSeparator,
                Stream.of(classPath.split(File.pathSeparator))
                        .map(part -> Path.of(part).toAbsolutePath().toString())
                        .toList());
    }

    /** Waits until the command has got somewhere. */
    void awaitThat(BooleanSupplier condition) throws IOException, InterruptedException {
        for (long end = deadline(); !condition.getAsBoolean(); Thread.sleep(2)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError(
                        "not so far: " + Files.readString(out) + Files.readString(err));
            }
        }
    }

    private static long deadline() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
    }

    /** Ends it with SIGKILL, in the middle of whatever it does. */
    Outcome kill() throws IOException, InterruptedException {
        process.destroyForcibly();
        return await();
    }

    /** Asks it to end with SIGTERM. */
    Outcome terminate() throws IOException, InterruptedException {
        process.destroy();
        return await();
    }

    /** Waits for its end. */
    Outcome await() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + Files.readString(err));
        }
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
