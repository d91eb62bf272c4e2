package org.chainrule.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
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

    /** What a snippet need not import; those of them count that exist. */
    private static final List<String> IMPORTS =
            List.of(
                    "import java.nio.file.*;",
                    "import java.util.*;",
                    "import org.chainrule.dsl.*;",
                    "import org.chainrule.dsl.djl.*;",
                    "import org.chainrule.dsl.eval.*;",
                    "import org.chainrule.dsl.graph.*;",
                    "import org.chainrule.dsl.initializers.*;",
                    "import org.chainrule.dsl.layers.*;",
                    "import org.chainrule.models.*;",
                    "import org.chainrule.datasets.*;",
                    "import org.chainrule.trainers.*;");

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    @TempDir private static Path classes;
    private static StandardJavaFileManager files;
    private static String defaultImports;

    @BeforeAll
    static void findDefaultImports() {
        files = COMPILER.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        List<String> existing = new ArrayList<>(IMPORTS);
        for (Diagnostic<?> unknown : errors("Imports", String.join("\n", IMPORTS))) {
            existing.remove(IMPORTS.get((int) unknown.getLineNumber() - 1));
        }
        defaultImports = String.join(" ", existing);
    }

    @AfterAll
    static void closeFiles() throws IOException {
        files.close();
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
                snippet.place(2),
                () ->
                        assertThat(errors(snippet.typeName(), snippet.source(defaultImports)))
                                .extracting(
                                        error ->
                                                snippet.place(error.getLineNumber())
                                                        + ": "
                                                        + error.getMessage(null))
                                .isEmpty());
    }

    private static List<Diagnostic<?>> errors(String typeName, String source) {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options =
                List.of("--release", "17", "-proc:none", "-Xlint:none", "-d", classes.toString());
        COMPILER.getTask(null, files, found, options, null, List.of(inMemory(typeName, source)))
                .call();
        List<Diagnostic<?>> errors = new ArrayList<>(found.getDiagnostics());
        errors.removeIf(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.ERROR);
        return errors;
    }

    private static JavaFileObject inMemory(String typeName, String source) {
        URI uri = URI.create("memory:///" + typeName + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }
}
