package org.chainrule.datasets.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.chainrule.datasets.Cache;
import org.chainrule.datasets.Examples;
import org.chainrule.datasets.tables.TableData;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTableTest {
    @TempDir private Path folder;

    /** As the data set's own description counts them. */
    @Test
    void digitsHaveThePublishedCounts() {
        Path file = Cache.standard().file("digits.csv.gz");
        assumeTrue(
                Files.exists(file),
                () ->
                        "needs %s; set %s to a folder that holds digits.csv.gz"
                                .formatted(file, Cache.VARIABLE));
        Examples digits = ImageTable.digits(file);
        assertThat(digits.count()).isEqualTo(1_797);
        assertThat(digits.shape()).containsExactly(1, 8, 8);
        assertThat(digits.classes())
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(digits.counts().values())
                .containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
        float[] first = new float[64];
        digits.copy(0, new SplittableRandom(1), first, 0);
        assertThat(digits.target(0)).isZero();
        assertThat(first).startsWith(0, 0, 5 / 16f, 13 / 16f, 9 / 16f, 1 / 16f, 0, 0);
        assertThat(digits.split(0.2, 1).test().count()).isEqualTo(359);
    }

    private TableData table(String rows) throws IOException {
        Path file = Files.writeString(folder.resolve("images.csv"), "label,a,b,c,d\n" + rows);
        return TableData.read(file).targetClasses("label");
    }

    @Test
    void labelMayStandAnywhere() throws IOException {
        Examples read = new ImageTable(2, 2, 4).examples(table("7,0,1,2,4\n3,4,4,0,0\n"));
        assertThat(read.classes()).containsExactly("3", "7");
        assertThat(read.target(0)).isEqualTo(1);
        float[] first = new float[4];
        read.copy(0, new SplittableRandom(1), first, 0);
        assertThat(first).containsExactly(0, 0.25f, 0.5f, 1);
    }

    @Test
    void pixelOutOfRangeIsNamedByLineAndColumn() throws IOException {
        TableData data = table("7,0,1,2,4\n3,4,5,0,0\n");
        assertThatThrownBy(() -> new ImageTable(2, 2, 4).examples(data))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        folder.resolve("images.csv")
                                + ", line 3, column \"b\": a pixel must be from 0 to 4.0, but it is"
                                + " 5.0. Mend it, or give the greatest number to ImageTable.");
    }

    @Test
    void tableMustHaveAColumnForEachPixel() throws IOException {
        TableData data = table("7,0,1,2,4\n3,4,4,0,0\n");
        assertThatThrownBy(() -> new ImageTable(3, 2, 4).examples(data))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "images.csv: there must be a feature for each of 2 × 3 pixels, but there"
                                + " are 4. Choose them by TableData.features(...).");
        assertThatThrownBy(() -> new ImageTable(3, 2, 0))
                .hasMessage(
                        "ImageTable: height, width and white must be above 0, but they are 3, 2 and"
                                + " 0.0. For digits of 8×8 pixels from 0 to 16 use 8, 8 and 16.");
    }
}
