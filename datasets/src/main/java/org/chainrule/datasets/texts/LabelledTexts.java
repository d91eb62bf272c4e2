package org.chainrule.datasets.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.datasets.Corpora;
import org.chainrule.datasets.Stratification;
import org.chainrule.datasets.tables.CsvFormat;
import org.chainrule.datasets.tables.TableData;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.error.IoReason;
import tech.tablesaw.api.Table;

/**
 * Texts, each of a class, such as reviews that praise or blame: from a CSV file, or from a folder
 * for each class.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import org.chainrule.datasets.tables.CsvFormat;
 * import org.chainrule.datasets.texts.LabelledTexts;
 * import org.chainrule.datasets.texts.TextTokens;
 *
 * var format = CsvFormat.standard().withSeparator('\t');
 * LabelledTexts reviews = LabelledTexts.read(Path.of("reviews.tsv"), format, "text", "mood");
 * LabelledTexts.Split split = reviews.split(0.2, 1);
 * TextTokens tokens = TextTokens.of(split.training(), 200);
 * }</pre>
 *
 * @param name a short name, for reports and errors
 * @param texts the texts, none of them empty
 * @param labels the number of each text's class, as many as texts
 * @param classes the names of the classes, in the order of their numbers
 */
public record LabelledTexts(
        String name, List<String> texts, List<Integer> labels, List<String> classes) {

    /**
     * Texts with their classes.
     *
     * @throws ChainruleException if there are not as many labels as texts, there is no text, one is
     *     empty, or a label is the number of no class
     */
    public LabelledTexts {
        texts = List.copyOf(texts);
        labels = List.copyOf(labels);
        classes = List.copyOf(classes);
        if (texts.isEmpty() || texts.size() != labels.size()) {
            throw new ChainruleException(
                    name,
                    "there must be a label for each text, and a text",
                    "but there are %d labels for %d texts".formatted(labels.size(), texts.size()),
                    "Give as many of both.");
        }
        for (int i = 0; i < texts.size(); i++) {
            int label = labels.get(i);
            if (label < 0 || label >= classes.size()) {
                throw new ChainruleException(
                        "%s, text %d".formatted(name, i + 1),
                        "the label must be from 0 to " + (classes.size() - 1),
                        "but it is " + label,
                        "Name all classes.");
            }
            if (texts.get(i).isEmpty()) {
                throw new ChainruleException(
                        "%s, text %d".formatted(name, i + 1),
                        "the text must hold a character",
                        "but it is empty",
                        "Leave it out.");
            }
        }
    }

    /**
     * Two parts, no text in both by its place.
     *
     * @param training to train on
     * @param test held out
     */
    public record Split(LabelledTexts training, LabelledTexts test) {}

    /**
     * A row of a CSV file for each text. Classes are numbered in alphabetical order.
     *
     * @param csv the file
     * @param format how it is written
     * @param text the name of the column of texts
     * @param label the name of the column of classes
     * @return the texts
     * @throws ChainruleException if the file cannot be read, lacks a column, or a text or a class
     *     is missing
     */
    public static LabelledTexts read(Path csv, CsvFormat format, String text, String label) {
        TableData data = TableData.read(csv, format.withText(text, label)).features(text, label);
        Table table = data.table();
        List<String> texts = table.stringColumn(text).asList();
        List<String> names = table.stringColumn(label).asList();
        int missing = names.indexOf("");
        if (missing >= 0) {
            throw new ChainruleException(
                    "%s, text %d".formatted(data.name(), missing + 1),
                    "every text must have a class in column \"%s\"".formatted(label),
                    "but this one has none",
                    "Fill it in, or leave the text out.");
        }
        return labelled(data.name(), texts, names);
    }

    private static LabelledTexts labelled(String name, List<String> texts, List<String> names) {
        List<String> classes = List.copyOf(new TreeSet<>(names));
        return new LabelledTexts(
                name, texts, names.stream().map(classes::indexOf).toList(), classes);
    }

    /**
     * A folder for each class, and in it a file in UTF-8 for each text. Hidden files do not count.
     * Classes and texts are in alphabetical order.
     *
     * @param folder the folder of the classes' folders
     * @return the texts
     * @throws ChainruleException if it cannot be read, holds no folder with a file, or a file is
     *     empty or not UTF-8 text
     */
    public static LabelledTexts folders(Path folder) {
        List<String> texts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Path part : listed(folder).stream().filter(Files::isDirectory).toList()) {
            for (Path file : listed(part).stream().filter(Files::isRegularFile).toList()) {
                texts.add(Corpora.file(file).text());
                names.add(part.getFileName().toString());
            }
        }
        if (texts.isEmpty()) {
            throw new ChainruleException(
                    folder.toString(),
                    "must hold a folder for each class, with a file for each text",
                    "but there is none",
                    "Give the folder that holds the classes' folders.");
        }
        return labelled(String.valueOf(folder.getFileName()), texts, names);
    }

    private static List<Path> listed(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ChainruleException(
                    folder.toString(),
                    "must be a folder that can be read",
                    "but it cannot (" + IoReason.of(e) + ")",
                    "Check the name and the permissions.",
                    e);
        }
    }

    /**
     * Splits at random, so that each class has its share in both parts.
     *
     * @param testFraction the share of the test, above 0 and below 1
     * @param seed what the choice is drawn from
     * @return two parts
     * @throws ChainruleException if the fraction is out of range, or a class has one text only
     */
    public Split split(double testFraction, long seed) {
        List<int[]> groups =
                IntStream.range(0, classes.size())
                        .mapToObj(label -> rows(i -> labels.get(i) == label))
                        .filter(rows -> rows.length > 0)
                        .toList();
        for (int[] rows : groups) {
            if (rows.length < 2) {
                throw new ChainruleException(
                        name,
                        "each class must have at least 2 texts, so that no training part lacks it",
                        "but \"%s\" has only one".formatted(classes.get(labels.get(rows[0]))),
                        "Give more, or leave it out.");
            }
        }
        boolean[] isTest = new Stratification(name, groups, count()).test(testFraction, seed);
        return new Split(picked(rows(i -> !isTest[i])), picked(rows(i -> isTest[i])));
    }

    private int[] rows(IntPredicate chosen) {
        return IntStream.range(0, count()).filter(chosen).toArray();
    }

    private LabelledTexts picked(int... rows) {
        return new LabelledTexts(
                name,
                IntStream.of(rows).mapToObj(texts::get).toList(),
                IntStream.of(rows).mapToObj(labels::get).toList(),
                classes);
    }

    /** How many texts there are. */
    public int count() {
        return texts.size();
    }

    @Override
    public String toString() {
        return "LabelledTexts[%s, %d texts, %d classes]".formatted(name, count(), classes.size());
    }
}
