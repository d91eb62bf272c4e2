package org.chainrule.dsl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Flops;
import org.chainrule.dsl.graph.Sizes;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.layers.Span;
import org.chainrule.dsl.layers.Stored;

/** The table that {@link Net#summary} prints. */
final class Summary {
    private static final long EXAMPLE_TIME = 64;
    private static final int BUFFERS = 4; // the column, which most networks do not need

    private Summary() {}

    static String of(Net net) {
        Declaration declared = net.declare(Mode.EVALUATION);
        long time =
                net instanceof SequenceNet s && s.context() != Dim.OPEN
                        ? s.context()
                        : EXAMPLE_TIME;
        Flops flops = new Flops(new Sizes(sizes(net, time)));
        double total = flops.through(declared.output(), List.of());
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"path", "layer", "output", "parameters", "buffers", "FLOPs"});
        for (Span span : declared.spans()) {
            double own = flops.through(span.output(), List.of(span.input()));
            rows.add(
                    new String[] {
                        span.path(),
                        span.layer(),
                        span.output().shape().toString(),
                        number(count(span.parameters())),
                        number(count(span.buffers())),
                        String.format("%.1f%%", 100 * own / total)
                    });
        }
        rows.add(
                new String[] {
                    "total",
                    "",
                    declared.output().shape().toString(),
                    String.format("%,d", net.parameterCount()),
                    number(count(net.buffers())),
                    ""
                });
        return table(net.buffers().isEmpty() ? without(BUFFERS, rows) : rows);
    }

    /** One example; its open axes are as long as time. */
    private static Map<String, Long> sizes(Net net, long time) {
        Map<String, Long> sizes = new HashMap<>();
        net.inputs().stream()
                .flatMap(input -> input.type().shape().dims().stream())
                .filter(Dim::isOpen)
                .forEach(dim -> sizes.put(dim.name(), dim.equals(Dim.BATCH) ? 1 : time));
        return sizes;
    }

    private static long count(List<? extends Stored> stored) {
        return stored.stream().mapToLong(each -> each.shape().elements()).sum();
    }

    private static String number(long count) {
        return count == 0 ? "" : String.format("%,d", count);
    }

    /** The rows without a column. */
    private static List<String[]> without(int column, List<String[]> rows) {
        return rows.stream()
                .map(
                        row ->
                                IntStream.range(0, row.length)
                                        .filter(place -> place != column)
                                        .mapToObj(place -> row[place])
                                        .toArray(String[]::new))
                .toList();
    }

    private static String table(List<String[]> rows) {
        StringBuilder text = new StringBuilder();
        int columns = rows.get(0).length;
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String pad = " ".repeat(widths[i] - row[i].length());
                line.append(i < 3 ? row[i] + pad : pad + row[i]).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
