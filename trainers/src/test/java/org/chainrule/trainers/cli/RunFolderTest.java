package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir private Path directory;

    @Test
    void folderThatIsAskedForIsTakenIfItHoldsNoRun() {
        RunFolder.requireFree(directory);
        assertThat(RunFolder.claim(directory, "small")).isEqualTo(directory);
        Path none = directory.resolve("none");
        RunFolder.requireFree(none);
        assertThat(RunFolder.claim(none, "small")).isEqualTo(none);
        assertThat(none).doesNotExist();
    }

    @Test
    void runsThatBeginTogetherHaveFoldersOfTheirOwn() {
        Path runs = directory.resolve("runs");
        var claimed = ConcurrentHashMap.<Path>newKeySet();
        IntStream.range(0, 64)
                .parallel()
                .forEach(i -> assertThat(claimed.add(RunFolder.next(runs, "small"))).isTrue());
        assertThat(claimed).contains(runs.resolve("small-1"), runs.resolve("small-64")).hasSize(64);
    }

    @Test
    void fileInThePlaceOfTheFolderIsNamed() throws IOException {
        Path runs = Files.createFile(directory.resolve("runs"));
        assertThatThrownBy(() -> RunFolder.next(runs, "small"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        runs
                                + ": a run needs a folder that can be written, but it can't be made"
                                + " (a file is in its place). Give another with --out.");
    }
}
