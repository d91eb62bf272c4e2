package org.chainrule.trainers.plots;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import org.knowm.xchart.style.markers.Marker;

/** A dot with a white rim, which is seen on ground of its own colour. */
final class Dot extends Marker {
    private static final double RIM = 1;

    @Override
    public void paint(Graphics2D graphics, double x, double y, int size) {
        Color own = graphics.getColor();
        graphics.setColor(Color.WHITE);
        graphics.fill(circle(x, y, size + 2 * RIM));
        graphics.setColor(own);
        graphics.fill(circle(x, y, size));
    }

    private static Ellipse2D circle(double x, double y, double diameter) {
        return new Ellipse2D.Double(x - diameter / 2, y - diameter / 2, diameter, diameter);
    }
}
