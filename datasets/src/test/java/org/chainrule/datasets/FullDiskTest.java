package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
    @TempDir private Path folder;

    @Test
    @Timeout(60)
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a shell with ulimit")
    void saysThatTheFileCannotBeWrittenAndKeepsNothing() throws IOException, InterruptedException {
        // A process that may write files of 16 blocks only fails in the middle, as on a full disk.
        try (var server = FileServer.of(new byte[200_000])) {
            var download = new Download(server.address(), "file.txt", "0".repeat(64));
            Process process =
                    DownloadProcess.of(
                            download, folder, "sh", "-c", "ulimit -f 16; exec \"$0\" \"$@\"");
            List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
            assertThat(process.waitFor()).isZero();
            assertThat(lines).hasSize(2);
            assertThat(lines.get(1))
                    .startsWith(
                            "cache folder %s: must take file.txt, but it cannot be written ("
                                    .formatted(folder))
                    .endsWith(
                            "). Make it writable and leave room, or set CHAINRULE_CACHE to another"
                                    + " folder.");
            assertThat(folder).isEmptyDirectory();
        }
    }
}
