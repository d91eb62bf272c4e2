package org.chainrule.notebooks.run;

import java.nio.file.Path;

/** A way to run a notebook. */
public interface Execution {
    /**
     * Runs all code cells, in order.
     *
     * @param file where the notebook lies; its folder is where it runs
     * @return the notebook with the outputs of this run
     */
    Notebook run(Path file);
}
