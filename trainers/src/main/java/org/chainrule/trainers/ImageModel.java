package org.chainrule.trainers;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.datasets.images.Image;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.models.LeNet;
import org.chainrule.trainers.storage.ModelFolder;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A saved network on images, with what its classes are called and how image files become what it
 * takes. It owns its weights until it is closed.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import java.util.Map;
 *
 * try (ImageModel model = ImageModel.open(Path.of("runs", "images-1"))) {
 *     Map<String, Double> probabilities = model.classify(Path.of("digit.png"));
 * }
 * }</pre>
 */
public final class ImageModel implements AutoCloseable {
    private final ImageConfig config;
    private final Weights weights;
    private final Classifier classifier;

    private ImageModel(ImageConfig config, FeatureNet net, Weights weights) {
        this.config = config;
        this.weights = weights;
        classifier = new Classifier(net, weights, config.classes());
    }

    /**
     * The model that {@code chainrule train} left.
     *
     * @param folder where it lies
     * @throws org.chainrule.dsl.error.ChainruleException if a file is missing or damaged, or is of
     *     another kind
     */
    public static ImageModel open(Path folder) {
        ModelFolder files = new ModelFolder(folder);
        ImageConfig config = ImageConfig.of(folder.toString(), files.config());
        FeatureNet net = LeNet.of(config.network());
        Weights weights = new Weights(net.stored(), 0, DataType.FLOAT32, Device.cpu());
        try {
            files.copyInto(weights.arrays());
            return new ImageModel(config, net, weights);
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    /** What it takes, and what its outputs stand for. */
    public ImageConfig config() {
        return config;
    }

    /**
     * The probability of each class for an image.
     *
     * @param file a PNG or JPEG file
     * @throws org.chainrule.dsl.error.ChainruleException if it cannot be read
     */
    public Map<String, Double> classify(Path file) {
        return classify(config.format().read(file));
    }

    private Map<String, Double> classify(Image image) {
        NumericArray p = classifier.probabilities(config.scale().over(image.values()));
        Map<String, Double> probabilities = new LinkedHashMap<>();
        for (int c = 0; c < config.classes().size(); c++) {
            probabilities.put(config.classes().get(c), p.at(0, c));
        }
        return probabilities;
    }

    /**
     * What it predicts for some images.
     *
     * @param files PNG and JPEG files
     * @return the columns {@code file}, {@code predicted} and {@code p(name)}; a row for each
     * @throws org.chainrule.dsl.error.ChainruleException if one cannot be read
     */
    public Table predictions(List<Path> files) {
        List<Map<String, Double>> each = new ArrayList<>();
        files.forEach(file -> each.add(classify(file)));
        Table table =
                Table.create(
                        "predictions",
                        StringColumn.create("file", files.stream().map(Path::toString)),
                        StringColumn.create("predicted", each.stream().map(ImageModel::likeliest)));
        for (String name : config.classes()) {
            table.addColumns(
                    DoubleColumn.create(
                            "p(" + name + ")", each.stream().mapToDouble(p -> p.get(name))));
        }
        return table;
    }

    /** The first of equally likely classes. */
    private static String likeliest(Map<String, Double> probabilities) {
        return probabilities.entrySet().stream()
                .reduce((best, next) -> next.getValue() > best.getValue() ? next : best)
                .orElseThrow()
                .getKey();
    }

    @Override
    public void close() {
        classifier.close();
        weights.close();
    }
}
