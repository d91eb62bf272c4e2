package org.chainrule.notebooks.display;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Pictures of few colours: what is clear and the colours that occur most often are kept, 256 in
 * all, and the others, which lie on the soft edges of lines and letters, become the nearest of
 * them. That halves a plot.
 */
final class IndexedPng {
    private static final int COLOURS = 256;
    private static final int BITS = 8;

    private IndexedPng() {}

    static BufferedImage of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        Map<Integer, Long> counts =
                Arrays.stream(pixels)
                        .boxed()
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        int[] kept =
                counts.entrySet().stream()
                        .sorted(
                                Comparator.<Map.Entry<Integer, Long>>comparingInt(
                                                entry -> entry.getKey() >>> 24 == 0 ? 0 : 1)
                                        .thenComparingLong(entry -> -entry.getValue())
                                        .thenComparing(Map.Entry::getKey))
                        .limit(COLOURS)
                        .mapToInt(Map.Entry::getKey)
                        .toArray();
        Map<Integer, Byte> places = new HashMap<>();
        counts.keySet().forEach(colour -> places.put(colour, (byte) nearest(colour, kept)));
        boolean isClear = image.getColorModel().hasAlpha();
        var colours =
                new IndexColorModel(BITS, kept.length, kept, 0, isClear, -1, DataBuffer.TYPE_BYTE);
        var indexed = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, colours);
        byte[] data = ((DataBufferByte) indexed.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) {
            data[i] = places.get(pixels[i]);
        }
        return indexed;
    }

    private static int nearest(int colour, int[] among) {
        int nearest = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < among.length; i++) {
            int distance = distance(colour, among[i]);
            if (distance < least) {
                least = distance;
                nearest = i;
            }
        }
        return nearest;
    }

    private static int distance(int a, int b) {
        int clear = (a >>> 24) - (b >>> 24);
        int red = (a >> 16 & 255) - (b >> 16 & 255);
        int green = (a >> 8 & 255) - (b >> 8 & 255);
        int blue = (a & 255) - (b & 255);
        return clear * clear + red * red + green * green + blue * blue;
    }
}
