package org.chainrule.datasets.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    @TempDir private Path parent;
    private Path folder;

    @BeforeEach
    void writeImages() throws IOException {
        folder = Files.createDirectory(parent.resolve("pets"));
        Pictures.gray(folder.resolve("dog").resolve("b.png"), 4, 3, 40);
        Pictures.gray(folder.resolve("dog").resolve("a.jpg"), 4, 3, 30);
        Pictures.gray(folder.resolve("cat").resolve("10.png"), 4, 3, 20);
        Pictures.gray(folder.resolve("cat").resolve("1.PNG"), 4, 3, 10);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> ImageFolder.of(folder).read())
                .isInstanceOf(ChainruleException.class)
                .hasMessage(message);
    }

    @Test
    void classesAndImagesAreInTheOrderOfTheirNames() throws IOException {
        Files.writeString(folder.resolve("README.txt"), "not an image");
        Files.writeString(folder.resolve("cat").resolve(".hidden"), "");
        Files.writeString(folder.resolve("cat").resolve("Thumbs.db"), "");
        ImageExamples pets = ImageFolder.of(folder).read();
        assertThat(pets.name()).isEqualTo("pets");
        assertThat(pets.classes()).containsExactly("cat", "dog");
        assertThat(pets.shape()).containsExactly(1, 3, 4);
        assertThat(pets.count()).isEqualTo(4);
        for (int i = 0; i < 4; i++) {
            assertThat(pets.target(i)).isEqualTo(Math.floor(i / 2.0));
            assertThat(pets.image(i).level(0, 1, 1)).isBetween(10 * i + 9, 10 * i + 11); // JPEG
        }
        assertThat(pets.counts()).containsEntry("dog", 2);
    }

    @Test
    void imagesThatDoNotFitIntoMemoryAreDecodedAnew() throws IOException {
        ImageFolder small = ImageFolder.of(folder).withMemory(47); // 4·12 bytes are needed
        ImageExamples again = small.read();
        ImageExamples kept = small.withMemory(48).read();
        assertThat(again.fingerprint()).isEqualTo(kept.fingerprint());
        assertThat(kept.image(2)).isSameAs(kept.image(2));
        assertThat(again.image(2)).isNotSameAs(again.image(2));
        Files.delete(folder.resolve("dog").resolve("b.png"));
        float[] one = new float[12];
        kept.copy(3, new SplittableRandom(1), one, 0);
        assertThat(one).containsOnly(40 / 255f);
        assertThatThrownBy(() -> again.copy(3, new SplittableRandom(1), one, 0))
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining("but there is no such file");
    }

    @Test
    void sizesMayDifferWhereTheFormatHasOne() throws IOException {
        Path other = Pictures.gray(folder.resolve("dog").resolve("c.png"), 5, 3, 50);
        assertRefused(
                other
                        + ": all images must have the size of the first, 1 × 3 × 4, but this one"
                        + " has 1 × 3 × 5. Bring all to one size: ImageFormat.withSize(3, 4).");
        ImageFormat format = ImageFormat.color().withSize(2, 2);
        ImageExamples pets = ImageFolder.of(folder).withFormat(format).read();
        assertThat(pets.shape()).containsExactly(3, 2, 2);
        assertThat(pets.image(4).level(2, 1, 1)).isEqualTo(50);
    }

    @Test
    void aClassOfOneImageCanBeReadAndNotBeSplit() throws IOException {
        Files.delete(folder.resolve("dog").resolve("a.jpg"));
        ImageExamples pets = ImageFolder.of(folder).read();
        assertThat(pets.count()).isEqualTo(3);
        assertThatThrownBy(() -> pets.split(0.5, 1))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "pets: each class must have at least 2 examples, so that no training part"
                                + " lacks it, but \"dog\" has only one. Give more, or leave it"
                                + " out.");
    }

    @Test
    void folderMustHoldAFolderForEachClass() throws IOException {
        Path file = folder.resolve("cat").resolve("10.png");
        assertThatThrownBy(() -> ImageFolder.of(file).read())
                .hasMessage(
                        file
                                + ": must be a folder of images, but it is a file. Its full path"
                                + " would be "
                                + file
                                + ".");
        Path missing = folder.resolve("no");
        assertThatThrownBy(() -> ImageFolder.of(missing).classes())
                .hasMessage(
                        missing
                                + ": must be a folder of images, but there is no such folder. Its"
                                + " full path would be "
                                + missing
                                + ".");
        Path empty = Files.createDirectory(parent.resolve("empty"));
        String must =
                ": must hold a folder of images for each of at least 2 classes, but it holds ";
        String mend = " Put the images of each class into a folder with its name.";
        assertThatThrownBy(() -> ImageFolder.of(empty).read())
                .hasMessage(empty + must + "no folder." + mend);
        Files.createDirectory(empty.resolve("cat"));
        assertThatThrownBy(() -> ImageFolder.of(empty).read())
                .hasMessage(empty + must + "only \"cat\"." + mend);
    }

    @Test
    void imageBesideTheFolders() throws IOException {
        Path beside = Pictures.gray(folder.resolve("x.png"), 1, 1, 0);
        assertRefused(
                beside
                        + ": each image must lie in the folder of its class, but this one lies"
                        + " beside them. Move it into one of them.");
    }

    @Test
    void folderOfAClassHoldsImagesAndNothingElse() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("fish"));
        assertRefused(
                empty
                        + ": the folder of a class must hold images, but it is empty. Add PNG or"
                        + " JPEG files, or remove the folder.");
        Path inner = Files.createDirectory(empty.resolve("young"));
        assertRefused(
                inner
                        + ": the folder of a class must hold nothing but images, but this is a"
                        + " folder. Move its images up, or elsewhere.");
        Files.delete(inner);
        Path text = Files.writeString(empty.resolve("notes.txt"), "blub");
        assertRefused(
                text
                        + ": must be a PNG or JPEG file, but its first bytes are 62 6c 75 62. Save"
                        + " it as PNG or JPEG, or move it elsewhere.");
    }
}
