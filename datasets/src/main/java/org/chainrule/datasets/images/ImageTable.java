package org.chainrule.datasets.images;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.datasets.ArrayExamples;
import org.chainrule.datasets.Examples;
import org.chainrule.datasets.tables.CsvFormat;
import org.chainrule.datasets.tables.TableData;
import org.chainrule.datasets.tables.TableEncoding;
import org.chainrule.datasets.tables.TableRows;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Gray images as rows of a table: a column for each pixel, row by row, and one for the class.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import org.chainrule.datasets.Cache;
 * import org.chainrule.datasets.Examples;
 * import org.chainrule.datasets.images.ImageTable;
 * import org.chainrule.datasets.tables.TableData;
 *
 * Examples digits = ImageTable.digits(Cache.standard().file("digits.csv.gz")); // (1, 8, 8)
 * TableData rows = TableData.read(Path.of("mnist.csv")).targetClasses("label");
 * Examples mnist = new ImageTable(28, 28, 255).examples(rows);
 * }</pre>
 *
 * @param height how many rows of pixels an image has
 * @param width how many columns
 * @param white the greatest number of a pixel, which becomes 1
 */
public record ImageTable(int height, int width, double white) {

    /**
     * A table of images.
     *
     * @throws ChainruleException if the size or the greatest number is not above 0
     */
    public ImageTable {
        if (height < 1 || width < 1 || !(white > 0 && white < Double.POSITIVE_INFINITY)) {
            throw new ChainruleException(
                    "ImageTable",
                    "height, width and white must be above 0",
                    "but they are %d, %d and %s".formatted(height, width, white),
                    "For digits of 8×8 pixels from 0 to 16 use 8, 8 and 16.");
        }
    }

    /**
     * The handwritten digits of the UCI repository as scikit-learn ships them: 8×8 pixels from 0 to
     * 16 and the digit, without names of columns; packed by gzip or not.
     *
     * <p>Alpaydin and Kaynak, Optical Recognition of Handwritten Digits, 1998.
     *
     * @throws ChainruleException if the file cannot be read; the message gives line and column
     */
    public static Examples digits(Path file) {
        String[] columns =
                Stream.concat(
                                IntStream.range(0, 64).mapToObj(i -> "pixel " + i),
                                Stream.of("digit"))
                        .toArray(String[]::new);
        TableData data = TableData.read(file, CsvFormat.standard().withColumns(columns));
        return new ImageTable(8, 8, 16).examples(data.targetClasses("digit"));
    }

    /**
     * The images: (1, height, width), from 0 to 1.
     *
     * @param data a table whose features are the pixels in their order, and whose target is a class
     * @throws ChainruleException if it has not as many features as pixels, a pixel is no number or
     *     out of range, or the target is no class
     */
    public Examples examples(TableData data) {
        List<String> pixels = data.featureNames();
        if (pixels.size() != height * width) {
            throw new ChainruleException(
                    data.name(),
                    "there must be a feature for each of %d × %d pixels".formatted(width, height),
                    "but there are " + pixels.size(),
                    "Choose them by TableData.features(...).");
        }
        TableEncoding encoding = data.unscaled(pixels.toArray(String[]::new)).encoding();
        TableRows rows = encoding.rows(data);
        double[] values = rows.features().values();
        float[] inputs = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] >= 0 && values[i] <= white)) {
                throw new ChainruleException(
                        data.at(rows.kept().get(i / pixels.size()), pixels.get(i % pixels.size())),
                        "a pixel must be from 0 to " + white,
                        "but it is " + values[i],
                        "Mend it, or give the greatest number to ImageTable.");
            }
            inputs[i] = (float) (values[i] / white);
        }
        long[] shape = {1, height, width};
        return new ArrayExamples(
                data.name(), shape, inputs, rows.targets().values(), encoding.classes().labels());
    }
}
