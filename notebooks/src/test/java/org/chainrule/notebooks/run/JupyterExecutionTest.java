package org.chainrule.notebooks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs in Jupyter, here a script that does what Jupyter does. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is one of sh")
class JupyterExecutionTest {
    private static final String CELL =
            "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"metadata\": {}, \"source\": \"f();\","
                    + " \"execution_count\": null, \"outputs\": [%s]}]}";
    private static final String DONE =
            CELL.formatted(
                    "{\"output_type\": \"stream\", \"name\": \"stdout\", \"text\": \"done\"}");
    private static final String HANGS =
            "echo \"RuntimeError: Kernel didn't respond in 30 seconds\" >&2; exit 1";

    @TempDir private Path folder;
    private Path notebook;

    @BeforeEach
    void writeNotebook() throws IOException {
        notebook = Files.writeString(folder.resolve("a.ipynb"), CELL.formatted(""));
    }

    /**
     * A Jupyter that counts its starts in the file {@code starts}.
     *
     * @param start what it does in sh; {@code $n} is the number of the start, {@code $out} the
     *     folder of the output
     */
    private JupyterExecution jupyter(String start) throws IOException {
        Path script =
                Files.writeString(
                        folder.resolve("jupyter.sh"),
                        """
                        echo "$@" >> "%1$s/starts"
                        n=$(wc -l < "%1$s/starts")
                        for option in "$@"; do
                            case $option in --output-dir=*) out=${option#--output-dir=} ;; esac
                        done
                        echo "$JUPYTER_PATH" > "%1$s/path"
                        %2$s
                        cat "%1$s/done.ipynb" > "$out/run.ipynb"
                        """
                                .formatted(folder, start));
        Files.writeString(folder.resolve("done.ipynb"), DONE);
        return new JupyterExecution(List.of("sh", script.toString()), folder.resolve("data"), 30);
    }

    private List<String> starts() throws IOException {
        return Files.readAllLines(folder.resolve("starts"));
    }

    @Test
    void hungStartIsTriedAgain() throws IOException {
        Notebook run = jupyter("if [ \"$n\" -lt 3 ]; then " + HANGS + "; fi").run(notebook);
        assertThat(run.code().get(0).outputs()).containsExactly(Output.stream("stdout", "done"));
        assertThat(starts())
                .hasSize(3)
                .allMatch(line -> line.contains("--ExecutePreprocessor.startup_timeout=30"))
                .allMatch(line -> line.endsWith(notebook.toString()));
        assertThat(Files.readString(folder.resolve("path")))
                .startsWith(folder.resolve("data").toString());
    }

    @Test
    void startThatAlwaysHangsEndsInAnError() throws IOException {
        JupyterExecution jupyter = jupyter(HANGS);
        assertThatThrownBy(() -> jupyter.run(notebook))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        notebook
                                + ": the Java kernel must start, but it did not in 6 tries of 30"
                                + " seconds: RuntimeError: Kernel didn't respond in 30 seconds."
                                + " Run it again when the machine has less to do.");
        assertThat(starts()).hasSize(6);
    }

    @Test
    void anyOtherFailureIsNotTriedAgain() throws IOException {
        JupyterExecution jupyter = jupyter("echo 'No such kernel named java'; exit 1");
        assertThatThrownBy(() -> jupyter.run(notebook))
                .hasMessageStartingWith(
                        notebook
                                + ": Jupyter must run the notebook, but it says: No such kernel"
                                + " named java. Try the same with: sh ");
        assertThat(starts()).hasSize(1);
    }

    @Test
    void missingJupyterIsSaid() {
        var none = new JupyterExecution(List.of(folder + "/none"), folder, 30);
        assertThatThrownBy(() -> none.run(notebook))
                .hasMessageStartingWith(
                        "jupyter: Jupyter must be installed, but "
                                + folder
                                + "/none can't be started. Install it,");
    }

    @Test
    void outputsAreStoredOnlyWhereNoCellFails() throws IOException {
        assertThat(Check.store(notebook, jupyter(""))).isEmpty();
        String stored = Files.readString(notebook);
        assertThat(stored).contains("\"done\"").doesNotContain("started");
        JupyterExecution failing = jupyter("");
        Files.writeString(
                folder.resolve("done.ipynb"),
                CELL.formatted(
                        "{\"output_type\": \"error\", \"ename\": \"E\", \"evalue\": \"no\","
                                + " \"traceback\": []}"));
        assertThat(Check.store(notebook, failing))
                .singleElement()
                .asString()
                .endsWith("(f();): E: no");
        assertThat(Files.readString(notebook)).isEqualTo(stored);
        assertThat(Check.differences(notebook, failing, true)).hasSize(1);
    }
}
