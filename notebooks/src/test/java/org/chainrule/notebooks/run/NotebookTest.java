package org.chainrule.notebooks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notebooks as files. */
class NotebookTest {
    @TempDir private Path folder;

    private Notebook read(String json) throws IOException {
        return Notebook.read(Files.writeString(folder.resolve("a.ipynb"), json));
    }

    @Test
    void whatJupyterAddsOnTheWayIsLeftOut() throws IOException {
        Notebook notebook =
                read(
                        """
                        {"nbformat": 4, "nbformat_minor": 2, "metadata": {"x": 1, "widgets": {}},
                         "cells": [
                         {"cell_type": "markdown", "metadata": {"scrolled": true}, "source": "# T\\n"},
                         {"cell_type": "code", "execution_count": 9, "metadata": {"execution":
                           {"iopub.busy": "2020"}, "tags": ["varies"]}, "source": ["a\\n", "b"], "outputs": [
                           {"output_type": "stream", "name": "stdout", "text": "1"},
                           {"output_type": "stream", "name": "stdout", "text": ["2\\n", "3"]},
                           {"output_type": "display_data", "metadata": {}, "transient": {"display_id":
                             "u"}, "data": {"text/plain": "t", "image/png": "AQI=\\n"}}]}]}
                        """);
        String text = notebook.text();
        assertThat(text)
                .isEqualTo(
                        """
                        {
                         "cells": [
                          {
                           "cell_type": "markdown",
                           "id": "00008797",
                           "metadata": {},
                           "source": [
                            "# T"
                           ]
                          },
                          {
                           "cell_type": "code",
                           "execution_count": 1,
                           "id": "00016db9",
                           "metadata": {
                            "tags": [
                             "varies"
                            ]
                           },
                           "outputs": [
                            {
                             "name": "stdout",
                             "output_type": "stream",
                             "text": [
                              "12\\n",
                              "3"
                             ]
                            },
                            {
                             "data": {
                              "image/png": "AQI=",
                              "text/plain": [
                               "t"
                              ]
                             },
                             "metadata": {},
                             "output_type": "display_data"
                            }
                           ],
                           "source": [
                            "a\\n",
                            "b"
                           ]
                          }
                         ],
                         "metadata": {
                          "kernelspec": {
                           "display_name": "Java",
                           "language": "java",
                           "name": "java"
                          },
                          "language_info": {
                           "file_extension": ".jshell",
                           "mimetype": "text/x-java-source",
                           "name": "java",
                           "pygments_lexer": "java"
                          }
                         },
                         "nbformat": 4,
                         "nbformat_minor": 5
                        }
                        """);
        assertThat(read(text).text()).isEqualTo(text);
    }

    @Test
    void cellsWithTheSameSourceHaveDifferentIds() throws IOException {
        String cell = "{\"cell_type\": \"markdown\", \"metadata\": {}, \"source\": \"same\"}";
        Notebook notebook =
                read("{\"nbformat\": 4, \"cells\": [%s, %s, %s]}".formatted(cell, cell, cell));
        assertThat(notebook.cells().stream().map(Cell::id).distinct()).hasSize(3);
    }

    @Test
    void errorKeepsItsNameAndMessageWithoutFrames() throws IOException {
        Notebook notebook =
                read(
                        """
                        {"nbformat": 4, "cells": [{"cell_type": "code", "metadata": {}, "source": "x",
                         "execution_count": null, "outputs": [{"output_type": "error", "ename":
                         "EvalException", "evalue": "/ by zero", "traceback": ["\\u001b[1m\\u001b[31m\
                        java.lang.ArithmeticException: / by zero\\n\\u001b[0m", "   at .(#16:1)"]}]}]}
                        """);
        Output error = notebook.code().get(0).outputs().get(0);
        assertThat(error).isEqualTo(Output.error("ArithmeticException", "/ by zero"));
        assertThat(error.json().get("traceback").toString())
                .isEqualTo("[\"ArithmeticException: / by zero\"]");
    }

    private Output error(String name, String value, String first, String second)
            throws IOException {
        return read("""
                    {"nbformat": 4, "cells": [{"cell_type": "code", "metadata": {}, "source": "x",
                     "execution_count": null, "outputs": [{"output_type": "error", "ename": "%s",
                     "evalue": "%s", "traceback": ["%s", "%s", "   at .(#16:1)"]}]}]}
                    """
                        .formatted(name, value, first, second))
                .code()
                .get(0)
                .outputs()
                .get(0);
    }

    @Test
    void errorIsTheSameInEveryKernel() throws IOException {
        String thrown = "java.lang.ArithmeticException";
        String ruler = "\\u001b[1m\\u001b[31m" + "-".repeat(75) + "\\u001b[0m";
        String red = "\\u001b[1m\\u001b[31m%s\\u001b[0m";
        String ijava = red.formatted(thrown + ": / by zero");
        String jjava = red.formatted("java.lang.RuntimeException: " + thrown + ", / by zero");
        Output expected = Output.error("ArithmeticException", "/ by zero");
        assertThat(error("EvalException", "/ by zero", ruler, ijava)).isEqualTo(expected);
        assertThat(error("RuntimeException", thrown + ", / by zero", ruler, jjava))
                .isEqualTo(expected);
        String message = "apples.csv, column 3: no"; // a message that only looks like it
        assertThat(error("E", message, "E: no", "")).isEqualTo(Output.error("E", message));
    }

    @Test
    void otherFilesAreRefused() {
        assertThatThrownBy(() -> read("[]"))
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining("a.ipynb: the file must hold a notebook of format 4, but")
                .hasMessageEndingWith("Open it in Jupyter and save it.");
        assertThatThrownBy(() -> read("{\"nbformat\": 3, \"worksheets\": []}"))
                .hasMessageContaining("but it does not (another format)");
        assertThatThrownBy(() -> read("{}")).hasMessageContaining("a notebook of format 4");
        assertThatThrownBy(() -> Notebook.read(folder.resolve("none.ipynb")))
                .hasMessageContaining("the notebook must be a file that can be read, but");
    }
}
