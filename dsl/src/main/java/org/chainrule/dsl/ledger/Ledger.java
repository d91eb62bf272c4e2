package org.chainrule.dsl.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The gradients of a network, a layer, a loss or an op: by hand beside autograd's and those from
 * central differences, a row for each tensor.
 *
 * @param subject what was checked
 * @param format the numbers that the gradients were computed with
 * @param seed what parameters, samples and random draws came from
 * @param rows the tensors
 * @param wrongSteps where gradients by hand are wrong; empty if all rows pass
 * @param firstBad the first value that is not a finite number; there are no rows then
 */
public record Ledger(
        String subject,
        Format format,
        long seed,
        List<Row> rows,
        List<WrongStep> wrongSteps,
        Optional<FirstBad> firstBad) {

    /** Copies of the lists. */
    public Ledger {
        rows = List.copyOf(rows);
        wrongSteps = List.copyOf(wrongSteps);
    }

    /** Whether no row failed and every value is a finite number. */
    public boolean passed() {
        return firstBad.isEmpty() && count(Verdict.FAIL) == 0;
    }

    /** How many rows have a verdict. */
    public long count(Verdict verdict) {
        return rows.stream().filter(row -> row.verdict() == verdict).count();
    }

    /** The row of a tensor. */
    public Optional<Row> row(String path) {
        return rows.stream().filter(row -> row.path().equals(path)).findFirst();
    }

    /** A table for a terminal, and a line for each mistake. */
    public String text() {
        return TextTable.of(this);
    }

    /** The rows with all their numbers, with a line of names. */
    public String csv() {
        return CsvTable.of(List.of(this));
    }

    /** A page that needs no network. */
    public String html() {
        return HtmlPage.of(new Audit(List.of(this), Duration.ZERO));
    }

    @Override
    public String toString() {
        return text();
    }
}
