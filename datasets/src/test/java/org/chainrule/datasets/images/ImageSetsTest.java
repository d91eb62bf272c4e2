package org.chainrule.datasets.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.datasets.Examples;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSetsTest {
    @TempDir private Path folder;

    @Test
    void everyNameHasItsImages() {
        for (String name : ImageSets.names().keySet()) {
            Examples images = ImageSets.named(name, 1);
            assertThat(images.shape()).hasSize(3);
            assertThat(images.count()).isGreaterThan(1000);
        }
        assertThatThrownBy(() -> ImageSets.named("cats", 1))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "images: there must be some of that name, but found \"cats\". Use"
                                + " drawn-digits, or the path of a folder.");
    }

    @Test
    void seedDrawsThem() {
        Examples one = ImageSets.named("drawn-digits", 1);
        assertThat(ImageSets.named("drawn-digits", 1).fingerprint()).isEqualTo(one.fingerprint());
        assertThat(ImageSets.named("drawn-digits", 2).fingerprint())
                .isNotEqualTo(one.fingerprint());
    }

    @Test
    void folderOfTextsIsNone() throws IOException {
        assertThat(ImageSets.isFolder(folder.resolve("none"))).isFalse();
        assertThat(ImageSets.isFolder(folder)).isFalse(); // nothing tells what it is for
        Path own = Files.createDirectory(folder.resolve("poems"));
        assertThat(ImageSets.isFolder(folder)).isTrue(); // of a class without images yet
        Path text = Files.writeString(own.resolve("a.txt"), "a");
        assertThat(ImageSets.isFolder(folder)).isFalse();
        assertThat(ImageSets.isFolder(text)).isFalse();
        Files.writeString(own.resolve("a.JPEG"), "a");
        assertThat(ImageSets.isFolder(folder)).isTrue();
        assertThat(ImageSets.isFolder(own)).isTrue();
        Files.writeString(own.resolve("a.JPEG"), "a");
        Path hidden = Files.createDirectories(folder.resolve("other"));
        Files.writeString(hidden.resolve(".a.png"), "a");
        assertThat(ImageSets.isFolder(hidden)).isFalse();
    }

    @Test
    void filesOfMnistMakeAFolderOfImages() throws IOException {
        Files.writeString(folder.resolve("t10k-images-idx3-ubyte.gz"), "");
        assertThat(ImageSets.isFolder(folder)).isTrue();
        assertThatThrownBy(() -> ImageSets.in(folder, ImageFormat.color().withSize(8, 8)))
                .hasMessageEndingWith(
                        "must be read as gray, but colour was asked for. Ask for gray.");
    }

    @Test
    void picturesAreThoseOfAFolderAndItsFolders() throws IOException {
        Path own = Files.createDirectory(folder.resolve("b"));
        Path one = Files.writeString(own.resolve("1.png"), "");
        Path two = Files.writeString(folder.resolve("a.jpg"), "");
        Files.writeString(own.resolve("notes.txt"), "");
        assertThat(ImageSets.pictures(folder)).containsExactly(two, one);
        assertThat(ImageSets.pictures(one)).containsExactly(one);
    }

    @Test
    void imagesAreBroughtToTheSizeOfTheFormat() {
        Examples digits = DrawnDigits.inStrokes().examples(10, 1);
        ImageFormat format = ImageFormat.gray().withSize(28, 28);
        assertThat(ImageSets.sized(digits, format)).isSameAs(digits);
        assertThat(ImageSets.sized(digits, format.withSize(14, 7)).shape())
                .containsExactly(1, 14, 7);
    }
}
