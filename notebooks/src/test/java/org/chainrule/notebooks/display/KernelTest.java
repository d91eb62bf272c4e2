package org.chainrule.notebooks.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which kernel runs, by classes with the names that the kernels' own have. */
class KernelTest {
    private static final String JUPYTER = "org.dflib.jjava.jupyter.kernel.";

    @TempDir private Path folder;

    /** A loader of public classes, each given by its name and its body. */
    private URLClassLoader loader(String... namesAndBodies) throws IOException {
        List<String> command = new ArrayList<>(List.of("-proc:none", "-d", folder.toString()));
        for (int i = 0; i < namesAndBodies.length; i += 2) {
            int dot = namesAndBodies[i].lastIndexOf('.');
            String simple = namesAndBodies[i].substring(dot + 1);
            Path file = Files.createDirectories(folder.resolve("" + i)).resolve(simple + ".java");
            String text = "package %s; public class %s { %s }";
            String in = namesAndBodies[i].substring(0, dot);
            Files.writeString(file, text.formatted(in, simple, namesAndBodies[i + 1]));
            command.add(file.toString());
        }
        int exit =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, command.toArray(String[]::new));
        assertThat(exit).isZero();
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
    }

    private static void assertRuns(URLClassLoader loader, String data) throws IOException {
        try (loader) {
            assertThat(Kernel.running(loader))
                    .hasValueSatisfying(
                            running -> {
                                assertThat(running.object()).hasToString("the kernel");
                                assertThat(running.data().getName()).isEqualTo(data);
                            });
        }
    }

    @Test
    void rapaioIsAPublicField() throws IOException {
        String data = "org.rapaio.jupyter.kernel.display.DisplayData";
        String field = "public static final Object kernel = \"the kernel\";";
        assertRuns(loader("org.rapaio.jupyter.kernel.MainApp", field, data, ""), data);
    }

    @Test
    void jjavaKnowsItInItsBaseClass() throws IOException {
        String data = JUPYTER + "display.DisplayData";
        String body =
                "protected static Object notebookKernel = \"the kernel\";"
                        + " public static Object notebookKernel() { return notebookKernel; }";
        assertRuns(loader(JUPYTER + "BaseKernel", body, data, ""), data);
    }

    @Test
    void earlierJJavaHasTheBaseClassButKnowsTheKernelElsewhere() throws IOException {
        String data = JUPYTER + "display.DisplayData";
        String body = "public static Object getKernelInstance() { return \"the kernel\"; }";
        assertRuns(
                loader(JUPYTER + "BaseKernel", "", "org.dflib.jjava.JJava", body, data, ""), data);
    }

    @Test
    void ijavaIsAskedForItsInstance() throws IOException {
        String data = "io.github.spencerpark.jupyter.kernel.display.DisplayData";
        String body = "public static Object getKernelInstance() { return \"the kernel\"; }";
        assertRuns(loader("io.github.spencerpark.ijava.IJava", body, data, ""), data);
    }

    @Test
    void kernelThatIsNotStartedOrNotKnownDoesNotRun() throws IOException {
        String body = "public static Object getKernelInstance() { return null; }";
        try (URLClassLoader loader =
                loader(
                        "io.github.spencerpark.ijava.IJava",
                        body,
                        "org.rapaio.jupyter.kernel.MainApp",
                        "")) {
            assertThat(Kernel.running(loader)).isEmpty();
        }
    }
}
