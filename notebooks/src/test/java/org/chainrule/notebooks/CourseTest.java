package org.chainrule.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.chainrule.notebooks.run.Cell;
import org.chainrule.notebooks.run.Check;
import org.chainrule.notebooks.run.JShellExecution;
import org.chainrule.notebooks.run.Notebook;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** The notebooks of the course, run without Jupyter, and what is asked of each. */
class CourseTest {
    private static final Path FOLDER = Path.of("course");
    private static final int MOST_LINES = 20;
    private static final int FEWEST_CELLS = 10;
    private static final int MOST_CELLS = 25;

    @TestFactory
    Stream<DynamicTest> cellsRunInJShellAndShowWhatIsStored() {
        var jshell = new JShellExecution();
        return each(file -> assertThat(Check.differences(file, jshell, false)).isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> fileIsAsTheRunnerWritesIt() {
        return each(
                file -> assertThat(Notebook.read(file).text()).isEqualTo(Files.readString(file)));
    }

    @TestFactory
    Stream<DynamicTest> notebookIsShortAndBeginsWithTitleAndImports() {
        return each(file -> requireForm(Notebook.read(file)));
    }

    private static void requireForm(Notebook notebook) {
        List<Cell> cells = notebook.cells();
        assertThat(cells).hasSizeBetween(FEWEST_CELLS, MOST_CELLS);
        assertThat(cells.get(0).source()).matches("(?s)# \\d+ .+");
        assertThat(cells.get(1).source())
                .startsWith("import static org.chainrule.notebooks.Show.*;");
        for (Cell cell : cells) {
            assertThat(cell.source().lines())
                    .as("a line of prose that Markdown takes for a list or a heading")
                    .noneMatch(line -> !cell.isCode() && line.matches("[+=] .*|=+"));
            assertThat(cell.source().lines().count())
                    .as(cell.source())
                    .isLessThanOrEqualTo(MOST_LINES);
            assertThat(cell.outputs())
                    .as("a cell ends in a statement: %s", cell.source())
                    .noneMatch(output -> output.type().equals("execute_result"));
        }
    }

    @Test
    void everyDeliveredRowOfTheSyllabusIsClaimedByANotebook() {
        SyllabusRows rows = SyllabusRows.read();
        Set<String> missing = new LinkedHashSet<>(rows.covers().keySet());
        notebooks().forEach(file -> missing.removeAll(rows.claimedBy(Notebook.read(file))));
        assertThat(missing).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> codeCellsShowWhatTheClaimedRowsName() {
        SyllabusRows rows = SyllabusRows.read();
        return each(
                file -> assertThat(new Evidence(rows, Notebook.read(file)).missing()).isEmpty());
    }

    /** A grade is a line such as "dx is wrong", a row of a worksheet one such as "dW1 right". */
    @TestFactory
    Stream<DynamicTest> exerciseGetsItsDiagnosisItsRightAnswerAndItsSolution() {
        return each(file -> requireExercise(Shown.in(Notebook.read(file))));
    }

    private static void requireExercise(Shown shown) {
        assertThat(shown.outputs())
                .containsPattern("(?m)^\\w+ is wrong.*\n  Mistake: |^\\w+ +wrong  \\S")
                .containsPattern("(?m)^\\w+ is right[.:]|^\\w+ +right  \\S");
        assertThat(shown.names()).contains("solution");
    }

    /** A test for each notebook. */
    private static Stream<DynamicTest> each(ThrowingConsumer<Path> requirement) {
        return DynamicTest.stream(notebooks(), file -> file.getFileName().toString(), requirement);
    }

    private static Stream<Path> notebooks() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .filter(file -> file.toString().endsWith(".ipynb"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
