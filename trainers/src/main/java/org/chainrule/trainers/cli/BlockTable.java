package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.trainers.bench.BlockRow;
import org.chainrule.trainers.bench.Duel;

/**
 * The table of single blocks against DJL's, in Markdown, row by row as they are measured.
 *
 * @param out where to
 * @param rounds rounds of each row
 */
record BlockTable(PrintWriter out, int rounds) {

    /**
     * Measures and prints.
     *
     * @param name the block's name, or nothing for all
     */
    void print(String name) {
        List<BlockRow> rows =
                BlockRow.all().stream()
                        .filter(row -> name.isEmpty() || row.block().equalsIgnoreCase(name))
                        .toList();
        if (rows.isEmpty()) {
            throw new ChainruleException(
                    "--blocks",
                    "must name a block",
                    "but found " + name,
                    "Use one of "
                            + String.join(
                                    ", ",
                                    BlockRow.all().stream()
                                            .map(BlockRow::block)
                                            .distinct()
                                            .toList())
                            + ", or no name for all.");
        }
        out.println("| block | size | Chainrule, ms | DJL, ms | ratio |");
        out.println("| --- | --- | ---: | ---: | ---: |");
        List<Double> ratios = new ArrayList<>();
        for (BlockRow row : rows) {
            Duel duel = row.measure(rounds);
            ratios.add(duel.ratio());
            out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.3f | %.3f | %.2f (%.2f to %.2f) |%n",
                    row.block(),
                    row.size(),
                    1e3 * duel.ours(),
                    1e3 * duel.theirs(),
                    duel.ratio(),
                    duel.ratios()[0],
                    duel.ratios()[rounds - 1]);
            out.flush();
        }
        List<Double> sorted = ratios.stream().sorted().toList();
        out.printf(
                Locale.ROOT,
                "%nratio %.3f (min %.3f, max %.3f)%n",
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1));
        out.flush();
    }
}
