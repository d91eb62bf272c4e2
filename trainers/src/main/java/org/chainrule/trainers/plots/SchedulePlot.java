package org.chainrule.trainers.plots;

import java.awt.Color;
import java.util.Map;
import java.util.stream.LongStream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.schedules.Schedule;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Learning rates by step, as parts of the peak.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import java.util.Map;
 * import org.chainrule.dsl.schedules.Schedules;
 * import org.chainrule.trainers.plots.SchedulePlot;
 *
 * new SchedulePlot(Map.of("one cycle", Schedules.oneCycle(100)), 100).write(Path.of("rate.png"));
 * }</pre>
 *
 * @param schedules one to eight schedules, by the names that the legend gives them
 * @param steps how many steps are drawn
 */
public record SchedulePlot(Map<String, Schedule> schedules, int steps) implements Plot {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;

    /** Checks the numbers. */
    public SchedulePlot {
        if (schedules.isEmpty() || schedules.size() > Picture.COLORS.size() || steps < 2) {
            throw new ChainruleException(
                    "plot",
                    "there must be 1 to "
                            + Picture.COLORS.size()
                            + " schedules and 2 steps or more",
                    "but found " + schedules.size() + " and " + steps,
                    "Draw several plots.");
        }
    }

    @Override
    public Picture picture() {
        return new Picture(this::chart);
    }

    XYChart chart() {
        XYChart chart =
                Picture.blank(WIDTH, HEIGHT, "Learning rate by step", "step", "rate / peak rate");
        Picture.legendBelow(chart);
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.05);
        double[] t = LongStream.range(0, steps).asDoubleStream().toArray();
        int place = 0;
        for (Map.Entry<String, Schedule> each : schedules.entrySet()) {
            double[] rates =
                    LongStream.range(0, steps)
                            .mapToDouble(step -> each.getValue().rate(1, step))
                            .toArray();
            Color color = Picture.COLORS.get(place++);
            Picture.add(chart, each.getKey(), t, rates, color, 2.2f, SeriesMarkers.NONE);
        }
        Picture.placeTicksFreely(chart, 0);
        return chart;
    }
}
