package org.chainrule.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are wrong: each is refused, and the message says where. */
@Timeout(60)
class MalformedCsvTest {
    @TempDir private Path folder;

    static List<MalformedCsv> files() {
        return MalformedCsv.all();
    }

    @ParameterizedTest
    @MethodSource("files")
    void fileIsRefusedWithItsPlace(MalformedCsv malformed) throws IOException {
        Path file = Files.write(folder.resolve("data.csv"), malformed.bytes());
        ChainruleException refused =
                catchThrowableOfType(
                        ChainruleException.class,
                        () -> TableData.read(file).target("y").split(0.5, 1).testRows());
        assertThat(refused).as("what refuses the file").isNotNull();
        String place = malformed.place().replace("FILE", file.toString());
        assertThat(refused).hasMessageStartingWith(place).hasMessageContaining(malformed.found());
        assertThat(refused.getMessage()).hasSizeLessThan(600).doesNotContain("\u0000");
    }
}
