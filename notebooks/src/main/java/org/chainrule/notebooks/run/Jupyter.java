package org.chainrule.notebooks.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.error.ChainruleException;

/** The Jupyter of this machine. */
public final class Jupyter {
    private Jupyter() {}

    /**
     * Starts Jupyter in a folder and waits for its end.
     *
     * @param data a data folder of Jupyter that holds the kernelspec
     * @param folder the folder that it shows
     * @param options options of Jupyter
     * @return its exit code
     */
    public static int start(Path data, Path folder, List<String> options)
            throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("jupyter", "notebook"));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--allow-root"); // as in a container
        }
        command.addAll(options);
        ProcessBuilder builder = with(data, command);
        builder.directory(folder.toFile()).inheritIO();
        Process process = started(builder);
        // it must not outlive the kernelspec, which goes with this process
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process.waitFor();
    }

    /** A process of Jupyter that looks for kernels in a data folder first. */
    static ProcessBuilder with(Path data, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .merge(
                        "JUPYTER_PATH",
                        data.toString(),
                        (others, own) -> own + File.pathSeparator + others);
        return builder;
    }

    static Process started(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ChainruleException(
                    "jupyter",
                    "Jupyter must be installed",
                    "but " + builder.command().get(0) + " can't be started",
                    "Install it, on Debian and Ubuntu with: apt-get install jupyter-notebook"
                            + " jupyter-nbconvert; elsewhere with: pip install notebook nbconvert.",
                    e);
        }
    }
}
