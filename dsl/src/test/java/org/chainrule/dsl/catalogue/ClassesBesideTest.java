package org.chainrule.dsl.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.chainrule.dsl.graph.Reduction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassesBesideTest {
    private static final String LOUD = "chainrule.test.loud";

    @TempDir private Path folder;

    @Test
    void findsClassesAndThoseNestedInThem() {
        assertThat(ClassesBeside.of(Things.class))
                .contains(Things.class, Things.Thing.class, Things.HiddenThing.Inner.class)
                .doesNotHaveDuplicates()
                .extracting(Class::getName)
                .isSorted();
    }

    @Test
    void findsNoClassesOfOtherPackages() {
        assertThat(ClassesBeside.of(org.chainrule.dsl.Net.class))
                .contains(org.chainrule.dsl.Net.class)
                .extracting(Class::getPackageName)
                .containsOnly("org.chainrule.dsl");
    }

    @Test
    void findsTheSameInAJar() throws IOException {
        Path classes = ClassesBeside.place(Reduction.class);
        Path jar = folder.resolve("classes in a jar.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes.resolve("org/chainrule/dsl"))) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(path).toString().replace('\\', '/');
                entries.putNextEntry(new ZipEntry(name));
                entries.write(Files.readAllBytes(path));
            }
        }
        assertThat(ClassesBeside.in(jar, Reduction.class))
                .contains(Reduction.Kind.class)
                .isEqualTo(ClassesBeside.of(Reduction.class));
    }

    @Test
    void findsNothingWhereThePackageHasNoFiles() throws IOException {
        Path jar = folder.resolve("empty.jar");
        try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
            entries.putNextEntry(new ZipEntry("other/"));
        }
        assertThat(ClassesBeside.in(folder, Things.class)).isEmpty();
        assertThat(ClassesBeside.in(jar, Things.class)).isEmpty();
    }

    @Test
    void startsNothing() {
        assertThat(ClassesBeside.of(ClassesBesideTest.class)).contains(Loud.class);
        assertThat(System.getProperty(LOUD)).isNull();
    }

    @Test
    void rejectsClassOfTheJdk() {
        assertThatThrownBy(() -> ClassesBeside.of(List.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("java.util.List does not lie in a file");
    }

    /** A class that leaves a mark when it is initialized. */
    private static final class Loud {
        static {
            System.setProperty(LOUD, "heard");
        }
    }
}
