package org.chainrule.trainers.plots;

import java.awt.Color;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * An arrow in a plot whose axes have one scale.
 *
 * @param fromX where it starts
 * @param fromY where it starts
 * @param toX where its head is
 * @param toY where its head is
 */
record Arrow(double fromX, double fromY, double toX, double toY) {
    private static final double HEAD = 0.18; // of its length
    private static final double SPREAD = Math.toRadians(24);

    /** An arrow of a length from a point in a direction, a unit vector. */
    static Arrow of(List<Double> point, List<Double> direction, double length) {
        return new Arrow(
                point.get(0),
                point.get(1),
                point.get(0) + length * direction.get(0),
                point.get(1) + length * direction.get(1));
    }

    void draw(XYChart chart, String name, Color color) {
        double length = HEAD * Math.hypot(toX - fromX, toY - fromY);
        double angle = Math.atan2(toY - fromY, toX - fromX) + Math.PI;
        double left = angle + SPREAD;
        double right = angle - SPREAD;
        double[] x = {
            fromX, toX, toX + length * Math.cos(left), toX, toX + length * Math.cos(right)
        };
        double[] y = {
            fromY, toY, toY + length * Math.sin(left), toY, toY + length * Math.sin(right)
        };
        Picture.add(chart, name, x, y, color, 3, SeriesMarkers.NONE);
    }
}
