package org.chainrule.notebooks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chainrule.notebooks.run.KernelJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of the notebooks. */
class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    private int run(String... arguments) {
        return Main.command()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void installsAnotherKernelByItsJar() throws Exception {
        Path jar = KernelJar.of(folder.resolve("ijava.jar"), "io.github.spencerpark.ijava.IJava");
        assertThat(
                        run(
                                "install",
                                "--kernel",
                                "ijava",
                                "--kernel-jar",
                                jar.toString(),
                                "--prefix",
                                folder.toString()))
                .isZero();
        Path made = folder.resolve("share/jupyter/kernels/java/kernel.json");
        assertThat(out.toString().strip()).isEqualTo("installed " + made);
        assertThat(Files.readString(made)).contains("ijava.jar").contains("spencerpark");
    }

    @Test
    void kernelWithoutItsJarIsRefused() {
        assertThat(run("install", "--kernel", "jjava")).isEqualTo(2);
        assertThat(run("install", "--kernel-jar", folder + "/none.jar")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "chainrule-notebooks: --kernel-jar: must be given for a kernel that the"
                                + " build does not bring, but found none for jjava. Unpack the"
                                + " kernel and name its jar.",
                        "chainrule-notebooks: --kernel-jar: must be a file that can be read, but"
                                + " found "
                                + folder
                                + "/none.jar. Give the path of the kernel's jar.");
    }

    @Test
    void kernelIsRefusedWhereNoneIsNeeded() {
        assertThat(run("check", "--jshell", "--kernel", "ijava")).isEqualTo(2);
        assertThat(err.toString().strip())
                .isEqualTo(
                        "chainrule-notebooks: --jshell: must stand without --kernel and"
                                + " --kernel-jar, but found one of them. Leave them out, or leave"
                                + " out --jshell.");
    }

    @Test
    void everyCommandThatRunsNotebooksTakesAKernel() {
        for (String command : List.of("start", "run", "check")) {
            assertThat(run(command, "--kernel", "jjava")).isEqualTo(2);
        }
        assertThat(err.toString().lines())
                .hasSize(3)
                .allMatch(line -> line.contains("found none for jjava"));
    }

    @Test
    void checkInJShellSaysWhatFailsAndWhereAndHowLongItTook() throws Exception {
        String cell =
                "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"metadata\": {}, \"id\": \"x1\","
                        + " \"source\": \"%s\", \"execution_count\": null, \"outputs\": []}]}";
        Path good = folder.resolve("good.ipynb");
        Files.writeString(good, cell.formatted("int a = 1;"));
        Path bad = folder.resolve("bad.ipynb");
        Files.writeString(bad, cell.formatted("int a = 1 / 0;"));
        assertThat(run("check", "--jshell", good.toString())).isZero();
        assertThat(run("check", "--jshell", good.toString(), bad.toString())).isEqualTo(1);
        List<String> lines = out.toString().lines().toList();
        assertThat(lines.get(0)).matches("good.ipynb +ok +\\d+\\.\\d s");
        assertThat(lines.get(1)).matches("1 notebooks, 0 failed, \\d+\\.\\d s");
        assertThat(lines.get(3)).matches("bad.ipynb +FAILED +\\d+\\.\\d s");
        assertThat(lines.get(4))
                .isEqualTo("  cell x1 (int a = 1 / 0;): java.lang.ArithmeticException: / by zero");
    }

    @Test
    void withoutACommandItShowsWhatThereIs() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("install", "start", "run", "check");
        assertThat(run("chekc")).isEqualTo(2);
        assertThat(err.toString())
                .contains("chainrule-notebooks: Unmatched argument at index 0: 'chekc'. See");
    }
}
