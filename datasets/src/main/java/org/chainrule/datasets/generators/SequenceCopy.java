package org.chainrule.datasets.generators;

import java.util.SplittableRandom;
import org.chainrule.datasets.MaskedBatch;
import org.chainrule.datasets.MaskedSequences;
import org.chainrule.datasets.TokenBatch;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.initializers.Seeds;

/**
 * Random symbols to be written once more, such as {@code 3 0 2 | 3 0 2}: only the second time they
 * count as targets. A network must look back by as many steps as the sequence is long, which tells
 * attention and gates from plain recurrence.
 *
 * <p>Tokens 0 to n − 1 are the symbols, n stands between. Sequences are drawn anew in each step;
 * about a tenth of all possible ones are never drawn for training, and 512 of those are for
 * validation. Source: the copying task of Hochreiter and Schmidhuber, "Long Short-Term Memory",
 * 1997, as Graves et al. give it in "Neural Turing Machines", 2014.
 *
 * <pre>{@code
 * import org.chainrule.datasets.generators.SequenceCopy;
 *
 * var data = new SequenceCopy(8, 10);
 * data.training(32, 1, 0);               // (32, 20)
 * }</pre>
 */
public final class SequenceCopy implements MaskedSequences {
    private static final int VALIDATION = 512;
    private static final int HELD_OUT = 10; // one of so many
    private static final double FEWEST = 1_000;
    private static final long SPLIT = 2_014; // the parts are the same for every seed

    private final int symbols;
    private final int length;

    /**
     * Sequences to copy.
     *
     * @param symbols n, how many symbols there are, at least 2
     * @param length how many symbols are copied, at least 1
     * @throws ChainruleException if there are fewer than 1,000 different sequences
     */
    public SequenceCopy(int symbols, int length) {
        if (symbols < 2 || length < 1 || Math.pow(symbols, length) < FEWEST) {
            throw new ChainruleException(
                    "SequenceCopy",
                    "there must be at least 1,000 different sequences, so that some are held out",
                    "but found %d symbols and length %d".formatted(symbols, length),
                    "Try 8 symbols and length 10.");
        }
        this.symbols = symbols;
        this.length = length;
    }

    @Override
    public String name() {
        return "sequence copy";
    }

    @Override
    public String fingerprint() {
        return "sequence copy of %d symbols, length %d".formatted(symbols, length);
    }

    @Override
    public int vocabularySize() {
        return symbols + 1;
    }

    @Override
    public int longest() {
        return 2 * length;
    }

    @Override
    public MaskedBatch training(int size, long seed, long step) {
        return batch(size, new SplittableRandom(Seeds.mix(seed, step)), false);
    }

    @Override
    public int validationCount(int size) {
        return (VALIDATION + size - 1) / size;
    }

    @Override
    public MaskedBatch validation(int size, int index) {
        int rows = Math.min(size, VALIDATION - index * size);
        var random = new SplittableRandom(SPLIT);
        for (int i = 0; i < index * size; i++) { // those of the batches before
            sequence(random, true);
        }
        return batch(rows, random, true);
    }

    private MaskedBatch batch(int size, SplittableRandom random, boolean isHeldOut) {
        int time = longest();
        long[] inputs = new long[size * time]; // (B, T)
        long[] targets = new long[size * time]; // (B, T)
        float[] mask = new float[size * time]; // (B, T)
        for (int b = 0; b < size; b++) {
            int[] tokens = sequence(random, isHeldOut);
            for (int t = 0; t < time; t++) {
                inputs[b * time + t] = tokens[t];
                targets[b * time + t] = tokens[t + 1];
                mask[b * time + t] = t < length ? 0 : 1;
            }
        }
        return new MaskedBatch(new TokenBatch(size, time, inputs, targets), mask);
    }

    /** The next sequence of its part, with its copy. */
    private int[] sequence(SplittableRandom random, boolean isHeldOut) {
        int[] tokens = new int[2 * length + 1];
        long number;
        do {
            number = SPLIT;
            for (int i = 0; i < length; i++) {
                tokens[i] = random.nextInt(symbols);
                number = Seeds.mix(number, tokens[i]);
            }
        } while ((Math.floorMod(number, HELD_OUT) == 0) != isHeldOut);
        tokens[length] = symbols;
        System.arraycopy(tokens, 0, tokens, length + 1, length);
        return tokens;
    }
}
