package org.chainrule.notebooks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.notebooks.kernel.RapaioStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Jupyter is told of the kernel. */
class KernelSpecTest {
    @TempDir private Path folder;

    private JsonObject written(KernelType type) throws IOException {
        return written(
                type,
                switch (type) {
                    case RAPAIO -> "org.rapaio.jupyter.kernel.MainApp";
                    case JJAVA -> "org.dflib.jjava.distro.JJava";
                    case IJAVA -> "io.github.spencerpark.ijava.IJava";
                });
    }

    /** With a jar of a kernel that holds this class. */
    private JsonObject written(KernelType type, String main) throws IOException {
        Path jar = KernelJar.of(folder.resolve("k.jar"), main);
        Path file = KernelSpec.of(type, folder.resolve("lib"), jar).into(folder);
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
        JsonObject jjava = written(KernelType.JJAVA);
        assertThat(argv(jjava)).contains("org.dflib.jjava.distro.JJava");
        assertThat(jjava.get("interrupt_mode").getAsString()).isEqualTo("message");
        JsonObject rapaio = written(KernelType.RAPAIO);
        assertThat(rapaio.get("interrupt_mode").getAsString()).isEqualTo("signal");
        assertThat(rapaio.getAsJsonObject("env").get("GOMP_SPINCOUNT").getAsString())
                .isEqualTo("20000");
    }

    @Test
    void earlierVersionsOfJJavaStartByAnotherClass() throws IOException {
        assertThat(argv(written(KernelType.JJAVA, "org.dflib.jjava.JJava")))
                .endsWith("org.dflib.jjava.JJava", "{connection_file}");
    }

    @Test
    void jarOfAnotherKernelIsRefused() {
        assertThatThrownBy(
                        () -> written(KernelType.JJAVA, "org.dflib.jjava.launcher.JJavaLauncher"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        folder.resolve("k.jar")
                                + ": the jar must hold the kernel jjava, but there is no class"
                                + " org.dflib.jjava.distro.JJava or org.dflib.jjava.JJava in it."
                                + " Name the jar of the kernel itself, with all that it needs in"
                                + " it, as its releases have it; not the archive around it, nor a"
                                + " launcher beside it.");
        assertThat(folder.resolve("kernels")).doesNotExist();
    }

    @Test
    void fileThatIsNoJarIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("k.txt"), "no jar");
        assertThatThrownBy(() -> KernelSpec.of(KernelType.IJAVA, folder, text))
                .isInstanceOf(ChainruleException.class)
                .hasMessageStartingWith(
                        text
                                + ": the jar must hold the kernel ijava, but it can't be read as a"
                                + " jar. Name the jar of the kernel itself");
    }
}
