package org.chainrule.notebooks.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** What came of each notebook, and how long it took. */
final class Report {
    private Report() {}

    /**
     * Does something with each notebook and prints a line for it, and one for each thing that is
     * wrong.
     *
     * @param files the notebooks
     * @param wrong what is wrong with one; empty if nothing is
     * @param out where to print
     * @return the exit code
     */
    static int of(List<Path> files, Function<Path, List<String>> wrong, PrintWriter out) {
        int failed = 0;
        double total = 0;
        for (Path file : files) {
            long start = System.nanoTime();
            List<String> found = wrong.apply(file);
            double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1e3;
            total += seconds;
            String verdict = found.isEmpty() ? "ok" : "FAILED";
            out.printf("%-48s %-6s %6.1f s%n", file.getFileName(), verdict, seconds);
            found.forEach(line -> out.println("  " + line));
            out.flush();
            failed += found.isEmpty() ? 0 : 1;
        }
        out.printf("%d notebooks, %d failed, %.1f s%n", files.size(), failed, total);
        out.flush();
        return failed == 0 ? 0 : Main.FAILED;
    }
}
