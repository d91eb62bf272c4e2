package org.chainrule.notebooks.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Runs notebooks in Jupyter, by {@code jupyter nbconvert --execute}. A start of the kernel that
 * hangs is told from a notebook that fails, and is tried again.
 */
public final class JupyterExecution implements Execution {
    private static final int STARTS = 6; // one start of six hangs where the kernel is not mended
    private static final long LONGEST = 20; // minutes for one notebook

    /** What Jupyter says of a start that hung, or ended before the kernel answered. */
    private static final Pattern HUNG =
            Pattern.compile("Kernel didn't respond|Kernel died before replying");

    private final List<String> jupyter;
    private final Path data;
    private final int patience;

    /**
     * With the Jupyter that is on the path.
     *
     * @param data a data folder of Jupyter that holds the kernelspec
     */
    public JupyterExecution(Path data) {
        this(List.of("jupyter"), data, 30);
    }

    /**
     * The same with other choices.
     *
     * @param jupyter the command
     * @param data a data folder of Jupyter that holds the kernelspec
     * @param patience how many seconds a start may take until it counts as hung
     */
    JupyterExecution(List<String> jupyter, Path data, int patience) {
        this.jupyter = List.copyOf(jupyter);
        this.data = data;
        this.patience = patience;
    }

    @Override
    public Notebook run(Path file) {
        String said = "";
        try {
            Path folder = Files.createTempDirectory("chainrule-notebook");
            try {
                for (int start = 1; start <= STARTS; start++) {
                    Optional<String> hung = hung(file, folder);
                    if (hung.isEmpty()) {
                        Notebook run = Notebook.read(folder.resolve("run.ipynb"));
                        return Notebook.read(file).withOutputsOf(run);
                    }
                    said = hung.get();
                }
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new ChainruleException(
                file.toString(),
                "the Java kernel must start",
                "but it did not in " + STARTS + " tries of " + patience + " seconds: " + said,
                "Run it again when the machine has less to do.");
    }

    /** What hung; nothing where the kernel started and the notebook was run to its end. */
    private Optional<String> hung(Path file, Path folder) throws IOException {
        List<String> command = new ArrayList<>(jupyter);
        command.addAll(
                List.of(
                        "nbconvert",
                        "--to=notebook",
                        "--execute",
                        "--allow-errors", // they are found in the outputs
                        "--ExecutePreprocessor.kernel_name=" + KernelSpec.NAME,
                        "--ExecutePreprocessor.startup_timeout=" + patience,
                        "--ExecutePreprocessor.timeout=" + TimeUnit.MINUTES.toSeconds(LONGEST),
                        "--output-dir=" + folder,
                        "--output=run.ipynb",
                        file.toAbsolutePath().toString()));
        Path log = folder.resolve("log");
        ProcessBuilder builder = Jupyter.with(data, command);
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        Process process = Jupyter.started(builder);
        try {
            process.getOutputStream().close();
            if (process.waitFor() == 0) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        String said = Files.readString(log, StandardCharsets.UTF_8);
        if (HUNG.matcher(said).find()) {
            return Optional.of(lastLine(said));
        }
        throw new ChainruleException(
                file.toString(),
                "Jupyter must run the notebook",
                "but it says: " + lastLine(said),
                "Try the same with: " + String.join(" ", command));
    }

    private static String lastLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((first, second) -> second)
                .orElse("nothing");
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
