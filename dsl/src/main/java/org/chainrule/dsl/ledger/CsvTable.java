package org.chainrule.dsl.ledger;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Ledgers as comma-separated values with all digits. What was not compared is empty; shapes and
 * indices are set with ×.
 */
final class CsvTable {
    private static final List<String> NAMES =
            List.of(
                    "subject",
                    "format",
                    "seed",
                    "path",
                    "kind",
                    "shape",
                    "norm",
                    "manual_autograd",
                    "manual_autograd_relative",
                    "manual_numerical",
                    "manual_numerical_relative",
                    "autograd_numerical",
                    "autograd_numerical_relative",
                    "exact",
                    "ulps",
                    "elements",
                    "sampled",
                    "kinks",
                    "verdict",
                    "worst_index",
                    "worst_manual",
                    "worst_autograd",
                    "worst_numerical",
                    "remark");

    private CsvTable() {}

    static String of(List<Ledger> ledgers) {
        return Stream.concat(Stream.of(NAMES), ledgers.stream().flatMap(CsvTable::rows))
                .map(CsvTable::line)
                .collect(Collectors.joining());
    }

    private static Stream<List<String>> rows(Ledger ledger) {
        Stream<List<String>> bad = ledger.firstBad().map(first -> bad(ledger, first)).stream();
        return Stream.concat(bad, ledger.rows().stream().map(row -> row(ledger, row)));
    }

    private static List<String> row(Ledger ledger, Row row) {
        return Stream.of(
                        head(ledger),
                        Stream.of(
                                row.path(),
                                row.kind().name().toLowerCase(Locale.ROOT),
                                times(row.shape().dims().stream().map(dim -> dim.size()))),
                        numbers(
                                row.norm(),
                                row.manualAutograd().greatest(),
                                row.manualAutograd().relative(),
                                row.manualNumerical().greatest(),
                                row.manualNumerical().relative(),
                                row.autogradNumerical().greatest(),
                                row.autogradNumerical().relative()),
                        Stream.of(String.valueOf(row.isExact())),
                        numbers(row.ulps()),
                        Stream.of(
                                String.valueOf(row.shape().elements()),
                                String.valueOf(row.sampled()),
                                String.valueOf(row.kinks()),
                                row.verdict().label().toLowerCase(Locale.ROOT)),
                        worst(row.worst()),
                        Stream.of(row.remark()))
                .flatMap(Function.identity())
                .toList();
    }

    private static List<String> bad(Ledger ledger, FirstBad first) {
        String kind = first.isGradient() ? "gradient" : "value";
        Stream<String> none = Stream.generate(() -> "");
        return Stream.of(
                        head(ledger),
                        Stream.of(first.path(), kind),
                        none.limit(NAMES.size() - 11),
                        Stream.of("not finite", times(first.index().stream())),
                        Stream.of("", "", "", first.toString()))
                .flatMap(Function.identity())
                .toList();
    }

    private static Stream<String> head(Ledger ledger) {
        return Stream.of(ledger.subject(), ledger.format().label(), String.valueOf(ledger.seed()));
    }

    private static Stream<String> worst(Optional<Entry> worst) {
        return worst.map(
                        e ->
                                Stream.concat(
                                        Stream.of(times(e.index().stream())),
                                        numbers(e.manual(), e.autograd(), e.numerical())))
                .orElseGet(() -> Stream.of("", "", "", ""));
    }

    private static Stream<String> numbers(double... values) {
        return DoubleStream.of(values).mapToObj(x -> Double.isNaN(x) ? "" : String.valueOf(x));
    }

    private static String times(Stream<? extends Number> sizes) {
        return sizes.map(String::valueOf).collect(Collectors.joining("×"));
    }

    private static String line(List<String> cells) {
        return cells.stream().map(CsvTable::quoted).collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(String cell) {
        return cell.matches("(?s).*[,\"\n\r].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
