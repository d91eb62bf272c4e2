package org.chainrule.trainers.plots;

import java.nio.file.Path;

/** What can be drawn: into a file, or into memory through its {@link #picture}. */
public interface Plot {
    /** The picture, which is drawn when it is written. */
    Picture picture();

    /**
     * Writes the plot as what the name of the file ends in, .png or .svg.
     *
     * @throws org.chainrule.dsl.error.ChainruleException if it cannot be drawn, or as {@link
     *     Picture#write}
     */
    default void write(Path file) {
        picture().write(file);
    }
}
