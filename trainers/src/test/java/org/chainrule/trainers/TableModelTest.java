package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chainrule.datasets.Cache;
import org.chainrule.datasets.tables.CsvFormat;
import org.chainrule.datasets.tables.TableData;
import org.chainrule.datasets.tables.TableSplit;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.optimizers.Optimizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TableModelTest {
    private static final double ROUNDING = 1e-5; // 32 bits in libtorch against 64 in Java

    @TempDir private Path folder;

    private static FeatureNet irisNet() {
        return Net.features(4).dense(16).tanh().logits(3);
    }

    private static TableData iris() {
        Path file = Cache.standard().file("iris.csv");
        assumeTrue(
                Files.exists(file),
                () ->
                        "needs %s; set %s to a folder that holds iris.csv"
                                .formatted(file, Cache.VARIABLE));
        CsvFormat format =
                CsvFormat.standard()
                        .withSkippedLines(1)
                        .withColumns("sepal length", "sepal width", "length", "width", "species");
        return TableData.read(file, format).targetClasses("species");
    }

    private static Run trained(FeatureNet net, TableSplit split) {
        return Training.of(net)
                .on(TableBatches.of(split))
                .optimizer(Optimizers.adamW(1e-2))
                .steps(400)
                .batch(24)
                .seed(1)
                .threads(1)
                .start();
    }

    /**
     * Two of Fisher's species overlap: linear discriminants mistake some 3 of 150, nearest
     * neighbours some 6. In single splits of 30 rows more or fewer of these fall into the test.
     */
    @Test
    void mistakesFewIrisesThatItHasNotSeen() {
        double mistakes = 0;
        for (TableSplit fold : iris().folds(5, 1)) {
            try (Run run = trained(irisNet(), fold)) {
                TableModel model = TableModel.of(irisNet(), run.weights(), fold.encoding());
                TablePredictions predictions = model.predict(fold.test());
                mistakes += (1 - predictions.confusion().accuracy()) * fold.test().rows();
            }
        }
        assertThat(mistakes).isLessThan(9.5);
    }

    @Test
    void savedModelPredictsWhatTheTrainedOneDoes() {
        TableSplit split = iris().split(0.2, 1);
        TableModel model;
        double loss;
        try (Run run = trained(irisNet(), split)) {
            loss = run.validationLoss();
            model = TableModel.of(irisNet(), run.weights(), split.encoding());
        }
        TablePredictions predictions = model.predict(split.test());
        assertThat(split.test().rows()).isEqualTo(30);
        assertThat(predictions.confusion().accuracy()).isGreaterThanOrEqualTo(0.85);
        assertThat(predictions.roc("0").area()).isEqualTo(1); // setosa is separable
        Table table = predictions.table();
        assertThat(table.columnNames())
                .containsExactly("actual", "predicted", "p(0)", "p(1)", "p(2)");
        // libtorch's validation loss is the mean of −ln p(actual)
        double mean =
                IntStream.range(0, table.rowCount())
                        .mapToDouble(
                                i ->
                                        -Math.log(
                                                table.doubleColumn(
                                                                "p("
                                                                        + table.stringColumn(0)
                                                                                .get(i)
                                                                        + ")")
                                                        .get(i)))
                        .average()
                        .orElseThrow();
        assertThat(mean).isCloseTo(loss, within(ROUNDING));

        model.save(folder);
        TableModel read = TableModel.open(folder, irisNet());
        var raw = Map.of("sepal length", 5.1, "sepal width", 3.5, "length", 1.4, "width", "0.2");
        assertThat(read.classify(raw)).isEqualTo(model.classify(raw));
        assertThat(read.classify(raw).get("0")).isGreaterThan(0.9);
        assertThatThrownBy(() -> read.estimate(raw))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "target \"species\": must be a number, but it is a class. Use"
                                + " classify(row).");
        assertThatThrownBy(() -> TableModel.open(folder, Net.features(5).logits(3)))
                .isInstanceOf(ChainruleException.class);
    }

    /** y = 1000 + 300·x, and 50 more for b, is learned to a few units. */
    @Test
    void learnsNumbersInTheirOwnUnit() {
        var random = new SplittableRandom(3);
        double[] x = random.doubles(120, -2, 2).toArray();
        String[] kinds =
                IntStream.range(0, 120)
                        .mapToObj(i -> i % 3 == 0 ? "b" : "a")
                        .toArray(String[]::new);
        double[] y = new double[x.length];
        Arrays.setAll(y, i -> 1000 + 300 * x[i] + (kinds[i].equals("b") ? 50 : 0));
        Table table =
                Table.create(
                        "line",
                        DoubleColumn.create("x", x),
                        StringColumn.create("kind", kinds),
                        DoubleColumn.create("y", y));
        TableSplit split = TableData.of(table).target("y").standardize("y").split(0.25, 1);
        FeatureNet net = Net.features(3).dense(1);
        Training training =
                Training.of(net)
                        .on(TableBatches.of(split))
                        .loss(Losses.meanSquaredError())
                        .optimizer(Optimizers.adamW(3e-2).weightDecay(0))
                        .steps(600)
                        .batch(30)
                        .threads(1);
        try (Run run = training.start()) {
            TableModel model = TableModel.of(net, run.weights(), split.encoding());
            assertThat(model.predict(split.test()).errors().largest()).isLessThan(5);
            assertThat(model.predict(split.test()).errors().r2()).isGreaterThan(0.999);
            assertThat(model.estimate(Map.of("x", 1, "kind", "b"))).isCloseTo(1350, within(5.0));
            assertThat(model.predict(split.test()).table().columnNames())
                    .containsExactly("actual", "predicted");
        }
    }

    @Test
    void batchesDependOnSeedAndStepAndAnEpochHoldsEachRowOnce() {
        double[] x = IntStream.range(0, 14).asDoubleStream().toArray();
        Table table = Table.create("t", DoubleColumn.create("x", x), DoubleColumn.create("y", x));
        TableSplit split = TableData.of(table).target("y").unscaled("x").split(2 / 14.0, 1);
        TableBatches batches = TableBatches.of(split);
        try (NDManager scope = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            float[] seen = new float[12];
            for (int step = 0; step < 3; step++) {
                float[] rows = batches.training(scope, 4, 7, step).inputs().get(0).toFloatArray();
                assertThat(
                                TableBatches.of(split)
                                        .training(scope, 4, 7, step)
                                        .target()
                                        .toFloatArray())
                        .containsExactly(rows);
                System.arraycopy(rows, 0, seen, 4 * step, 4);
            }
            assertThat(batches.training(scope, 12, 8, 0).inputs().get(0).toFloatArray())
                    .isNotEqualTo(seen);
            Arrays.sort(seen);
            double[] training = split.training().table().doubleColumn("x").asDoubleArray();
            assertThat(IntStream.range(0, 12).mapToDouble(i -> seen[i]))
                    .containsExactly(Arrays.stream(training).boxed().toArray(Double[]::new));
            assertThat(batches.validationCount(2)).isEqualTo(1);
            assertThat(batches.validationCount(1)).isEqualTo(2);
            assertThat(batches.validation(scope, 48, 0).count()).isEqualTo(2);
        }
        assertThat(batches.fingerprint())
                .isEqualTo(TableBatches.of(split).fingerprint())
                .isNotEqualTo(
                        TableBatches.of(TableData.of(table).target("y").split(0.5, 2))
                                .fingerprint());
    }

    @Test
    void networkMustFitTheEncoding() {
        Table table =
                Table.create(
                        "t", DoubleColumn.create("x", 1, 2), StringColumn.create("y", "a", "b"));
        var encoding = TableData.of(table).target("y").encoding();
        FeatureNet net = Net.features(1).logits(3);
        try (var weights = new Weights(net.stored(), 1, DataType.FLOAT32, Device.cpu())) {
            assertThatThrownBy(() -> TableModel.of(net, weights, encoding))
                    .hasMessage(
                            "table model: the network must have 2 outputs, as the encoding does,"
                                    + " but it has 3. Declare the network that was trained with"
                                    + " this encoding.");
        }
    }
}
