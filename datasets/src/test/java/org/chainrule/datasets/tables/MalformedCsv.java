package org.chainrule.datasets.tables;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A file that is wrong.
 *
 * @param name what is wrong with it
 * @param bytes what it holds
 * @param place how the error begins, FILE being the path
 * @param found a part of the rest
 */
@SuppressWarnings("ArrayRecordComponent") // only read
record MalformedCsv(String name, byte[] bytes, String place, String found) {
    private static final String GOOD = "1,a,0.5\n2,b,0.6\n3,a,0.7\n4,b,0.8\n";
    private static final int LONG = 10_000_000;
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    @Override
    public String toString() {
        return name;
    }

    /** Its columns are x, y, a class, and z; y is predicted. */
    private static MalformedCsv of(String name, String text, String place, String found) {
        return new MalformedCsv(name, text.getBytes(StandardCharsets.UTF_8), place, found);
    }

    private static MalformedCsv row(String name, String row, String place, String found) {
        return of(name, "x,y,z\n" + GOOD + row, "FILE, line 6" + place, found);
    }

    /** A field in the column x, which holds numbers, that is none. */
    private static MalformedCsv number(String field, String found) {
        return row("x is " + field, field + ",a,0.9\n", ", column 1 \"x\": ", found);
    }

    private static Stream<MalformedCsv> rows() {
        return Stream.of(
                row("one field", "5\n", ", column 2: ", "this one has 1"),
                row("two fields", "5,a\n", ", column 3: ", "this one has 2"),
                row("four fields", "5,a,0.9,1\n", ", column 4: ", "this one has 4"),
                row("comma at the end", "5,a,0.9,\n", ", column 4: ", "this one has 4"),
                row("comma at the beginning", ",5,a,0.9\n", ", column 4: ", "has 4"),
                row("decimal comma", "5,a,0,9\n", ", column 4: ", "this one has 4"),
                row("no line end", "5,a", ", column 3: ", "this one has 2"),
                row("semicolons", "5;a;0.9\n", ", column 2: ", "this one has 1"),
                row("tabs", "5\ta\t0.9\n", ", column 2: ", "this one has 1"),
                row("a comment", "# end\n", ", column 2: ", "this one has 1"),
                row("a word", "total\n", ", column 2: ", "this one has 1"),
                row("two rows in one", "5,a,0.9,6,b,1\n", ", column 4: ", "has 6"),
                of("after empty lines", "x,y,z\n\n\n1,a\n", "FILE, line 4, column 3: ", "has 2"),
                of("CR LF", "x,y,z\r\n1,a,2\r\n1,a\r\n", "FILE, line 3, column 3: ", "has 2"),
                of("CR", "x,y,z\r1,a,2\r1\r", "FILE, line 3, column 2: ", "has 1"),
                of(
                        "after a field of two lines",
                        "x,y,z\n1,\"a\nb\",2\n1,a\n",
                        "FILE, line 4, column 3: ",
                        "has 2"),
                of("header that is short", "x,y\n1,a,2\n", "FILE, line 2, column 3: ", "has 3"),
                of("header that is long", "x,y,z,w\n1,a,2\n", "FILE, line 2, column 4: ", "has 3"),
                of("a title before", "Sales of 2023\n1,a,2\n", "FILE, line 2, column 2: ", "has 3"),
                of("lines of a web page", "<html>\n<p>1,2</p>\n", "FILE, line 2, column 2: ", "2"),
                of("lines of JSON", "[{\"x\": 1},\n {\"x\": 2}]\n", "FILE, line 1: ", "column 2"));
    }

    private static Stream<MalformedCsv> numbers() {
        List<MalformedCsv> cases = new ArrayList<>();
        for (String word :
                List.of(
                        "five",
                        "1 000",
                        "5cm",
                        "0x10",
                        "1e",
                        "--1",
                        "1.2.3",
                        "$5",
                        "5%",
                        "true",
                        "2024-01-31",
                        "\u22125",
                        "\uff15",
                        "1/2",
                        "?",
                        "N/A",
                        "null",
                        "_1",
                        "5d",
                        "5f",
                        "0b1")) {
            cases.add(number(word, "\"" + word + "\""));
        }
        for (String value :
                List.of(
                        "NaN",
                        "nan",
                        "+nan",
                        "inf",
                        "-inf",
                        "+INF",
                        "Infinity",
                        "-infinity",
                        "1e999",
                        "-1e999",
                        "1e309")) {
            cases.add(number(value, "must be a finite number, but found " + value));
        }
        cases.add(number("\"NaN\"", "must be a finite number, but found NaN"));
        cases.add(row("z is NaN", "5,a,NaN\n", ", column 3 \"z\": ", "finite number"));
        cases.add(row("z is a word", "5,a,high\n", ", column 3 \"z\": ", "\"high\""));
        cases.add(row("y is a number", "5,7,1\n", ", column 2 \"y\": ", "\"7\", and in line 2"));
        cases.add(
                row(
                        "digits without end",
                        "1".repeat(5000) + ",a,1\n",
                        ", column 1 \"x\": ",
                        "1".repeat(40) + "…"));
        return cases.stream();
    }

