package org.chainrule.dsl.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * All classes of a package, nested ones included, found where its class files lie: in a folder or
 * in a jar. They are loaded but not initialized, so that looking costs little and starts nothing.
 */
public final class ClassesBeside {
    private static final String ENDING = ".class";

    private ClassesBeside() {}

    /**
     * The classes in the package of a class, where that class was loaded from, by name.
     *
     * @throws IllegalStateException where the class was loaded from neither a folder nor a jar
     */
    public static List<Class<?>> of(Class<?> one) {
        return in(place(one), one);
    }

    /** The folder or jar that a class was loaded from. */
    public static Path place(Class<?> one) {
        CodeSource source = one.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            throw new IllegalStateException(one.getName() + " does not lie in a file");
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(one.getName() + " does not lie in a file", e);
        }
    }

    /**
     * The classes in the package of a class whose files lie in a folder or jar, by name; none where
     * the package has no files there.
     *
     * @param place a folder of classes or a jar
     * @param one a class of the package, whose class loader loads the others
     */
    public static List<Class<?>> in(Path place, Class<?> one) {
        String packageName = one.getPackageName();
        return names(place, packageName.replace('.', '/')).stream()
                .filter(name -> name.endsWith(ENDING) && !name.startsWith("package-info"))
                .map(name -> packageName + "." + name.substring(0, name.length() - ENDING.length()))
                .sorted()
                .<Class<?>>map(name -> load(name, one.getClassLoader()))
                .toList();
    }

    /** The names of the files that lie in a folder of the place, but not deeper. */
    private static List<String> names(Path place, String folder) {
        try {
            return Files.isDirectory(place)
                    ? namesInFolder(place.resolve(folder))
                    : namesInJar(place, folder + "/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> namesInFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static List<String> namesInJar(Path jar, String prefix) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) { // starts faster than a file system
            return file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(prefix))
                    .map(name -> name.substring(prefix.length()))
                    .filter(name -> name.indexOf('/') < 0)
                    .toList();
        }
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
