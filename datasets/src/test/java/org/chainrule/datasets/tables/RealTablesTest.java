package org.chainrule.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.datasets.Cache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables as scikit-learn ships them: the first line holds sizes and names of classes. */
class RealTablesTest {
    @ParameterizedTest
    @CsvSource({
        "iris.csv, 150, 4, 3, 30",
        "wine_data.csv, 178, 13, 3, 36",
        "breast_cancer.csv, 569, 30, 2, 114",
        "digits.csv.gz, 1797, 64, 10, 359"
    })
    void haveThePublishedSizes(String name, int rows, int features, int classes, int test) {
        TableData data = read(name, features, name.endsWith(".gz") ? 0 : 1);
        TableSplit split = data.split(0.2, 1);
        assertThat(data.rows()).isEqualTo(rows);
        assertThat(split.test().rows()).isEqualTo(test);
        assertThat(split.encoding().width()).isEqualTo(features);
        assertThat(split.encoding().classes().classes()).isEqualTo(classes);
    }

    /** Means and deviations of the whole table, as UCI's {@code iris.names} gives them. */
    @Test
    void irisesHaveThePublishedMeans() {
        TableEncoding encoding = read("iris.csv", 4, 1).encoding();
        double[] means = {5.84, 3.05, 3.76, 1.20}; // of the original; two rows were mended later
        double[] deviations = {0.83, 0.43, 1.76, 0.76};
        for (int i = 0; i < means.length; i++) {
            Scale scale = ((NumberFeature) encoding.features().get(i)).scale();
            assertThat(scale.shift()).isBetween(means[i] - 0.015, means[i] + 0.015);
            assertThat(scale.divisor()).isBetween(deviations[i] - 0.015, deviations[i] + 0.015);
        }
    }

    static TableData read(String name, int features, int skipped) {
        Path file = Cache.standard().file(name);
        assumeTrue(
                Files.exists(file),
                () ->
                        "needs %s; set %s to a folder that holds %s"
                                .formatted(file, Cache.VARIABLE, name));
        String[] columns =
                Stream.concat(
                                IntStream.rangeClosed(1, features).mapToObj(i -> "x" + i),
                                Stream.of("class"))
                        .toArray(String[]::new);
        CsvFormat format = CsvFormat.standard().withSkippedLines(skipped).withColumns(columns);
        return TableData.read(file, format).targetClasses("class");
    }
}
