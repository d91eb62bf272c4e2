package org.chainrule.trainers.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.error.IoReason;

/** Where a new run is written: never over an old one. */
final class RunFolder {
    private RunFolder() {}

    /**
     * Refuses a folder that holds a run.
     *
     * @param asked the folder that was asked for, or null for the next free one
     */
    static void requireFree(Path asked) {
        if (asked != null
                && (Files.exists(asked.resolve("config.json"))
                        || Files.exists(asked.resolve("checkpoint")))) {
            throw new ChainruleException(
                    asked.toString(),
                    "a new run needs a folder of its own",
                    "but this one holds a run",
                    "Add --resume to go on with it, or give another --out.");
        }
    }

    /**
     * A folder for a new run. The next free one is made at once, so that of two runs which begin
     * together each has its own.
     *
     * @param asked the folder that was asked for, or null for the next free one
     * @param label what the next free one is named after
     */
    static Path claim(Path asked, String label) {
        return asked == null ? next(Path.of("runs"), label) : asked;
    }

    static Path next(Path runs, String label) {
        try {
            Files.createDirectories(runs);
            for (int number = 1; ; number++) {
                Path folder = runs.resolve(label + "-" + number);
                try {
                    return Files.createDirectory(folder);
                } catch (FileAlreadyExistsException e) {
                    // another run has it
                }
            }
        } catch (IOException e) {
            throw new ChainruleException(
                    runs.toString(),
                    "a run needs a folder that can be written",
                    "but it can't be made (" + IoReason.of(e) + ")",
                    "Give another with --out.",
                    e);
        }
    }
}
