package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.datasets.Corpora;
import org.chainrule.datasets.generators.Generators;
import org.chainrule.datasets.images.ImageSets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class ListCommandTest {
    private static final String KINDS =
            "ops, layers, losses, optimizers, schedules, initializers, mathematics, models, datasets, syllabus";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private List<String> lines(Kind kind) {
        assertThat(run("list", kind.label())).isZero();
        assertThat(err.toString()).isEmpty();
        return out.toString().lines().toList();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindIsListedOneALine(Kind kind) {
        assertThat(lines(kind))
                .isNotEmpty()
                .allMatch(line -> line.matches("\\S.*\\S")) // no empty line, no trailing blank
                .extracting(line -> line.split(" ", 2)[0])
                .doesNotHaveDuplicates();
    }

    @Test
    void opsShowTheirMeaningAndFormula() {
        assertThat(lines(Kind.OPS))
                .anyMatch(line -> line.matches("relu +rectified linear unit: max\\(x, 0\\)"))
                .noneMatch(line -> line.startsWith("softmax.gradient"));
    }

    @Test
    void optionsShowTheirDefaults() {
        assertThat(lines(Kind.LAYERS))
                .anyMatch(
                        line ->
                                line.matches(
                                        "layerNorm +hasBias=true, epsilon=1e-5 +layer"
                                                + " normalization over the last axis: .*"));
    }

    @Test
    void optionsThatAreOneOfSeveralWordsShowTheWord() {
        assertThat(lines(Kind.LAYERS))
                .anyMatch(
                        line ->
                                line.matches(
                                        "batchNorm +axis=-1, isAffine=true, epsilon=1e-5,"
                                                + " momentum=0.1, running=moving, isUnbiased=true"
                                                + " +batch normalization, .*"));
    }

    @Test
    void modelsShowTheirConfiguration() {
        assertThat(lines(Kind.MODELS))
                .anyMatch(
                        line ->
                                line.matches(
                                        "gpt +vocabulary, context, layers, heads, width, dropout,"
                                                + " hasBias +decoder-only transformer .*"));
    }

    @Test
    void characterMlpShowsItsConfiguration() {
        assertThat(lines(Kind.MODELS))
                .anyMatch(
                        line ->
                                line.matches(
                                        "characterMlp +vocabulary, context, embedding, hidden,"
                                                + " hasBatchNorm +predicts a character .*"));
    }

    @Test
    void dataSetsAreThoseThatHaveAName() {
        assertThat(lines(Kind.DATASETS))
                .extracting(line -> line.split(" ", 2)[0])
                .containsExactlyElementsOf(
                        Stream.of(Corpora.names(), Generators.names(), ImageSets.names())
                                .flatMap(sets -> sets.keySet().stream())
                                .toList());
    }

    @Test
    void syllabusHasAllRowsInOrder() {
        List<String> lines = lines(Kind.SYLLABUS);
        assertThat(lines.subList(0, lines.size() - 1))
                .extracting(line -> line.split(" ", 2)[0])
                .containsExactlyElementsOf(rows());
    }

    /** The rows of the project's syllabus. */
    private static List<String> rows() {
        Map<String, Integer> chapters = new LinkedHashMap<>();
        int[] sizes = {11, 15, 11, 4, 19, 12, 5, 6, 5, 5, 10, 4, 3, 4, 2};
        for (int i = 0; i < sizes.length; i++) {
            chapters.put(String.valueOf((char) ('B' + i)), sizes[i]);
        }
        List<String> rows = new ArrayList<>();
        Stream.of(
                        IntStream.rangeClosed(1, 13), // functions
                        IntStream.rangeClosed(16, 28),
                        IntStream.rangeClosed(30, 37), // rules
                        IntStream.rangeClosed(40, 47)) // topics
                .flatMapToInt(numbers -> numbers)
                .forEach(number -> rows.add("A" + number));
        chapters.forEach(
                (chapter, size) ->
                        IntStream.rangeClosed(1, size)
                                .forEach(number -> rows.add(chapter + number)));
        return rows;
    }

    @Test
    void syllabusSaysWhatCoversARow() {
        assertThat(lines(Kind.SYLLABUS))
                .anyMatch(line -> line.matches("B1 +relu +op relu"))
                .anyMatch(line -> line.matches("B3 +sigmoid +op sigmoid"))
                .anyMatch(line -> line.matches("B4 +tanh +op tanh"))
                .anyMatch(line -> line.matches("E1 +batch norm.* +op batchNorm, layer batchNorm"))
                .anyMatch(line -> line.matches("E2 +layer norm +op layerNorm, layer layerNorm"))
                .anyMatch(line -> line.matches("L3 +sampling: .* +command generate"))
                .anyMatch(line -> line.matches("A1 +a constant +command derive"))
                .anyMatch(line -> line.matches("A44 +Jacobian, Hessian .* +mathematics partials"))
                .anyMatch(line -> line.matches("A41 +slope and tangent.* +command derive"))
                .anyMatch(line -> line.matches("A42 +e as a limit.* +plot limitPlot"))
                .anyMatch(line -> line.matches("A43 +partial derivatives.* +command derive"));
    }

    @Test
    void syllabusEndsWithItsCount() {
        List<String> lines = lines(Kind.SYLLABUS);
        long covered =
                lines.stream()
                        .limit(lines.size() - 1)
                        .filter(line -> !line.endsWith("NOT COVERED"))
                        .count();
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("%d of %d rows are covered", covered, lines.size() - 1);
    }

    private static Syllabus syllabus() {
        return new Syllabus(
                Main.command().getSubcommands().values().stream()
                        .map(CommandLine::getCommandSpec)
                        .toList());
    }

    /** Chapters L to O come with language models, search, generative models and alignment. */
    @Test
    void everyRowOfTheCatalogueIsCovered() {
        Syllabus syllabus = syllabus();
        assertThat(syllabus.topics().keySet())
                .filteredOn(row -> !row.matches("[LMNO].*"))
                .isSubsetOf(syllabus.covers().keySet());
    }

    /** Some rows name several things, each a class of its own. */
    @ParameterizedTest
    @CsvSource({
        "B9, logSoftmax logSumExp",
        "B10, elu selu mish hardSwish",
        "D10, max min",
        "D11, matrixProduct matrixTranspose trace inverse hadamard",
        "F4, conv transposedConv",
        "F5, maxPool averagePool",
        "F17, sinusoidalPositions learnedPositions rotary",
        "G5, rmsProp adagrad lion muon",
        "I1, norms angle projection gramSchmidt",
        "I2, matrixProduct matrixTranspose inverse trace"
    })
    void rowIsCoveredByAllThatItNames(String row, String names) {
        List<String> covers =
                Stream.of(syllabus().covers().get(row).split(", "))
                        .map(cover -> cover.substring(cover.lastIndexOf(' ') + 1))
                        .toList();
        assertThat(covers).contains(names.split(" "));
    }

    @Test
    void onlyRowsOfTheSyllabusAreCovered() {
        Syllabus syllabus = syllabus();
        assertThat(syllabus.covers().keySet())
                .contains("B1", "L3")
                .isSubsetOf(syllabus.topics().keySet());
    }

    @Test
    void pagesThatCoverRowsExist() {
        Path project = Path.of("..");
        assertThat(Syllabus.PAGES.values())
                .allSatisfy(page -> assertThat(project.resolve(page)).exists());
        assertThat(lines(Kind.SYLLABUS))
                .anyMatch(
                        line ->
                                line.matches(
                                        "P1 +PyTorch's calls .* +page .github/FROM_PYTORCH.md"));
    }

    @Test
    void rejectsUnknownKind() {
        assertThat(run("list", "op")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .containsExactly(
                        "chainrule: list: KIND must be one that there is, but found op. Choose from "
                                + KINDS
                                + ".");
    }

    @Test
    void rejectsMissingKind() {
        assertThat(run("list")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .containsExactly(
                        "chainrule: list: KIND must be one that there is, but none was given."
                                + " Choose from "
                                + KINDS
                                + ".");
    }

    @Test
    void helpNamesTheKinds() {
        assertThat(run("list", "--help")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " ")).contains(KINDS);
    }

    /** Without DJL, libtorch and Tablesaw on the class path, what would load them fails. */
    @Test
    void needsNeitherEngineNorTables() throws Exception {
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        List<URL> without = new ArrayList<>();
        int all = 0;
        for (String entry : classPath.split(File.pathSeparator)) {
            boolean heavy = entry.matches(".*[/\\\\](ai[/\\\\]djl|tech[/\\\\]tablesaw)[/\\\\].*");
            all++;
            if (!heavy) {
                without.add(Path.of(entry).toUri().toURL());
            }
        }
        assertThat(all).as("the class path %s", classPath).isGreaterThan(without.size());
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        try (URLClassLoader loader = new URLClassLoader(without.toArray(URL[]::new), platform)) {
            Method run =
                    loader.loadClass(Main.class.getName())
                            .getDeclaredMethod(
                                    "run", PrintWriter.class, PrintWriter.class, String[].class);
            run.setAccessible(true);
            for (Kind kind : Kind.values()) {
                Object[] arguments = {
                    new PrintWriter(out, true),
                    new PrintWriter(err, true),
                    new String[] {"list", kind.label()}
                };
                assertThat(run.invoke(null, arguments)).as(err.toString()).isEqualTo(0);
            }
        }
        assertThat(err.toString()).isEmpty();
    }
}
