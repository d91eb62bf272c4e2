package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.chainrule.datasets.Cache;
import org.chainrule.datasets.tables.CsvFormat;
import org.chainrule.datasets.tables.TableData;
import org.chainrule.datasets.tables.TableSplit;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.schedules.Schedules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Three tables, a stratified fifth held out, one network for all of them: it was the best of four
 * in cross-validation within the training parts of the irises, and near the best of the others.
 */
class TableAccuracyTest {
    private static final int STEPS = 400;

    private static TableData read(String name, int features) {
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
        CsvFormat format = CsvFormat.standard().withSkippedLines(1).withColumns(columns);
        return TableData.read(file, format).targetClasses("class");
    }

    private static double accuracy(TableSplit split, long seed) {
        int classes = split.encoding().classes().classes();
        FeatureNet net = Net.features(split.encoding().width()).dense(16).tanh().dense(classes);
        Training training =
                Training.of(net)
                        .on(TableBatches.of(split))
                        .optimizer(Optimizers.adamW(1e-2))
                        .schedule(Schedules.cosineAnnealing(STEPS))
                        .steps(STEPS)
                        .batch(32)
                        .seed(seed)
                        .threads(1);
        try (Run run = training.start()) {
            return TableModel.of(net, run.weights(), split.encoding())
                    .predict(split.test())
                    .confusion()
                    .accuracy();
        }
    }

    @ParameterizedTest
    @CsvSource({"iris.csv, 4, 0.93", "wine_data.csv, 13, 0.96", "breast_cancer.csv, 30, 0.96"})
    void meanOfThreeSplits(String name, int features, double least) {
        TableData data = read(name, features);
        double mean =
                LongStream.rangeClosed(1, 3)
                        .mapToDouble(seed -> accuracy(data.split(0.2, seed), seed))
                        .average()
                        .orElseThrow();
        assertThat(mean).isGreaterThanOrEqualTo(least);
    }
}