    private static Stream<MalformedCsv> headers() {
        return Stream.of(
                of("a name twice", "x,y,x\n" + GOOD, "FILE, line 1: ", "columns 1 and 3"),
                of("but for case", "x,y,X\n" + GOOD, "FILE, line 1: ", "\"x\" and \"X\""),
                of("but for quotes", "x,y,\"x\"\n" + GOOD, "FILE, line 1: ", "columns 1 and 3"),
                of("but for blanks", "x,y, x \n" + GOOD, "FILE, line 1: ", "columns 1 and 3"),
                of("all the same", "y,y,y\n" + GOOD, "FILE, line 1: ", "columns 1 and 2"),
                of("no name", "x,,y\n" + GOOD, "FILE, line 1: ", "column 2 of 3 has none"),
                of("a blank name", "x,  ,y\n" + GOOD, "FILE, line 1: ", "column 2 of 3"),
                of("an empty name", "x,\"\",y\n" + GOOD, "FILE, line 1: ", "column 2 of 3"),
                of("comma before", ",x,y\n" + GOOD, "FILE, line 1: ", "column 1 of 3"),
                of("comma after", "x,y,\n" + GOOD, "FILE, line 1: ", "column 3 of 3"),
                of("only commas", ",,\n" + GOOD, "FILE, line 1: ", "column 1 of 3"),
                of("after empty lines", "\n\nx,y,x\n" + GOOD, "FILE, line 3: ", "columns 1"),
                of("only a header", "x,y,z\n", "FILE: ", "but there is none"),
                of("only a header, no end", "x,y,z", "FILE: ", "but there is none"),
                of("header and empty lines", "x,y,z\r\n\r\n\r\n", "FILE: ", "but there is none"),
                of("no byte", "", "FILE: ", "but it is empty"),
                of("only empty lines", "\n\n\r\n\r", "FILE: ", "but it is empty"),
                of("only blanks", "   \n", "FILE, line 1: ", "column 1 of 1 has none"),
                of("other names", "a,b,c\n" + GOOD, "FILE, target: ", "there is no \"y\""),
                of("names of other case", "X,Y,Z\n" + GOOD, "FILE, target: ", "Did you mean \"Y\""),
                of("one column", "y\na\nb\na\nb\n", "table encoding: ", "reads none"));
    }

    private static Stream<MalformedCsv> quotes() {
        return Stream.of(
                row("open", "5,\"a,0.9\n6,b,1\n", ", column 2: ", "the file ends inside it"),
                row("open at the end", "5,a,\"", ", column 3: ", "the file ends inside it"),
                row("three", "5,\"\"\",1\n", ", column 2: ", "the file ends inside it"),
                row("five", "5,\"a\"\"\"\",\"1\n", ", column 2: ", "\"1\" follows it"),
                row("letter behind", "5,\"a\"b,1\n", ", column 2: ", "\"b\" follows it"),
                row("blank and letter behind", "5,\"a\" b,1\n", ", column 2: ", "\"b\""),
                row("quote in quotes", "5,\"a \"b\" c\",1\n", ", column 2: ", "\"b\""),
                row("two, then a letter", "5,\"\"a,1\n", ", column 2: ", "\"a\" follows it"),
                row("emoji behind", "5,\"a\"\uD83D\uDE00,1\n", ", column 2: ", "\uD83D\uDE00"),
                of("in the header", "x,\"y,z\n" + GOOD, "FILE, line 1, column 2: ", "ends inside"),
                of(
                        "header, letter behind",
                        "x,\"y\"z\n" + GOOD,
                        "FILE, line 1, column 2: ",
                        "\"z\""),
                row("open, long", "5,\"" + "a".repeat(LONG), ", column 2: ", "this one has more"),
                row("long", "5," + "a".repeat(LONG) + ",1\n", ", column 2: ", "has more"),
                row("long number", "1".repeat(LONG) + ",a,1\n", ", column 1: ", "has more"),
                row("long, closed", "5,\"" + "a".repeat(LONG) + "\",1\n", ", column 2: ", "more"),
                row("long, lines", "5,\"" + "a\n".repeat(LONG / 2), ", column 2: ", "has more"),
                of("long name", "x,y," + "z".repeat(LONG), "FILE, line 1, column 3: ", "has more"));
    }

