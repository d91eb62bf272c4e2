package org.chainrule.trainers.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.dsl.error.ChainruleException;

/** Where a new run is written: never over an old one. */
final class RunFolder {
    private RunFolder() {}

    /**
     * A folder that holds no run yet.
     *
     * @param asked the folder that was asked for, or null for the next free one
     * @param label what the next free one is named after
     */
    static Path fresh(Path asked, String label) {
        if (asked == null) {
            int number = 1;
            while (Files.exists(numbered(label, number))) {
                number++;
            }
            return numbered(label, number);
        }
        if (Files.exists(asked.resolve("config.json"))
                || Files.exists(asked.resolve("checkpoint"))) {
            throw new ChainruleException(
                    asked.toString(),
                    "a new run needs a folder of its own",
                    "but this one holds a run",
                    "Add --resume to go on with it, or give another --out.");
        }
        return asked;
    }

    private static Path numbered(String label, int number) {
        return Path.of("runs", label + "-" + number);
    }
}
