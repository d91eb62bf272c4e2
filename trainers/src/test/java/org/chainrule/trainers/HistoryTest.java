package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

class HistoryTest {
    private static final String HEADER =
            "step,loss,learning_rate,gradient_norm,targets_per_second,validation_loss\n";

    @TempDir private Path folder;
    private Path csv;

    @BeforeEach
    void choose() {
        csv = folder.resolve("run").resolve("metrics.csv");
    }

    /** Steps from one to another, with a validation after every second one. */
    private static void run(History history, long from, long to) {
        for (long step = from; step <= to; step++) {
            history.stepped(new Progress(step, 100, 1.0 / step, 1e-3, step / 3.0, 30_000.04));
            if (step % 2 == 0) {
                history.validated(step, 2.0 / step);
            }
        }
    }

    private static String lines(int from, int to) {
        var text = new StringBuilder();
        for (int step = from; step <= to; step++) {
            text.append(step + "," + 1.0 / step + ",0.001," + step / 3.0 + ",30000.0,");
            text.append(step % 2 == 0 ? "" + 2.0 / step : "").append('\n');
        }
        return text.toString();
    }

    @Test
    void keepsRowsInMemory() {
        try (var history = new History()) {
            run(history, 1, 2);
            assertThat(history.rows())
                    .containsExactly(
                            new History.Row(1, 1, 1e-3, 1.0 / 3, 30_000.04, Double.NaN),
                            new History.Row(2, 0.5, 1e-3, 2.0 / 3, 30_000.04, 1));
        }
    }

    @Test
    void validationBeforeTheFirstStepIsARowOfItsOwn() throws IOException {
        try (var history = History.into(csv)) {
            history.validated(0, 4.5);
            history.validated(0, 4.25);
            run(history, 1, 1);
            history.validated(7, 3);
        }
        assertThat(csv)
                .hasContent(HEADER + "0,,,,,4.5\n0,,,,,4.25\n" + lines(1, 1) + "7,,,,,3.0\n");
        assertThat(Files.readString(csv)).endsWith("\n");
        assertThat(History.read(csv).rows()).hasSize(4);
    }

    @Test
    void everyRowIsInTheFileAtOnce() {
        try (var history = History.into(csv)) {
            assertThat(csv).hasContent(HEADER);
            run(history, 1, 1);
            assertThat(csv).hasContent(HEADER + lines(1, 1));
            history.stepped(new Progress(2, 100, 0.5, 1e-3, 2 / 3.0, 30_000));
            assertThat(csv)
                    .hasContent(HEADER + lines(1, 1) + "2,0.5,0.001,0.6666666666666666,30000.0,");
            history.validated(2, 1);
            assertThat(csv).hasContent(HEADER + lines(1, 2));
        }
    }

    @Test
    void replacesTheFileOfAnotherRun() {
        try (var history = History.into(csv)) {
            run(history, 1, 5);
        }
        try (var history = History.into(csv)) {
            run(history, 1, 1);
        }
        assertThat(csv).hasContent(HEADER + lines(1, 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4, 7, 100})
    void resumedRunLeavesWhatAnUninterruptedOneLeaves(long step) {
        try (var history = History.into(csv)) {
            run(history, 1, 7);
        }
        try (var history = History.resumed(csv, step)) {
            assertThat(history.rows()).hasSize((int) Math.min(step, 7));
            run(history, Math.min(step, 7) + 1, 9);
            assertThat(history.rows()).hasSize(9);
        }
        assertThat(csv).hasContent(HEADER + lines(1, 9));
        assertThat(folder.resolve("run").toFile().list()).containsExactly("metrics.csv");
    }

    @Test
    void resumedRunDropsALineThatWasCutShort() throws IOException {
        String whole = HEADER + lines(1, 3);
        Files.createDirectories(csv.getParent());
        for (int length = HEADER.length(); length < whole.length(); length++) {
            Files.writeString(csv, whole.substring(0, length));
            try (var history = History.resumed(csv, 3)) {
                run(history, history.rows().size() + 1, 4);
            }
            assertThat(csv).hasContent(HEADER + lines(1, 4));
        }
    }

    @Test
    void resumedRunWithoutAFileBeginsOne() {
        try (var history = History.resumed(csv, 5)) {
            run(history, 6, 7);
        }
        assertThat(csv).hasContent(HEADER + lines(6, 7));
    }

    @Test
    void validationOfTheStepThatWasResumedGoesToItsRow() {
        try (var history = History.into(csv)) {
            run(history, 1, 3);
        }
        try (var history = History.resumed(csv, 3)) {
            history.validated(3, 0.75);
            run(history, 4, 4);
        }
        assertThat(csv).hasContent(HEADER + lines(1, 3).stripTrailing() + "0.75\n" + lines(4, 4));
    }

    @Test
    void writesLossesInFull() {
        double loss = 1.8861234567890124;
        try (var history = History.into(csv)) {
            history.stepped(new Progress(1, 1, loss, 1e-10, 1e10, 1));
        }
        History.Row row = History.read(csv).rows().get(0);
        assertThat(row.loss()).isEqualTo(loss);
        assertThat(row.learningRate()).isEqualTo(1e-10);
        assertThat(row.gradientNorm()).isEqualTo(1e10);
    }

    @Test
    void showsALossThatIsNoNumber() {
        try (var history = History.into(csv)) {
            double none = Double.NaN;
            history.stepped(new Progress(1, 1, none, 1e-3, Double.POSITIVE_INFINITY, 1));
            history.validated(1, none);
            history.validated(1, none);
        }
        assertThat(csv).hasContent(HEADER + "1,NaN,0.001,Infinity,1.0,NaN\n1,,,,,\n");
        assertThat(History.read(csv).rows().get(0).loss()).isNaN();
    }

    @Test
    void writesThePointThatCsvNeedsWhateverTheLanguage() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try (var history = History.into(csv)) {
            run(history, 1, 2);
        } finally {
            Locale.setDefault(before);
        }
        assertThat(csv).hasContent(HEADER + lines(1, 2));
    }

