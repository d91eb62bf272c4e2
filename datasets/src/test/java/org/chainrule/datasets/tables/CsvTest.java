package org.chainrule.datasets.tables;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

class CsvTest {
    private static final CsvFormat STANDARD = CsvFormat.standard();

    @TempDir private Path folder;

    @Test
    void numbersAndTextsAreToldApart() throws IOException {
        Table table = table("x,kind\n1.5,a\n-2e3,b\n.5,7a\n");
        assertThat(table.doubleColumn("x").asDoubleArray()).containsExactly(1.5, -2000, 0.5);
        assertThat(table.stringColumn("kind").asList()).containsExactly("a", "b", "7a");
    }

    @Test
    void quotedFieldsHoldSeparatorsQuotesAndLineEnds() throws IOException {
        Table table = table("a,b\n\"x, \"\"y\"\"\r\nz\" , w\n");
        assertThat(table.stringColumn("a").asList()).containsExactly("x, \"y\"\r\nz");
        assertThat(table.stringColumn("b").asList()).containsExactly("w");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\n1,2\n3,4\n",
                "a,b\r\n1,2\r\n3,4",
                "a,b\r1,2\r\r3,4",
                "\n a , b \n 1, 2\n\n3 ,\t4"
            })
    void lineEndsAndBlanksDoNotMatter(String text) throws IOException {
        Table table = table(text);
        assertThat(table.columnNames()).containsExactly("a", "b");
        assertThat(table.doubleColumn("a").asDoubleArray()).containsExactly(1, 3);
        assertThat(table.doubleColumn("b").asDoubleArray()).containsExactly(2, 4);
    }

    /** Tables that are written as RFC 4180 says are read as they were. */
    @Property(tries = 300)
    void readsWhatWasWritten(
            @ForAll @Size(min = 1, max = 6)
                    List<@StringLength(max = 8) @CharRange(from = ' ', to = '~') String> fields)
            throws IOException {
        String line =
                fields.stream()
                        .map(field -> '"' + field.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(","));
        var records = new CsvRecords("x.csv", line + "\n" + line, ',');
        assertThat(records.next().fields()).isEqualTo(fields);
        assertThat(records.next()).isEqualTo(new CsvRecords.Row(2, fields));
        assertThat(records.next()).isNull();
    }

    @Test
    void nothingAndWhatTheFormatNamesIsMissing() throws IOException {
        Table table =
                TableData.read(file("x,kind\n1,\n,a\nNA,?\n"), STANDARD.withMissing("NA", "?"))
                        .table();
        assertThat(table.column("x").countMissing()).isEqualTo(2);
        assertThat(table.column("kind").countMissing()).isEqualTo(2);
        assertThat(table.doubleColumn("x").get(0)).isEqualTo(1);
    }

    @Test
    void formatNamesTheColumnsOfAFileWithout() throws IOException {
        CsvFormat format = STANDARD.withSeparator(';').withColumns("n", "zip").withSkippedLines(1);
        Table table = TableData.read(file("# x\n1;07\n2;10\n"), format.withText("zip")).table();
        assertThat(table.doubleColumn("n").asDoubleArray()).containsExactly(1, 2);
        assertThat(table.stringColumn("zip").asList()).containsExactly("07", "10");
    }

    @Test
    void packedFilesAndByteOrderMarksAreRead() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write("\uFEFFa,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        }
        Path packed = Files.write(folder.resolve("t.csv.gz"), bytes.toByteArray());
        assertThat(TableData.read(packed).table().columnNames()).containsExactly("a", "b");
        assertThat(table("\uFEFFa\n1\n").columnNames()).containsExactly("a");
    }

    @Test
    void damagedPackedFileIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("t.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
        assertThatThrownBy(() -> TableData.read(file))
                .isInstanceOf(ChainruleException.class)
                .hasMessageStartingWith(
                        file
                                + ": a file that begins as gzip's must be one, but it cannot be"
                                + " unpacked (");
    }

    @Test
    void raggedRowsAreRefused() {
        assertMessage(
                "a,b,c\n1,2,3\n\n\"4\n\",5\n",
                ", line 4, column 3: a row must have a field for each of the 3 columns, but this"
                        + " one has 2. Add what is missing; a missing value is nothing between two"
                        + " ','.");
        assertMessage(
                "a,b\n1,2\n3,4,5\n",
                ", line 3, column 3: a row must have a field for each of the 2 columns, but this"
                        + " one has 3. Quote the field that holds a ',', or name more columns.");
    }

    @Test
    void textAmongNumbersIsRefused() {
        assertMessage(
                "x,y\n1,1\n2,oops\n3,3\n",
                ", line 3, column 2 \"y\": a column must hold only numbers or only texts, but here"
                        + " is \"oops\", and in line 2 \"1\". Mend the field, or use"
                        + " CsvFormat.withMissing(\"oops\") or withText(\"y\").");
    }

    @Test
    void numberAmongTextsIsRefused() {
        assertMessage(
                "x\na\nb\n3\n",
                ", line 4, column 1 \"x\": a column must hold only numbers or only texts, but here"
                        + " is \"3\", and in line 2 \"a\". Mend the field, or use"
                        + " CsvFormat.withMissing(\"3\") or withText(\"x\").");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "nan", "-Infinity", "+inf", "1e999", "-1E400"})
    void numbersThatAreNotFiniteAreRefused(String number) {
        assertMessage(
                "x\n1\n" + number + "\n",
                ", line 3, column 1 \"x\": must be a finite number, but found "
                        + number
                        + ". Mend it, or leave it empty if it is missing.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x10", "1d", "1f", "1_000", "1,5", "--1", "1e", ".", "١"})
    void whatOnlyJavaOrNobodyTakesForANumberIsText(String text) throws IOException {
        assertThat(table("x\n\"" + text + "\"\n").stringColumn("x").asList()).containsExactly(text);
    }

    @Test
    void duplicateNamesAreRefused() {
        assertMessage(
                "a,b,A\n1,2,3\n",
                ", line 1: names of columns must differ, and not only by case, but columns 1 and 3"
                        + " are \"a\" and \"A\". Rename one of them.");
        assertThatThrownBy(() -> TableData.read(file("1,2\n"), STANDARD.withColumns("a", "a")))
                .hasMessageStartingWith("CsvFormat.withColumns: names of columns must differ");
    }

    @Test
    void columnWithoutNameIsRefused() {
        assertMessage(
                "a,,c\n1,2,3\n",
                ", line 1: each column must have a name, but column 2 of 3 has none. Name it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "\n\r\n"})
    void emptyFileIsRefused(String text) {
        assertMessage(
                text,
                ": the file must hold the names of its columns and at least one row, but it is"
                        + " empty. Give another file; for one without names, use"
                        + " CsvFormat.withColumns.");
    }

    @Test
    void fileWithNamesAloneIsRefused() {
        assertMessage(
                "a,b\n",
                ": the file must hold the names of its columns and at least one row, but there is"
                        + " none. Give another file; for one without names, use"
                        + " CsvFormat.withColumns.");
    }

    @Test
    void missingFileIsRefused() {
        Path file = folder.resolve("no.csv");
        assertThatThrownBy(() -> TableData.read(file))
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining("but there is no such file");
    }

    @Test
    void quoteThatStaysOpenIsRefused() {
        assertMessage(
                "a,b\n1,\"2\n3,4\n",
                ", line 2, column 2: a field that begins with a quote must end with one, but the"
                        + " file ends inside it. Close the quote, or write one that is part of a"
                        + " field twice.");
    }

    @Test
    void textBehindAClosingQuoteIsRefused() {
        assertMessage(
                "a\n\"x\"y\n",
                ", line 2, column 1: a closing quote must end its field, but \"y\" follows it."
                        + " Write a quote that is part of a quoted field twice.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\""})
    void fieldOfTenMillionCharactersIsRefusedAtOnce(String quote) {
        String text = "a,b\n1," + quote + "7".repeat(10_000_000) + quote + "\n";
        String mend =
                quote.isEmpty()
                        ? "Mend the file: has it lost its separators?"
                        : "Close the quote that it begins with.";
        assertTimeoutPreemptively(
                ofSeconds(20),
                () ->
                        assertMessage(
                                text,
                                ", line 2, column 2: a field must have at most 1000000 characters,"
                                        + " but this one has more. "
                                        + mend));
    }

    @Test
    void longFieldIsNotShownWhole() {
        String text = "x\n1\n2\n" + "a".repeat(900_000) + "\n";
        assertThatThrownBy(() -> TableData.read(file(text)))
                .hasMessageContaining("here is \"" + "a".repeat(40) + "…\", and in line 2 \"1\"");
    }

    @ParameterizedTest
    @ValueSource(chars = {'"', '\n', '.', '-', 'e', '0'})
    void separatorThatFieldsNeedIsRefused(char separator) {
        assertThatThrownBy(() -> STANDARD.withSeparator(separator))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "CsvFormat: the separator must not be a quote, a line end, or a part of"
                                + " numbers or words, but it is U+%04X. Try ',', ';' or '\\t'."
                                        .formatted((int) separator));
    }

    @Test
    void negativeCountOfSkippedLinesIsRefused() {
        assertThatThrownBy(() -> STANDARD.withSkippedLines(-1))
                .hasMessage(
                        "CsvFormat: the number of skipped lines must be at least 0, but it is -1."
                                + " Use 0 or more.");
    }

    @Test
    void textColumnMustBeThere() {
        assertThatThrownBy(() -> TableData.read(file("zip,b\n1,2\n"), STANDARD.withText("zip2")))
                .hasMessage(
                        "CsvFormat.withText: must name a column of the table, but there is no"
                                + " \"zip2\". Did you mean \"zip\"?");
    }

    private Table table(String text) throws IOException {
        return TableData.read(file(text)).table();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("t.csv"), text);
    }

    private void assertMessage(String text, String message) {
        Path file = folder.resolve("t.csv");
        assertThatThrownBy(() -> TableData.read(file(text)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(file + message);
    }
}
