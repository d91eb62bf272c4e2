package org.chainrule.trainers.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** A folder of images that are easy to tell apart: bars that lie and bars that stand. */
final class Bars {
    static final int OF_EACH = 30;
    private static final int SIDE = 8;

    private Bars() {}

    /** Writes a folder for each class. */
    static Path write(Path folder) throws IOException {
        var random = new SplittableRandom(2);
        for (String name : new String[] {"lying", "standing"}) {
            Path own = Files.createDirectories(folder.resolve(name));
            for (int i = 0; i < OF_EACH; i++) {
                Path file = own.resolve("bar%02d.png".formatted(i));
                ImageIO.write(draw(name.equals("lying"), random), "png", file.toFile());
            }
        }
        return folder;
    }

    /** A bar somewhere in a noisy image. */
    static BufferedImage draw(boolean lies, SplittableRandom random) {
        var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        int place = random.nextInt(SIDE);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int level = ((lies ? y : x) == place ? 180 : 0) + random.nextInt(60);
                image.setRGB(x, y, level << 16 | level << 8 | level);
            }
        }
        return image;
    }
}
