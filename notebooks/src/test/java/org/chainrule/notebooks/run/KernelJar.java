package org.chainrule.notebooks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A jar with a class of a kernel's name, as an installation looks for it. */
public final class KernelJar {
    private KernelJar() {}

    /** Writes the jar. */
    public static Path of(Path jar, String main) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry(main.replace('.', '/') + ".class"));
        }
        return jar;
    }
}
