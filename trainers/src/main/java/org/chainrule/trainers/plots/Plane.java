package org.chainrule.trainers.plots;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.Marker;

/**
 * Cells of colour that fill the part of a chart where points lie. It is drawn in the place of one
 * point, so that what is added to the chart later is drawn on top.
 */
final class Plane extends Marker {
    private final XYChart chart;
    private final Span x;
    private final Span y;
    private final BufferedImage cells;

    /**
     * Square cells.
     *
     * @param colors of all cells, row by row from the top
     * @param width how many cells a row has
     */
    Plane(XYChart chart, Span x, Span y, int[] colors, int width) {
        this.chart = chart;
        this.x = x;
        this.y = y;
        int height = colors.length / width;
        cells = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        cells.setRGB(0, 0, width, height, colors, 0, width);
    }

    /** A colour on white. */
    static int mixed(Color color, double part) {
        int red = mixed(color.getRed(), part);
        int green = mixed(color.getGreen(), part);
        return (red << 16) + (green << 8) + mixed(color.getBlue(), part);
    }

    private static int mixed(int channel, double part) {
        return (int) Math.round(255 + part * (channel - 255));
    }

    @Override
    public void paint(Graphics2D graphics, double middleX, double middleY, int size) {
        int left = (int) Math.round(chart.getScreenXFromChart(x.from()));
        int right = (int) Math.round(chart.getScreenXFromChart(x.to()));
        int top = (int) Math.round(chart.getScreenYFromChart(y.to()));
        int bottom = (int) Math.round(chart.getScreenYFromChart(y.from()));
        graphics.drawImage(cells, left, top, right - left, bottom - top, null);
    }
}
