package org.chainrule.datasets.generators;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.chainrule.datasets.MaskedBatch;
import org.chainrule.datasets.MaskedSequences;
import org.chainrule.datasets.Shuffle;
import org.chainrule.datasets.TokenBatch;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.initializers.Seeds;

/**
 * Sums of two numbers as sequences of characters, such as {@code 85+50=531}: the digits of the
 * answer stand in reverse, the last first, as one adds by hand. Only they count as targets.
 *
 * <p>Every number has as many digits as are asked for, every answer one more: shorter ones begin
 * with zeros. Tokens 0 to 9 are the digits, 10 is the plus, 11 the equals sign.
 *
 * <p>About a tenth of the sums are held out for validation, and a + b always together with b + a,
 * so that none of them was seen the other way round. Source: the adder among the projects of
 * Karpathy's minGPT, 2020.
 *
 * <pre>{@code
 * import org.chainrule.datasets.generators.Addition;
 *
 * Addition sums = new Addition(2);
 * sums.write(85, 50);                    // "85+50=531"
 * sums.training(32, 1, 0);               // (32, 8)
 * }</pre>
 */
public final class Addition implements MaskedSequences {
    private static final int PLUS = 10;
    private static final int EQUALS = 11;
    private static final String CHARACTERS = "0123456789+=";
    private static final int MOST_DIGITS = 3; // all sums are listed
    private static final int HELD_OUT = 10; // one of so many
    private static final long SPLIT = 2_020; // the parts are the same for every seed

    private final int digits;
    private final int numbers; // 10^digits
    private final int[] training; // a·numbers + b
    private final int[] validation;
    private final Shuffle order;

    /**
     * All sums of two numbers.
     *
     * @param digits how many digits each number has, 1 to 3
     * @throws ChainruleException if there are fewer or more
     */
    public Addition(int digits) {
        if (digits < 1 || digits > MOST_DIGITS) {
            throw new ChainruleException(
                    "Addition",
                    "numbers must have 1 to " + MOST_DIGITS + " digits",
                    "but found " + digits,
                    "Try 2.");
        }
        this.digits = digits;
        numbers = power(digits);
        training = sums(sum -> !isHeldOut(sum));
        validation = sums(this::isHeldOut);
        order = new Shuffle(training.length);
    }

    private static int power(int digits) {
        return IntStream.range(0, digits).reduce(1, (power, i) -> 10 * power);
    }

    private int[] sums(IntPredicate chosen) {
        return IntStream.range(0, numbers * numbers).filter(chosen).toArray();
    }

    private boolean isHeldOut(int sum) {
        int a = sum / numbers;
        int b = sum % numbers;
        long pair = (long) Math.min(a, b) * numbers + Math.max(a, b);
        return Math.floorMod(Seeds.mix(SPLIT, pair), HELD_OUT) == 0;
    }

    /** How many sums are trained on. */
    public int trainingSums() {
        return training.length;
    }

    /** How many sums are held out. */
    public int validationSums() {
        return validation.length;
    }

    /**
     * A sum as a network reads and continues it.
     *
     * @param a the first number
     * @param b the second
     * @return the sum with the digits of its answer in reverse
     * @throws ChainruleException if a number is below 0 or has too many digits
     */
    public String write(int a, int b) {
        return text(tokens(a, b));
    }

    /**
     * What a network continues: the sum up to the equals sign.
     *
     * @param a the first number
     * @param b the second
     * @return 2·digits + 2 tokens
     * @throws ChainruleException if a number is below 0 or has too many digits
     */
    public int[] question(int a, int b) {
        return Arrays.copyOf(tokens(a, b), 2 * digits + 2);
    }

    /**
     * The number that an answer stands for.
     *
     * @param tokens the digits after the equals sign, the last first
     * @return the number, or −1 where a token is no digit
     */
    public int answer(int... tokens) {
        int number = 0;
        for (int i = tokens.length - 1; i >= 0; i--) {
            if (tokens[i] < 0 || tokens[i] > 9) {
                return -1;
            }
            number = 10 * number + tokens[i];
        }
        return number;
    }

    /**
     * The characters of tokens.
     *
     * @param tokens from 0 to 11
     * @return one character for each
     */
    public String text(int... tokens) {
        var text = new StringBuilder();
        Arrays.stream(tokens).mapToObj(CHARACTERS::charAt).forEach(text::append);
        return text.toString();
    }

    private int[] tokens(int a, int b) {
        if (Math.min(a, b) < 0 || Math.max(a, b) >= numbers) {
            throw new ChainruleException(
                    "Addition",
                    "numbers must be from 0 to " + (numbers - 1),
                    "but found %d and %d".formatted(a, b),
                    "Use Addition with more digits.");
        }
        int[] tokens = new int[longest() + 1];
        int answer = a + b;
        int place = 2 * digits + 2;
        for (int i = 0; i < digits; i++) {
            tokens[i] = a / power(digits - 1 - i) % 10;
            tokens[digits + 1 + i] = b / power(digits - 1 - i) % 10;
        }
        tokens[digits] = PLUS;
        tokens[place - 1] = EQUALS;
        for (int i = 0; i <= digits; i++) {
            tokens[place + i] = answer / power(i) % 10;
        }
        return tokens;
    }

    @Override
    public String name() {
        return "addition";
    }

    @Override
    public String fingerprint() {
        return "addition of " + digits + " digits";
    }

    @Override
    public int vocabularySize() {
        return CHARACTERS.length();
    }

    @Override
    public int longest() {
        return 3 * digits + 2; // the last digit of the answer is a target only
    }

    @Override
    public MaskedBatch training(int size, long seed, long step) {
        int[] rows = order.batch(size, seed, step);
        return batch(Arrays.stream(rows).map(row -> training[row]).toArray());
    }

    @Override
    public int validationCount(int size) {
        return (validation.length + size - 1) / size;
    }

    @Override
    public MaskedBatch validation(int size, int index) {
        int from = index * size;
        return batch(
                Arrays.copyOfRange(validation, from, Math.min(validation.length, from + size)));
    }

    private MaskedBatch batch(int... sums) {
        int time = longest();
        long[] inputs = new long[sums.length * time]; // (B, T)
        long[] targets = new long[sums.length * time]; // (B, T)
        float[] mask = new float[sums.length * time]; // (B, T)
        for (int b = 0; b < sums.length; b++) {
            int[] tokens = tokens(sums[b] / numbers, sums[b] % numbers);
            for (int t = 0; t < time; t++) {
                inputs[b * time + t] = tokens[t];
                targets[b * time + t] = tokens[t + 1];
                mask[b * time + t] = t > 2 * digits ? 1 : 0;
            }
        }
        return new MaskedBatch(new TokenBatch(sums.length, time, inputs, targets), mask);
    }
}
