package org.chainrule.datasets;

import java.util.List;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Short contexts and the token that follows each of them. The arrays are not copied; treat them as
 * read-only.
 *
 * @param context T
 * @param inputs (n, T), row by row
 * @param targets (n)
 */
public record NextCharacters(int context, long[] inputs, long[] targets) {
    static NextCharacters of(List<int[]> lines, int context) {
        if (context < 1) {
            throw new ChainruleException(
                    "NextCharacters",
                    "context must be at least 1",
                    "but it is " + context,
                    "Try 3.");
        }
        int size = lines.stream().mapToInt(line -> line.length + 1).reduce(0, Math::addExact);
        long[] inputs = new long[Math.multiplyExact(size, context)]; // (n, T)
        long[] targets = new long[size]; // (n)
        int row = 0;
        for (int[] line : lines) {
            for (int end = 0; end <= line.length; end++, row++) {
                for (int t = 0; t < context; t++) {
                    int place = end - context + t;
                    inputs[row * context + t] = place < 0 ? LineCharacters.MARK : line[place];
                }
                targets[row] = end == line.length ? LineCharacters.MARK : line[end];
            }
        }
        return new NextCharacters(context, inputs, targets);
    }
}