    private static MalformedCsv bytes(String name, String place, String found, byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return new MalformedCsv(name, all.toByteArray(), place, found);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes given as numbers from 0 to 255. */
    private static byte[] raw(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] packed(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(utf8(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Stream<MalformedCsv> encodings() {
        String text = "x,y,z\n" + GOOD;
        byte[] whole = packed(text);
        byte[] damaged = whole.clone();
        damaged[whole.length - 5] ^= 1; // of the checksum
        return Stream.of(
                bytes("NUL", "FILE: ", "byte 6 is NUL", utf8("x,y,z\n"), raw(0), utf8(GOOD)),
                bytes("NUL in the header", "FILE: ", "byte 1 is NUL", utf8("x"), raw(0)),
                bytes("NUL at the end", "FILE: ", "byte 38 is NUL", utf8(text), raw(0)),
                bytes("only NUL", "FILE: ", "byte 0 is NUL", new byte[100]),
                bytes("Latin 1", "FILE: ", "byte 0 (0xE9)", raw(0xE9), utf8(text)),
                bytes("Latin 1 in a row", "FILE: ", "byte 38 (0xFC)", utf8(text), raw(0xFC, 'x')),
                bytes("Windows quotes", "FILE: ", "byte 38 (0x93)", utf8(text), raw(0x93, 0x94)),
                bytes("cut inside é", "FILE: ", "byte 38 (0xC3)", utf8(text), raw(0xC3)),
                bytes("cut inside €", "FILE: ", "byte 38 (0xE2)", utf8(text), raw(0xE2, 0x82)),
                bytes("overlong", "FILE: ", "byte 38 (0xC0)", utf8(text), raw(0xC0, 0xAF)),
                bytes("surrogate", "FILE: ", "byte 38 (0xED)", utf8(text), raw(0xED, 0xA0, 0x80)),
                bytes("beyond Unicode", "FILE: ", "byte 0 (0xF5)", raw(0xF5, 0x80, 0x80, 0x80)),
                bytes(
                        "UTF-16",
                        "FILE: ",
                        "its first bytes say UTF-16",
                        text.getBytes(StandardCharsets.UTF_16)),
                bytes(
                        "UTF-16, little end first",
                        "FILE: ",
                        "its first bytes say UTF-16",
                        raw(0xFF, 0xFE),
                        text.getBytes(StandardCharsets.UTF_16LE)),
                bytes("only a BOM", "FILE: ", "but it is empty", BOM),
                bytes("BOM and header", "FILE: ", "there is none", BOM, utf8("x,y,z\n")),
                bytes("BOM and names", "FILE, line 1: ", "columns 1 and 3", BOM, utf8("x,y,x\n")),
                bytes(
                        "two BOMs",
                        "FILE, target: ",
                        "there is no \"y\"",
                        BOM,
                        BOM,
                        utf8("y,z\na,1\n")),
                bytes(
                        "BOM of another",
                        "FILE: ",
                        "first bytes say UTF-16",
                        raw(0xFE, 0xFF, 0, 'x')),
                bytes("gzip cut", "FILE: ", "cannot be unpacked", Arrays.copyOf(whole, 30)),
                bytes("gzip's mark", "FILE: ", "cannot be unpacked", raw(0x1F, 0x8B)),
                bytes("gzip damaged", "FILE: ", "cannot be unpacked", damaged),
                bytes("gzip of nothing", "FILE: ", "but it is empty", packed("")),
                bytes("gzip of NUL", "FILE: ", "byte 1 is NUL", packed("x\u0000")),
                bytes(
                        "gzip of a ragged row",
                        "FILE, line 6, column 2: ",
                        "has 1",
                        packed(text + "5\n")),
                bytes("PNG", "FILE: ", "byte 0 (0x89)", raw(0x89, 'P', 'N', 'G', 13, 10, 26, 10)),
                bytes("zip", "FILE: ", "byte 4 is NUL", raw('P', 'K', 3, 4, 0, 0)));
    }

    private static Stream<MalformedCsv> targets() {
        String many =
                IntStream.range(0, 2500)
                        .mapToObj(i -> i + ",a,k" + i + "\n" + i + ",b,k" + i + "\n")
                        .collect(Collectors.joining());
        return Stream.of(
                of("one class", "x,y,z\n1,a,2\n2,a,3\n3,a,4\n", "target \"y\": ", "all rows are"),
                of(
                        "a class of one row",
                        "x,y,z\n" + GOOD + "5,c,1\n",
                        "FILE, column \"y\": ",
                        "\"c\" has only the one in line 6"),
                row("no class", "5,,1\n", ", column \"y\": ", "the target must have a value"),
                of(
                        "no class at all",
                        "x,y,z\n1,,1\n2,,2\n",
                        "FILE, line 2, column \"y\": ",
                        "it is missing"),
                of(
                        "no number at all",
                        "x,y,z\n,a,1\n,b,2\n,a,3\n,b,4\n",
                        "FILE, column \"x\": ",
                        "all 2 are missing"),
                of(
                        "no number",
                        "x,y,z\n" + GOOD + ",a,1\n",
                        "FILE, column \"x\": ",
                        "the first in line 6"),
                of(
                        "a category for each row",
                        "x,y,z\n" + many,
                        "FILE, column \"z\": ",
                        "at most 1000 categories"));
    }

    /** All of them. */
    static List<MalformedCsv> all() {
        return Stream.of(rows(), numbers(), headers(), quotes(), encodings(), targets())
                .flatMap(each -> each)
                .toList();
    }
}
