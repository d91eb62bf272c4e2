package org.chainrule.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every Java snippet in the Markdown pages and in the Javadoc of all modules compiles. */
class SnippetTest {

    /** The repository, from this module's folder, where the tests run. */
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir private static Path classes;
    private static SnippetCompiler compiler;

    @BeforeAll
    static void openCompiler() {
        compiler = new SnippetCompiler(classes);
    }

    @AfterAll
    static void closeCompiler() throws IOException {
        compiler.close();
    }

    @TestFactory
    List<DynamicTest> snippetCompiles() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path document : documents()) {
            Snippet.in(document).forEach(snippet -> tests.add(compiles(snippet)));
        }
        return tests;
    }

    @Test
    void readmeHasSnippets() throws IOException {
        assertThat(Snippet.in(ROOT.resolve("README.md"))).isNotEmpty();
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (String page : List.of("README.md", ".github/CONTRIBUTING.md")) {
            if (Files.exists(ROOT.resolve(page))) {
                documents.add(ROOT.resolve(page));
            }
        }
        for (String module : List.of("dsl", "datasets", "models", "trainers", "notebooks")) {
            try (Stream<Path> sources = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                sources.filter(file -> file.toString().endsWith(".java"))
                        .sorted()
                        .forEach(documents::add);
            }
        }
        return documents;
    }

    private static DynamicTest compiles(Snippet snippet) {
        return dynamicTest(
                snippet.place(2), () -> assertThat(compiler.complaints(snippet)).isEmpty());
    }
}
