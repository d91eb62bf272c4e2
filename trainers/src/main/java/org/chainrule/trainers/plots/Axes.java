package org.chainrule.trainers.plots;

import java.awt.Color;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The lines x = 0 and y = 0, where they are seen. */
final class Axes {
    private static final Color GRAY = new Color(0x70, 0x70, 0x70);

    private Axes() {}

    static void draw(XYChart chart, Span x, Span y) {
        if (y.contains(0)) {
            line(chart, "y = 0", new double[] {x.from(), x.to()}, new double[] {0, 0});
        }
        if (x.contains(0)) {
            line(chart, "x = 0", new double[] {0, 0}, new double[] {y.from(), y.to()});
        }
    }

    private static void line(XYChart chart, String name, double[] x, double[] y) {
        Picture.add(chart, name, x, y, GRAY, 1, SeriesMarkers.NONE).setShowInLegend(false);
    }
}
