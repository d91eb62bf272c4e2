package org.chainrule.trainers.cli;

import java.util.List;
import org.chainrule.datasets.tables.CsvFormat;
import org.chainrule.dsl.error.ChainruleException;
import picocli.CommandLine.Option;

/** How a CSV file is written. */
final class CsvOptions {
    @Option(
            names = "--columns",
            paramLabel = "NAME",
            split = ",",
            description =
                    "The names of the columns, for a CSV file whose first line does not hold them;"
                            + " by default it does.")
    private List<String> columns;

    @Option(
            names = "--skip",
            paramLabel = "N",
            description = "Lines at the beginning that are no part of the table; 0 by default.")
    private Integer skip;

    @Option(
            names = "--separator",
            paramLabel = "CHARACTER",
            description = "What stands between fields, or tab; a comma by default.")
    private String separator;

    @Option(
            names = "--missing",
            paramLabel = "TEXT",
            split = ",",
            description =
                    "What fields hold in place of a missing value, such as NA,?; by default nothing"
                            + " at all.")
    private List<String> missing;

    /** The format that was asked for, beginning with another. */
    CsvFormat over(CsvFormat otherwise) {
        CsvFormat format = otherwise;
        format = columns == null ? format : format.withColumns(columns.toArray(String[]::new));
        format = skip == null ? format : format.withSkippedLines(skip);
        format = separator == null ? format : format.withSeparator(separator());
        return missing == null ? format : format.withMissing(missing.toArray(String[]::new));
    }

    private char separator() {
        if (separator.equals("tab") || separator.equals("\\t")) {
            return '\t';
        }
        if (separator.length() != 1) {
            throw new ChainruleException(
                    "--separator",
                    "must be one character, or tab",
                    "but found \"" + separator + "\"",
                    "Try ';'.");
        }
        return separator.charAt(0);
    }
}
