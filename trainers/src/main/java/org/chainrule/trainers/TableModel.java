package org.chainrule.trainers;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.datasets.tables.ClassTarget;
import org.chainrule.datasets.tables.NumberTarget;
import org.chainrule.datasets.tables.TableData;
import org.chainrule.datasets.tables.TableEncoding;
import org.chainrule.datasets.tables.TableRows;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.layers.Stored;
import org.chainrule.dsl.ops.Softmax;
import org.chainrule.models.Mlp;
import org.chainrule.trainers.metrics.ClassPredictions;
import org.chainrule.trainers.storage.ModelFolder;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * A trained network on tables with the encoding that was fitted for it: it predicts from raw rows.
 *
 * <p>It computes in 64 bits and plain Java, and holds no native memory. A model of an {@link Mlp}
 * is saved with the shape of its network, and opened without declaring it again.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import java.util.Map;
 *
 * TableModel model = TableModel.open(Path.of("flowers"));
 * Map<String, Double> probabilities = model.classify(Map.of("length", 5.1, "width", 3.5));
 * }</pre>
 */
public final class TableModel {
    private final FeatureNet net;
    private final TableConfig config;
    private final TableEncoding encoding;
    private final Map<String, NumericArray> weights;

    private TableModel(FeatureNet net, TableConfig config, Map<String, NumericArray> weights) {
        this.net = net;
        this.config = config;
        encoding = config.encoding();
        this.weights = weights;
        long outputs = encoding.target() instanceof ClassTarget c ? c.classes() : 1;
        require("inputs", encoding.width(), net.input().type().shape().dim(-1).size());
        require("outputs", outputs, net.output().dim(-1).size());
    }

    private static void require(String what, long wanted, long found) {
        if (wanted != found) {
            throw new ChainruleException(
                    "table model",
                    "the network must have %d %s, as the encoding does".formatted(wanted, what),
                    "but it has " + found,
                    "Declare the network that was trained with this encoding.");
        }
    }

    /**
     * The network of a run.
     *
     * @param net the network that was trained: class scores, or one number
     * @param weights its weights, which are copied
     * @param encoding the encoding of the rows that it was trained on
     * @throws ChainruleException if network and encoding do not fit
     */
    public static TableModel of(FeatureNet net, Weights weights, TableEncoding encoding) {
        return new TableModel(net, new TableConfig(encoding, Optional.empty()), numbers(weights));
    }

    /**
     * The multilayer perceptron of a run, which is saved with its shape.
     *
     * @param shape the network that was trained
     * @param weights its weights, which are copied
     * @param encoding the encoding of the rows that it was trained on
     * @throws ChainruleException if network and encoding do not fit
     */
    public static TableModel of(Mlp.Config shape, Weights weights, TableEncoding encoding) {
        return new TableModel(
                Mlp.of(shape), new TableConfig(encoding, Optional.of(shape)), numbers(weights));
    }

    private static Map<String, NumericArray> numbers(Weights weights) {
        Map<String, NumericArray> numbers = new LinkedHashMap<>();
        weights.arrays().forEach((path, array) -> numbers.put(path, Native.numbers(array)));
        return numbers;
    }

    /** What its inputs and outputs stand for. */
    public TableEncoding encoding() {
        return encoding;
    }

    /**
     * The probability of each class for one raw row.
     *
     * @param raw as {@link TableEncoding#row} takes it
     * @throws ChainruleException if the target is no class, or the row does not fit
     */
    public Map<String, Double> classify(Map<String, ?> raw) {
        Map<String, Double> probabilities = new LinkedHashMap<>();
        var labels = encoding.classes().labels();
        NumericArray outputs = outputs(one(raw));
        for (int c = 0; c < labels.size(); c++) {
            probabilities.put(labels.get(c), outputs.at(0, c));
        }
        return probabilities;
    }

    /**
     * The number that is predicted for one raw row, in the unit of the column.
     *
     * @param raw as {@link TableEncoding#row} takes it
     * @throws ChainruleException if the target is a class, or the row does not fit
     */
    public double estimate(Map<String, ?> raw) {
        if (encoding.target() instanceof NumberTarget target) {
            return target.decode(outputs(one(raw)).item());
        }
        throw new ChainruleException(
                "target \"%s\"".formatted(encoding.target().name()),
                "must be a number",
                "but it is a class",
                "Use classify(row).");
    }

