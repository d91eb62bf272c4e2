package org.chainrule.datasets.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxImagesTest {
    private static final byte[] IMAGES = {
        0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, (byte) 255, 51, (byte) 204
    };
    private static final byte[] LABELS = {0, 0, 8, 1, 0, 0, 0, 2, 2, 0};

    @TempDir private Path folder;

    @Test
    void readsImagesAndLabelsPackedOrNot() throws IOException {
        Path images = Files.write(folder.resolve("images"), IMAGES);
        Path labels = folder.resolve("labels.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(labels))) {
            out.write(LABELS);
        }
        ImageExamples read = IdxImages.read(images, labels);
        assertThat(read.shape()).containsExactly(1, 1, 2);
        assertThat(read.count()).isEqualTo(2);
        assertThat(read.classes()).containsExactly("0", "1", "2");
        assertThat(read.target(0)).isEqualTo(2);
        assertThat(read.target(1)).isZero();
        float[] both = new float[4];
        read.copy(0, new SplittableRandom(1), both, 0);
        read.copy(1, new SplittableRandom(1), both, 2);
        assertThat(both).containsExactly(0, 1, 0.2f, 0.8f);
        assertThat(read.counts()).containsEntry("1", 0).containsEntry("2", 1);
        assertThat(read).hasToString("images, 2 images");
    }

    @Test
    void classesMayHaveNames() throws IOException {
        Path images = Files.write(folder.resolve("images"), IMAGES);
        Path labels = Files.write(folder.resolve("labels"), LABELS);
        List<String> names = List.of("shirt", "coat", "bag", "boot");
        assertThat(IdxImages.read(images, labels, names).classes()).isEqualTo(names);
    }
}
