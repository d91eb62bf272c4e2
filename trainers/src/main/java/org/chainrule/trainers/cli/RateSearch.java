package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.chainrule.trainers.LearningRateFinder;
import org.chainrule.trainers.RangeTest;
import org.chainrule.trainers.Training;

/**
 * Looks for a learning rate and tells what it finds.
 *
 * @param training what would be trained
 * @param plot where the losses are drawn, or null
 */
record RateSearch(Training training, Path plot) {
    void run(PrintWriter print) {
        RangeTest found = LearningRateFinder.of(training).run();
        if (plot != null) {
            found.plot().write(plot);
        }
        line(print, "rate of the steepest fall", found.steepest());
        line(print, "a tenth of the rate with the least loss", found.tenthOfLeast());
        print.flush();
    }

    private static void line(PrintWriter print, String name, double rate) {
        print.printf(Locale.ROOT, "%s %.1e%n", name, rate);
    }
}