    @Test
    void tableHasTheColumnsOfTheFile() {
        try (var history = new History()) {
            run(history, 1, 3);
            Table table = history.table();
            assertThat(String.join(",", table.columnNames()) + "\n").isEqualTo(HEADER);
            assertThat(table.longColumn("step").asObjectArray()).containsExactly(1L, 2L, 3L);
            assertThat(table.doubleColumn("loss").asDoubleArray())
                    .containsExactly(new double[] {1, 0.5, 1.0 / 3}, within(0.0));
            assertThat(table.doubleColumn("validation_loss").countMissing()).isEqualTo(2);
            assertThat(table.doubleColumn("validation_loss").get(1)).isEqualTo(1);
        }
    }

    @Test
    void metricsHaveColumnsOfTheirOwn() {
        List<String> names = List.of("accuracy", "exact match");
        String header = HEADER.strip() + ",validation_accuracy,validation_exact_match\n";
        try (var history = History.into(csv, names)) {
            run(history, 1, 1);
            assertThat(csv).hasContent(header + lines(1, 1).strip() + ",,\n");
            history.validated(1, 0.5, Map.of("exact match", 0.25, "accuracy", 0.75));
            history.validated(2, 0.5);
        }
        assertThat(csv).hasContent(header + lines(1, 1).strip() + "0.5,0.75,0.25\n2,,,,,0.5,,\n");
        History read = History.read(csv);
        assertThat(read.rows().get(0).metrics())
                .isEqualTo(Map.of("accuracy", 0.75, "exact match", 0.25));
        assertThat(read.metrics()).as("of the last validation").isEmpty();
        Table table = read.table();
        assertThat(String.join(",", table.columnNames()) + "\n").isEqualTo(header);
        assertThat(table.doubleColumn("validation_accuracy").get(0)).isEqualTo(0.75);
        assertThat(table.doubleColumn("validation_accuracy").countMissing()).isEqualTo(1);
        try (var history = History.resumed(csv, 1, List.of("exact match"))) {
            assertThat(history.metrics()).containsEntry("accuracy", 0.75);
        }
        assertThat(csv)
                .hasContent(
                        HEADER.strip()
                                + ",validation_exact_match\n"
                                + lines(1, 1).strip()
                                + "0.5,0.25\n");
    }

    @Test
    void tableOfNothingHasNoRows() {
        assertThat(new History().table().rowCount()).isZero();
    }

    @Test
    void rejectsAnotherKindOfFile() throws IOException {
        Files.createDirectories(csv.getParent());
        Files.writeString(csv, "a,b\n1,2\n");
        assertThatThrownBy(() -> History.resumed(csv, 1))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        csv
                                + ": the first line must be "
                                + HEADER.strip()
                                + ", but it is a,b. Move the file away, or choose another folder.");
        assertThat(csv).hasContent("a,b\n1,2\n");
        Files.writeString(csv, "");
        assertThatThrownBy(() -> History.read(csv))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        csv
                                + ": the first line must be "
                                + HEADER.strip()
                                + ", but there is none. Move the file away, or choose another"
                                + " folder.");
    }

    @Test
    void namesTheLineThatIsWrong() throws IOException {
        Files.createDirectories(csv.getParent());
        for (String wrong : List.of("x,1,1,1,1,", "2,1,1", "2,1,1,1,1,1,1", "")) {
            Files.writeString(csv, HEADER + lines(1, 1) + wrong + "\n" + lines(3, 3));
            assertThatThrownBy(() -> History.read(csv))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(
                            csv
                                    + ": each line must hold 6 numbers or gaps, but line 3 is \""
                                    + wrong
                                    + "\". Mend that line, or move the file away.");
        }
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThatThrownBy(() -> History.read(csv))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        csv
                                + ": must be readable, but it is not (no such file or folder)."
                                + " Check the name and the permissions.");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "needs /dev/full")
    void saysThatTheDiskIsFull() throws IOException {
        try (MetricsFile file = MetricsFile.opened(Path.of("/dev/full"), List.of())) {
            assertThatThrownBy(() -> file.append(new History.Row(1, 1, 1, 1, 1, 1)))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(
                            "/dev/full: must take the rows of the run, but it cannot be written (no"
                                    + " space left on device). Make it writable and leave room.");
        }
    }
}
