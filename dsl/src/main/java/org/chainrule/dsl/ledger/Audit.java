package org.chainrule.dsl.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Several ledgers, and what they came to together.
 *
 * @param ledgers the ledgers
 * @param time how long it took; zero where that was not measured
 */
public record Audit(List<Ledger> ledgers, Duration time) {

    /** A copy of the list. */
    public Audit {
        ledgers = List.copyOf(ledgers);
    }

    /** Whether all passed. */
    public boolean passed() {
        return ledgers.stream().allMatch(Ledger::passed);
    }

    /**
     * One line: {@code 412 tensors compared in 65 checks: 410 passed, 2 at a kink, 0 failed, 0
     * unchecked. 23.4 s}.
     */
    public String summary() {
        long compared = count(Verdict.PASS) + count(Verdict.KINK) + count(Verdict.FAIL);
        long bad = ledgers.stream().filter(ledger -> ledger.firstBad().isPresent()).count();
        String checks = ledgers.size() == 1 ? "1 check" : ledgers.size() + " checks";
        return String.format(
                Locale.ROOT,
                "%,d tensor%s compared in %s: %,d passed, %,d at a kink, %,d failed, %,d unchecked%s.%s",
                compared,
                compared == 1 ? "" : "s",
                checks,
                count(Verdict.PASS),
                count(Verdict.KINK),
                count(Verdict.FAIL),
                count(Verdict.UNCHECKED),
                bad == 0 ? "" : ", " + bad + " stopped at a value that is not finite",
                time.isZero() ? "" : String.format(Locale.ROOT, " %.1f s", time.toMillis() / 1e3));
    }

    private long count(Verdict verdict) {
        return ledgers.stream().mapToLong(ledger -> ledger.count(verdict)).sum();
    }

    /** A table for each ledger, and the summary. */
    public String text() {
        return ledgers.stream().map(Ledger::text).collect(Collectors.joining("\n"))
                + (ledgers.isEmpty() ? "" : "\n")
                + summary()
                + "\n";
    }

    /** The rows of all ledgers with all their numbers, with a line of names. */
    public String csv() {
        return CsvTable.of(ledgers);
    }

    /** One page that needs no network. */
    public String html() {
        return HtmlPage.of(this);
    }
}
