package org.chainrule.notebooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of a Markdown page that set PyTorch's calls beside Chainrule's. The page's Java blocks
 * declare what the calls below them use.
 *
 * @param page the page
 * @param lines its lines
 * @param rows the rows of its tables
 */
record CallTables(Path page, List<String> lines, List<Row> rows) {
    private static final String HEADER = "| PyTorch | Chainrule |";
    private static final String FENCE = "```";
    private static final String BLOCK = "```java";
    private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String NOTHING = "—";

    /**
     * A call of PyTorch and what to write in its place.
     *
     * @param line the number of the row's line in the page
     * @param call PyTorch's
     * @param code Java; empty where there is nothing to write
     */
    record Row(int line, String call, String code) {}

    /** The tables of a page. */
    static CallTables in(Path page) throws IOException {
        List<String> lines = Files.readAllLines(page);
        List<Row> rows = new ArrayList<>();
        boolean isTable = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            isTable = line.startsWith(HEADER) || (isTable && line.startsWith("|"));
            if (isTable && !line.startsWith(HEADER) && !line.startsWith("| ---")) {
                String[] cells = CELL_END.split(line);
                String place = page + ":" + (i + 1);
                rows.add(new Row(i + 1, code(cells, 1, place), code(cells, 2, place)));
            }
        }
        return new CallTables(page, lines, rows);
    }

    private static String code(String[] cells, int column, String place) {
        String cell = cells.length > column ? cells[column].strip() : "";
        Matcher code = CODE.matcher(cell);
        if (!code.matches() && !cell.equals(NOTHING)) {
            throw new IllegalStateException(
                    place + ": a cell must be one piece of code or —, but found: " + cell);
        }
        return code.matches() ? code.group(1).replace("\\|", "|") : "";
    }

    /** All calls as statements, each in its own line of the page and in a scope of its own. */
    Snippet statements() {
        List<String> code = context(lines.size());
        for (Row row : rows) {
            code.set(row.line() - firstLine(), row.code().isEmpty() ? "" : inScope(row));
        }
        return new Snippet(page, firstLine(), String.join("\n", code));
    }

    private static String inScope(Row row) {
        return "{ " + row.code() + "; }";
    }

    /**
     * A class whose method {@code list} puts the values of calls into a map by their lines, and the
     * page's {@code numbers} under 0.
     *
     * @param calls PyTorch's calls that have a value
     */
    Snippet values(Set<String> calls) {
        List<Row> chosen = rows.stream().filter(row -> calls.contains(row.call())).toList();
        int last = chosen.get(chosen.size() - 1).line();
        List<String> code = context(last);
        code.set(
                0,
                "public class Calls { public static void list("
                        + "Map<Integer, java.util.concurrent.Callable<Object>> calls) {");
        for (Row row : chosen) {
            String put = "calls.put(" + row.line() + ", () -> " + row.code() + ");";
            code.set(row.line() - firstLine(), put);
        }
        code.add("calls.put(0, () -> numbers); }}");
        return new Snippet(page, firstLine(), String.join("\n", code));
    }

    /** The line at which the first Java block is opened, which is where the code begins. */
    private int firstLine() {
        return lines.indexOf(BLOCK) + 1;
    }

    /** The Java blocks, from the first up to a line of the page, and empty lines between them. */
    private List<String> context(int last) {
        List<String> code = new ArrayList<>();
        boolean isJava = false;
        for (String line : lines.subList(firstLine() - 1, last)) {
            boolean isFence = line.startsWith(FENCE);
            isJava = isFence ? line.equals(BLOCK) : isJava;
            code.add(isJava && !isFence ? line : "");
        }
        return code;
    }
}
