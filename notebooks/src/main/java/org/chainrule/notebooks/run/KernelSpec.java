package org.chainrule.notebooks.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.trainers.storage.AtomicFile;

/**
 * What Jupyter is told to start a Java kernel that knows Chainrule. Its name is {@code java}, as
 * the notebooks ask for it.
 *
 * @param main the class that Java starts
 * @param classPath Chainrule and what it needs, then the kernel: some bring an old Gson
 * @param interruptMode how Jupyter interrupts a cell: by a message, or by a signal
 */
public record KernelSpec(String main, String classPath, String interruptMode) {
    /** The name of the kernelspec. */
    public static final String NAME = "java";

    /**
     * The kernelspec of an installation.
     *
     * @param type which kernel
     * @param lib the folder that holds the jars of Chainrule
     * @param kernel the jar of the kernel
     * @throws ChainruleException if the jar does not hold this kernel
     */
    public static KernelSpec of(KernelType type, Path lib, Path kernel) {
        String all = lib.toAbsolutePath() + File.separator + "*";
        String classPath = all + File.pathSeparator + kernel.toAbsolutePath();
        return new KernelSpec(type.main(kernel), classPath, type.interruptMode());
    }

    /** Writes {@code kernels/java/kernel.json} below a data folder of Jupyter. */
    public Path into(Path data) {
        Path folder = data.resolve("kernels").resolve(NAME);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path file = folder.resolve("kernel.json");
        byte[] bytes = Json.text(json()).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(bytes));
        return file;
    }

    private JsonObject json() {
        JsonArray argv = new JsonArray();
        command().forEach(argv::add);
        JsonObject environment = new JsonObject();
        // the launcher of the command line says why
        environment.addProperty("GOMP_SPINCOUNT", "20000");
        environment.addProperty("MALLOC_TRIM_THRESHOLD_", "1073741824");
        environment.addProperty("MALLOC_MMAP_THRESHOLD_", "1073741824");
        environment.addProperty("MALLOC_TOP_PAD_", "67108864");
        JsonObject json = new JsonObject();
        json.add("argv", argv);
        json.addProperty("display_name", "Java (Chainrule)");
        json.addProperty("language", "java");
        json.addProperty("interrupt_mode", interruptMode);
        json.add("env", environment);
        return json;
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED",
                        "-Djava.awt.headless=true",
                        "-Dchainrule.cells=true",
                        "-Duser.language=en", // numbers with a point, as stored outputs have them
                        "-Duser.country=",
                        "-Dfile.encoding=UTF-8",
                        "-Dai.djl.offline=" + System.getProperty("ai.djl.offline", "true"),
                        "-cp",
                        classPath,
                        main,
                        "{connection_file}"));
        return command;
    }
}
