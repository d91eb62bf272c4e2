package org.chainrule.dsl.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
    @TempDir private Path folder;

    @Test
    void findsOpsAndThoseNestedInThem() {
        assertThat(Catalogue.ops())
                .extracting(Catalogue.Entry::name)
                .contains("softmax", "attention", "layerNorm", "layerNorm.gradient")
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void findsTheSameInAJar() throws IOException {
        Path classes = Catalogue.place();
        Path jar = folder.resolve("chainrule dsl.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes.resolve("org/chainrule/dsl/ops"))) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(path).toString().replace('\\', '/');
                entries.putNextEntry(new ZipEntry(name));
                entries.write(Files.readAllBytes(path));
            }
        }
        assertThat(Catalogue.in(jar)).isEqualTo(Catalogue.ops());
    }

    @Test
    void needsNoEngine() throws Exception {
        URL[] only = {Catalogue.place().toUri().toURL()};
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        try (URLClassLoader loader = new URLClassLoader(only, platform)) {
            Class<?> catalogue = loader.loadClass(Catalogue.class.getName());
            List<?> found = (List<?>) catalogue.getMethod("ops").invoke(null);
            assertThat(found).hasSameSizeAs(Catalogue.ops());
            for (Object entry : found) {
                assertThat((List<?>) entry.getClass().getMethod("examples").invoke(entry))
                        .isNotEmpty();
            }
        }
    }

    @Test
    void rejectsOpWithoutExamples() {
        assertThatThrownBy(() -> new Catalogue.Entry(Plain.class).examples())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "plain: an op must declare `public static List<Example> examples()` with one"
                                + " or more, but none was found");
    }

    @Test
    void rejectsEmptyListOfExamples() {
        assertThatThrownBy(() -> new Catalogue.Entry(Empty.class).examples())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("empty: an op must declare");
    }

    /** An op without examples. */
    public record Plain() implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            return in;
        }
    }

    /** An op with no example in its list. */
    public record Empty() implements Op {

        @Override
        public List<Node> forward(List<Node> in) {
            return in;
        }

        /** None. */
        public static List<Example> examples() {
            return List.of();
        }
    }
}
