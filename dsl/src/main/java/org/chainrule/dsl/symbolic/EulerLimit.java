package org.chainrule.dsl.symbolic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Euler's number as a limit: e = lim (1 + 1/n)ⁿ for n → ∞, as a table of n, the value and what it
 * lacks, which is about e/(2n).
 *
 * <p>The values are computed with 40 digits, so that what a row lacks is the distance from the
 * limit and not rounding, which in doubles hides it from n = 10⁸ on.
 *
 * <pre>{@code
 * import org.chainrule.dsl.symbolic.EulerLimit;
 *
 * System.out.print(EulerLimit.upTo(8).text());
 * }</pre>
 *
 * @param rows a row for each n, rising
 */
public record EulerLimit(List<Row> rows) {
    private static final MathContext DIGITS = new MathContext(40);
    private static final int TERMS = 40; // of e = Σ 1/k!; the rest is below 10⁻⁴⁷
    private static final int HIGHEST = 8; // BigDecimal.pow takes no n above 10⁹
    private static final String LINE = "%11s  %-16s  %s%n";

    /**
     * A row of the table.
     *
     * @param n n
     * @param value (1 + 1/n)ⁿ
     * @param error e − (1 + 1/n)ⁿ
     */
    public record Row(int n, double value, double error) {}

    /** A copy. */
    public EulerLimit {
        rows = List.copyOf(rows);
    }

    /**
     * The table of n = 1, 10, 100, …, 10ᵏ.
     *
     * @param highest k, from 0 to 8
     * @throws ChainruleException if it is another number
     */
    public static EulerLimit upTo(int highest) {
        if (highest < 0 || highest > HIGHEST) {
            throw new ChainruleException(
                    "EulerLimit",
                    "the highest power of ten must lie between 0 and " + HIGHEST,
                    "but found " + highest,
                    "Choose another.");
        }
        BigDecimal e = e();
        List<Row> rows = new ArrayList<>();
        for (int k = 0; k <= highest; k++) {
            int n = BigDecimal.TEN.pow(k).intValueExact();
            BigDecimal value = BigDecimal.ONE.add(BigDecimal.ONE.movePointLeft(k)).pow(n, DIGITS);
            rows.add(new Row(n, value.doubleValue(), e.subtract(value).doubleValue()));
        }
        return new EulerLimit(rows);
    }

    private static BigDecimal e() {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal term = BigDecimal.ONE;
        for (int k = 1; k <= TERMS; k++) {
            sum = sum.add(term);
            term = term.divide(BigDecimal.valueOf(k), DIGITS);
        }
        return sum;
    }

    /** The table, a line for each row under a line of headings. */
    public String text() {
        return String.format(Locale.ROOT, LINE, "n", "(1 + 1/n)ⁿ", "e − (1 + 1/n)ⁿ")
                + rows.stream().map(EulerLimit::line).collect(Collectors.joining());
    }

    private static String line(Row row) {
        return String.format(
                Locale.ROOT,
                LINE,
                String.format(Locale.ROOT, "%,d", row.n()),
                String.format(Locale.ROOT, "%.13f", row.value()),
                String.format(Locale.ROOT, "%.3e", row.error()));
    }
}
