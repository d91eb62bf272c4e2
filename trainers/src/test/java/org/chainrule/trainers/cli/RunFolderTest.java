package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir private Path directory;

    @Test
    void folderThatIsAskedForIsTakenIfItHoldsNoRun() {
        assertThat(RunFolder.fresh(directory, "small")).isEqualTo(directory);
        Path none = directory.resolve("none");
        assertThat(RunFolder.fresh(none, "small")).isEqualTo(none);
        assertThat(none).doesNotExist();
    }
}
