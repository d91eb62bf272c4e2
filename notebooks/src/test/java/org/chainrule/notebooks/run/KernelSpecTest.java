package org.chainrule.notebooks.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chainrule.notebooks.kernel.RapaioStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Jupyter is told of the kernel. */
class KernelSpecTest {
    @TempDir private Path folder;

    private JsonObject written(KernelType type) throws IOException {
        Path file =
                KernelSpec.of(type, folder.resolve("lib"), folder.resolve("k.jar")).into(folder);
        assertThat(file)
                .isEqualTo(folder.resolve("kernels").resolve("java").resolve("kernel.json"));
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    private static List<String> argv(JsonObject json) {
        return json.getAsJsonArray("argv").asList().stream().map(JsonElement::getAsString).toList();
    }

    @Test
    void chainruleStandsBeforeTheKernelOnTheClassPath() throws IOException {
        List<String> argv = argv(written(KernelType.RAPAIO));
        assertThat(argv.get(0)).endsWith(Path.of("bin", "java").toString());
        assertThat(argv)
                .contains("--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED")
                .containsSequence(
                        "-cp",
                        folder.resolve("lib")
                                + File.separator
                                + "*"
                                + File.pathSeparator
                                + folder.resolve("k.jar"),
                        RapaioStart.class.getName(),
                        "{connection_file}");
    }

    @Test
    void eachKernelHasItsMainClassAndItsWayToBeInterrupted() throws IOException {
        JsonObject ijava = written(KernelType.IJAVA);
        assertThat(argv(ijava)).contains("io.github.spencerpark.ijava.IJava");
        assertThat(ijava.get("interrupt_mode").getAsString()).isEqualTo("message");
        assertThat(argv(written(KernelType.JJAVA))).contains("org.dflib.jjava.JJava");
        JsonObject rapaio = written(KernelType.RAPAIO);
        assertThat(rapaio.get("interrupt_mode").getAsString()).isEqualTo("signal");
        assertThat(rapaio.getAsJsonObject("env").get("GOMP_SPINCOUNT").getAsString())
                .isEqualTo("20000");
    }
}
