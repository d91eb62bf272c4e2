package org.chainrule.trainers.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.datasets.BytePairTokenizer;
import org.chainrule.dsl.catalogue.ClassesBeside;
import org.chainrule.dsl.catalogue.Entry;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.check.GradCheck;
import org.chainrule.dsl.djl.MicroBatch;
import org.chainrule.dsl.djl.MovingAverage;
import org.chainrule.trainers.Training;
import org.chainrule.trainers.depth.DeepNet;
import org.chainrule.trainers.plots.Picture;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What is to be taught, row by row, and what covers each row: the classes that say so with {@link
 * Teaches}, and pages.
 */
final class Syllabus {
    private static final String RESOURCE = "syllabus.tsv"; // id, tab, topic

    /** Rows that a page of the project covers: it sets words side by side, which no class can. */
    static final Map<String, String> PAGES = Map.of("P1", ".github/FROM_PYTORCH.md");

    private final Map<String, String> topics = read();
    private final Map<String, String> covers = new LinkedHashMap<>();

    /**
     * The syllabus and what covers it among everything that can be listed, the checks of gradients,
     * the plots, tokenizers, these commands, and the pages.
     *
     * @param commands the commands of the command line
     */
    Syllabus(Collection<CommandSpec> commands) {
        for (Kind kind : Kind.values()) {
            for (Entry entry : kind.entries()) {
                add(entry, kind.one() + " " + entry.name());
            }
            kind.families().forEach(family -> add(family, "all " + kind.label()));
        }
        addAll("check", GradCheck.class);
        addAll("plot", Picture.class);
        addAll("depth", DeepNet.class);
        addAll("training", Training.class);
        for (Class<?> type : List.of(MicroBatch.class, MovingAverage.class)) {
            add("training", type); // the classes beside them need the engine
        }
        addAll("tokenizer", BytePairTokenizer.class);
        for (CommandSpec command : commands) {
            add(new Entry(command.userObject().getClass()), "command " + command.name());
        }
        PAGES.forEach((row, page) -> covers.put(row, "page " + page));
    }

    /** Adds the classes beside one that teach something. */
    private void addAll(String kind, Class<?> beside) {
        for (Class<?> type : ClassesBeside.of(beside)) {
            if (type.isAnnotationPresent(Teaches.class)) {
                add(kind, type);
            }
        }
    }

    private void add(String kind, Class<?> type) {
        Entry entry = new Entry(type);
        add(entry, kind + " " + entry.name());
    }

    private void add(Entry entry, String shown) {
        for (String row : entry.rows()) {
            covers.merge(row, shown, (a, b) -> a + ", " + b);
        }
    }

    private static Map<String, String> read() {
        Map<String, String> topics = new LinkedHashMap<>();
        try (InputStream file = Syllabus.class.getResourceAsStream(RESOURCE);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int tab = line.indexOf('\t');
                String id = line.substring(0, tab);
                if (topics.put(id, line.substring(tab + 1)) != null) {
                    throw new IllegalStateException(RESOURCE + ": two rows are named " + id);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return topics;
    }

    /** The topic of each row, by its id, in order. */
    Map<String, String> topics() {
        return topics;
    }

    /** What covers each row that is covered, by its id. */
    Map<String, String> covers() {
        return covers;
    }
}