    private NumericArray one(Map<String, ?> raw) {
        return NumericArray.of(encoding.row(raw), 1, encoding.width());
    }

    /**
     * What it predicts for the rows of a table with targets, such as the test part of a split.
     *
     * @throws ChainruleException if the table does not fit
     */
    public TablePredictions predict(TableData data) {
        TableRows rows = encoding.rows(data);
        return new TablePredictions(encoding, rows, outputs(rows.features()));
    }

    /**
     * What it predicts for rows that need not have the target: the class of each and the
     * probabilities of all, or a number.
     *
     * @param rows a table with the columns that the encoding reads
     * @return the columns {@code predicted} and, for classes, {@code p(name)}; a row for each row
     * @throws ChainruleException if a column is not there, or a value is not one that it takes
     */
    public Table predictions(TableData rows) {
        NumericArray outputs = outputs(encoding.features(rows));
        if (encoding.target() instanceof NumberTarget target) {
            double[] numbers = outputs.map(target::decode).values();
            return Table.create("predictions", DoubleColumn.create("predicted", numbers));
        }
        List<Integer> unknown = Collections.nCopies(rows.rows(), 0);
        var classes = new ClassPredictions(encoding.classes().labels(), unknown, outputs);
        return classes.table().removeColumns("actual");
    }

    /** Probabilities, or scaled numbers. */
    private NumericArray outputs(NumericArray features) {
        Declaration declared = net.declare(Mode.EVALUATION);
        Map<Variable, NumericArray> values = new HashMap<>();
        values.put(net.input(), features);
        for (Stored stored : declared.stored()) {
            values.put(stored.variable(), weights.get(stored.path()));
        }
        boolean hasClasses = encoding.target() instanceof ClassTarget;
        var output = declared.output();
        return new Evaluator(values, 0).valueOf(hasClasses ? new Softmax().apply(output) : output);
    }

    /**
     * Writes the encoding, the shape of the network where it is an {@link Mlp}, and the weights;
     * each file is replaced as a whole.
     *
     * @throws ChainruleException if the folder cannot be written, or the activation is none of
     *     those that have a name in JSON
     */
    public void save(Path folder) {
        JsonObject json = config.json();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Map<String, NDArray> arrays = new LinkedHashMap<>();
            weights.forEach(
                    (path, numbers) ->
                            arrays.put(
                                    path,
                                    Native.copy(
                                            manager,
                                            numbers.values(),
                                            numbers.sizes(),
                                            DataType.FLOAT32)));
            new ModelFolder(folder).save(json, arrays);
        }
    }

    /**
     * The model that {@link #save} wrote with the shape of its network.
     *
     * @param folder where it lies
     * @throws ChainruleException if a file is missing or damaged, or the shape is not there
     */
    public static TableModel open(Path folder) {
        TableConfig config = TableConfig.in(folder);
        FeatureNet net =
                config.network()
                        .map(Mlp::of)
                        .orElseThrow(
                                () ->
                                        new ChainruleException(
                                                folder.toString(),
                                                "must hold the shape of the network",
                                                "but the model was saved without it",
                                                "Give it: TableModel.open(folder, net)."));
        return open(folder, net, config);
    }

    /**
     * The model that {@link #save} wrote.
     *
     * @param folder where it lies
     * @param net the network as it was declared for training
     * @throws ChainruleException if a file is missing or damaged, or does not fit the network
     */
    public static TableModel open(Path folder, FeatureNet net) {
        var config = new TableConfig(TableConfig.in(folder).encoding(), Optional.empty());
        return open(folder, net, config);
    }

    private static TableModel open(Path folder, FeatureNet net, TableConfig config) {
        try (var weights = new Weights(net.stored(), 0, DataType.FLOAT32, Device.cpu())) {
            new ModelFolder(folder).copyInto(weights.arrays());
            return new TableModel(net, config, numbers(weights));
        }
    }
}
