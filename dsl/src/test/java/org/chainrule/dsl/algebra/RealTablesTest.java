package org.chainrule.dsl.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.assertj.core.data.Offset;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Principal components of published tables, against published values and a second method. */
class RealTablesTest {
    /** Published with as many digits. */
    private static final double EIGHT_DIGITS = 5e-9;

    /** The features of a table, without the labels in the last column. */
    private static NumericArray features(String name) throws IOException {
        String folder = System.getenv("CHAINRULE_CACHE");
        Path file = Path.of(folder == null ? "" : folder, name);
        assumeTrue(
                folder != null && Files.isReadable(file),
                name + " is not in the folder that CHAINRULE_CACHE names");
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                var reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<double[]> rows =
                    reader.lines()
                            .skip(name.endsWith(".gz") ? 0 : 1) // counts and the classes' names
                            .map(line -> line.split(",", -1))
                            .map(cells -> Arrays.copyOf(cells, cells.length - 1))
                            .map(
                                    cells ->
                                            Arrays.stream(cells)
                                                    .mapToDouble(Double::parseDouble)
                                                    .toArray())
                            .toList();
            return NumericArray.of(
                    rows.stream().flatMapToDouble(Arrays::stream).toArray(),
                    rows.size(),
                    rows.get(0).length);
        }
    }

    @Test
    void irisExplainsWhatIsPublished() throws IOException {
        double[] explained = PrincipalComponents.of(features("iris.csv")).explained().values();
        assertThat(explained)
                .containsExactly(
                        new double[] {0.92461872, 0.05306648, 0.01710261, 0.00521218},
                        Offset.offset(EIGHT_DIGITS));
    }

    @Test
    void irisAndWineStandardizedExplainWhatIsPublished() throws IOException {
        assertThat(PrincipalComponents.standardized(features("iris.csv")).explained().values())
                .containsExactly(
                        new double[] {0.72962445, 0.22850762, 0.03668922, 0.00517871},
                        Offset.offset(EIGHT_DIGITS));
        double[] wine =
                PrincipalComponents.standardized(features("wine_data.csv")).explained().values();
        assertThat(Arrays.copyOf(wine, 3))
                .containsExactly(
                        new double[] {0.36198848, 0.1920749, 0.11123631},
                        Offset.offset(EIGHT_DIGITS));
    }

    @ParameterizedTest
    @CsvSource({
        "iris.csv, 150, 4",
        "wine_data.csv, 178, 13",
        "breast_cancer.csv, 569, 30",
        "digits.csv.gz, 1797, 64"
    })
    void powerIterationOnTheCovarianceFindsTheSameVariances(String name, int rows, int columns)
            throws IOException {
        NumericArray table = features(name);
        assertThat(table.sizes()).containsExactly(rows, columns);
        PrincipalComponents found = PrincipalComponents.of(table);
        List<PowerIteration> second =
                PowerIteration.several(PrincipalComponents.covariance(table), 3, 20_000);
        double greatest = found.variances().at(0);
        for (int i = 0; i < 3; i++) {
            assertThat(second.get(i).value())
                    .isCloseTo(found.variances().at(i), within(1e-11 * greatest));
            double cosine = 0;
            for (int j = 0; j < columns; j++) {
                cosine += second.get(i).vector().at(j) * found.components().at(j, i);
            }
            assertThat(Math.abs(cosine)).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void digitsHaveThreePixelsThatAreAlwaysEmpty() throws IOException {
        NumericArray table = features("digits.csv.gz");
        assertThat(SingularValues.of(table).rank()).isEqualTo(61);
        double[] explained = PrincipalComponents.of(table).explained().values();
        assertThat(Arrays.copyOf(explained, 3))
                .containsExactly(
                        new double[] {0.14890594, 0.13618771, 0.11794594},
                        Offset.offset(EIGHT_DIGITS));
    }
}
