package org.chainrule.notebooks.run;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.UnresolvedReferenceException;

/**
 * Runs notebooks with the JDK alone, in this JVM: each cell's text is what it prints, where a
 * picture or a formula is its text. A cell that fails ends with an error output, and the run with
 * it unless the cell is meant to fail.
 */
public final class JShellExecution implements Execution {
    private final String classPath;

    /** With the class path of this JVM. */
    public JShellExecution() {
        this(System.getProperty("java.class.path"));
    }

    JShellExecution(String classPath) {
        this.classPath = classPath;
    }

    @Override
    public Notebook run(Path file) {
        return run(Notebook.read(file));
    }

    Notebook run(Notebook notebook) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        Locale locale = Locale.getDefault();
        Locale.setDefault(Locale.ENGLISH); // numbers with a point, as stored outputs have them
        try (JShell shell =
                JShell.builder()
                        .executionEngine("local")
                        .compilerOptions("-cp", classPath, "-proc:none")
                        .build()) {
            List<Cell> cells = new ArrayList<>();
            boolean goesOn = true;
            for (Cell cell : notebook.cells()) {
                Cell done = cell.with(List.of());
                if (cell.isCode() && goesOn) {
                    done = cell.with(run(shell, cell));
                    goesOn = cell.raises() || done.outputs().stream().noneMatch(Output::isError);
                }
                cells.add(done);
            }
            return new Notebook(cells);
        } finally {
            Locale.setDefault(locale);
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static List<Output> run(JShell shell, Cell cell) {
        var printed = new ByteArrayOutputStream();
        var complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        Optional<Output> error = failure(shell, cell.source());
        System.out.flush();
        System.err.flush();
        List<Output> outputs = new ArrayList<>();
        stream("stdout", printed).ifPresent(outputs::add);
        stream("stderr", complained).ifPresent(outputs::add);
        error.ifPresent(outputs::add);
        return outputs;
    }

    private static Optional<Output> stream(String name, ByteArrayOutputStream bytes) {
        String text = bytes.toString(StandardCharsets.UTF_8);
        return text.isEmpty() ? Optional.empty() : Optional.of(Output.stream(name, text));
    }

    /** Runs a cell snippet by snippet, up to the first that fails. */
    private static Optional<Output> failure(JShell shell, String source) {
        String rest = source;
        while (!rest.isBlank()) {
            SourceCodeAnalysis.CompletionInfo info =
                    shell.sourceCodeAnalysis().analyzeCompletion(rest);
            if (!info.completeness().isComplete()) {
                return info.completeness() == SourceCodeAnalysis.Completeness.EMPTY
                        ? Optional.empty()
                        : complaint(shell, rest);
            }
            Optional<Output> failed = evaluated(shell, info.source());
            if (failed.isPresent()) {
                return failed;
            }
            rest = info.remaining();
        }
        return Optional.empty();
    }

    /** What the compiler says of a cell that does not end, or is not Java. */
    private static Optional<Output> complaint(JShell shell, String source) {
        Optional<Output> said = evaluated(shell, source);
        return said.isPresent()
                ? said
                : Optional.of(
                        Output.error(
                                "IncompleteSourceException", "not complete: " + source.strip()));
    }

    private static Optional<Output> evaluated(JShell shell, String source) {
        for (SnippetEvent event : shell.eval(source)) {
            if (event.causeSnippet() != null) {
                continue; // an earlier snippet that changes with this one
            }
            if (event.exception() != null) {
                return Optional.of(thrown(event.exception()));
            }
            if (!event.status().isDefined()) {
                return Optional.of(Output.error("CompilerException", said(shell, event.snippet())));
            }
        }
        return Optional.empty();
    }

    private static Output thrown(JShellException exception) {
        if (exception instanceof EvalException e) {
            return Output.error(e.getExceptionClassName(), String.valueOf(e.getMessage()));
        }
        String missing =
                exception instanceof UnresolvedReferenceException e
                        ? e.getSnippet().source().strip()
                        : exception.toString();
        return Output.error("UnresolvedReferenceException", missing);
    }

    private static String said(JShell shell, Snippet snippet) {
        String diagnostics =
                shell.diagnostics(snippet)
                        .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                        .collect(Collectors.joining("\n"));
        return diagnostics + "\n  in: " + snippet.source().strip();
    }
}
