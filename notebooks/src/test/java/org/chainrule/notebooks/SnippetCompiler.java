package org.chainrule.notebooks;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles snippets with what the tests have on their class path. */
final class SnippetCompiler implements AutoCloseable {

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

    private final StandardJavaFileManager files =
            COMPILER.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    private final Path classes;
    private final String defaultImports;

    /**
     * A compiler.
     *
     * @param classes the folder for what it makes
     */
    SnippetCompiler(Path classes) {
        this.classes = classes;
        List<String> existing = new ArrayList<>(IMPORTS);
        for (Diagnostic<?> unknown : errors("Imports", String.join("\n", IMPORTS))) {
            existing.remove(IMPORTS.get((int) unknown.getLineNumber() - 1));
        }
        defaultImports = String.join(" ", existing);
    }

    /** What the compiler says against a snippet, each with its place in the document. */
    List<String> complaints(Snippet snippet) {
        return errors(snippet.typeName(), snippet.source(defaultImports)).stream()
                .map(error -> snippet.place(error.getLineNumber()) + ": " + error.getMessage(null))
                .toList();
    }

    /** The type that a snippet declares, after it was compiled without complaint. */
    Class<?> load(Snippet snippet) throws IOException, ClassNotFoundException {
        URL[] folder = {classes.toUri().toURL()};
        URLClassLoader loader = new URLClassLoader(folder, getClass().getClassLoader());
        return loader.loadClass(snippet.typeName());
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    private List<Diagnostic<?>> errors(String typeName, String source) {
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
