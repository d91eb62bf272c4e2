package org.chainrule.notebooks.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs notebooks to store what they show, or to see whether it is still the same. */
public final class Check {
    private Check() {}

    /**
     * Runs a notebook and stores its outputs in its file, which stays as it is where a cell fails.
     *
     * @return what went wrong, a line for each cell; empty if all is well
     */
    public static List<String> store(Path file, Execution execution) {
        Notebook run = execution.run(file);
        List<String> errors = new ArrayList<>();
        for (Cell cell : run.code()) {
            Comparison.failure(cell).ifPresent(error -> errors.add(error));
        }
        if (errors.isEmpty()) {
            run.write(file);
        }
        return errors;
    }

    /**
     * Runs a notebook and compares what it shows with what is stored in its file.
     *
     * @param forms whether pictures, tables and formulas count too, as Jupyter gives them; else
     *     only the text that stands for them
     * @return what differs, a line for each cell; empty if all is the same
     */
    public static List<String> differences(Path file, Execution execution, boolean forms) {
        return Comparison.differences(Notebook.read(file), execution.run(file), forms);
    }
}
