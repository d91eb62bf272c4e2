package org.chainrule.trainers.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.chainrule.dsl.algebra.PrincipalComponents;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

class PcaPlotTest {
    private static final Path PICTURES = Path.of("target", "pictures");

    private static PcaPlot plot(NumericArray table, List<String> classes) {
        return new PcaPlot(PrincipalComponents.of(table), table, classes);
    }

    private static NumericArray table(int rows, int columns) {
        double[] values = new double[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.sin(i * i);
        }
        return NumericArray.of(values, rows, columns);
    }

    private static boolean has(BufferedImage image, Color color) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) == color.getRGB()) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void everyRowIsADotOfItsClass() {
        NumericArray table = table(5, 3);
        XYChart chart = plot(table, List.of("b", "a", "b", "b", "a")).chart();
        List<XYSeries> series =
                chart.getSeriesMap().values().stream().filter(XYSeries::isShowInLegend).toList();
        assertThat(series).extracting(XYSeries::getLabel).containsExactly("b", "a");
        NumericArray scores = PrincipalComponents.of(table).scores(table, 2);
        assertThat(series.get(1).getXData()).containsExactly(scores.at(1, 0), scores.at(4, 0));
        assertThat(series.get(1).getYData()).containsExactly(scores.at(1, 1), scores.at(4, 1));
    }

    @Test
    void axesTellTheVariance() { // 9 of 10, and 1 of 10
        NumericArray table = NumericArray.of(new double[] {3, 0, -3, 0, 0, 1, 0, -1}, 4, 2);
        XYChart chart = plot(table, Collections.nCopies(4, "all")).chart();
        assertThat(chart.getXAxisTitle()).isEqualTo("component 1 (90.0% of the variance)");
        assertThat(chart.getYAxisTitle()).isEqualTo("component 2 (10.0% of the variance)");
    }

    @Test
    void pointsOnALineAreDrawn() {
        NumericArray table = NumericArray.of(new double[] {0, 1, 3, 5, 6, 9}, 3, 2);
        XYChart chart = plot(table, List.of("a", "a", "b")).chart();
        assertThat(has(Picture.image(chart), Color.WHITE)).isTrue();
        assertThat(chart.getYAxisTitle()).isEqualTo("component 2 (0.0% of the variance)");
    }

    @ParameterizedTest
    @CsvSource({
        "iris.csv, 3, component 1 (92.5% of the variance)",
        "digits.csv.gz, 10, component 1 (14.9% of the variance)"
    })
    void realTablesAreDrawn(String name, int classes, String axis) throws IOException {
        String folder = System.getenv("CHAINRULE_CACHE");
        Path file = Path.of(folder == null ? "" : folder, name);
        assumeTrue(
                folder != null && Files.isReadable(file),
                name + " is not in the folder that CHAINRULE_CACHE names");
        PcaPlot plot = read(file);
        assertThat(plot.classes().stream().distinct()).hasSize(classes);
        assertThat(plot.chart().getXAxisTitle()).isEqualTo(axis);
        String begin = name.substring(0, name.indexOf('.'));
        for (String ending : List.of(".png", ".svg")) {
            Path picture = PICTURES.resolve("pca-" + begin + ending);
            Files.createDirectories(PICTURES);
            plot.write(picture);
            assertThat(picture).isNotEmptyFile();
        }
    }

    private static PcaPlot read(Path file) throws IOException {
        boolean isPacked = file.toString().endsWith(".gz");
        List<String[]> rows = new ArrayList<>();
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = isPacked ? new GZIPInputStream(raw) : raw;
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().map(line -> line.split(",", -1)).forEach(rows::add);
        }
        String[] heading = isPacked ? new String[0] : rows.remove(0);
        int columns = rows.get(0).length - 1;
        double[] values =
                rows.stream()
                        .flatMapToDouble(
                                cells ->
                                        IntStream.range(0, columns)
                                                .mapToDouble(j -> Double.parseDouble(cells[j])))
                        .toArray();
        List<String> classes =
                rows.stream()
                        .map(cells -> cells[columns])
                        .map(c -> isPacked ? c : heading[2 + Integer.parseInt(c)])
                        .toList();
        return plot(NumericArray.of(values, rows.size(), columns), classes);
    }

    @Test
    void rejectsWhatCannotBeDrawn() {
        NumericArray table = table(30, 3);
        assertThatThrownBy(() -> plot(table, List.of("a")))
                .hasMessage(
                        "plot: each of the 30 rows must have a class, but found 1. Give a name for"
                                + " each.");
        List<String> different = IntStream.range(0, 30).mapToObj(Integer::toString).toList();
        assertThatThrownBy(() -> plot(table, different))
                .hasMessage(
                        "plot: classes must be 21 or fewer to be told apart, but found 30. Join"
                                + " some.");
        assertThatThrownBy(() -> plot(table(2, 1), List.of("a", "a")))
                .hasMessage(
                        "plot: two components are needed for two axes, but found 1. Give a table with"
                                + " two columns or more.");
    }
}
