package org.chainrule.notebooks.run;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compares what a notebook shows with what it showed before. Words must be the same, numbers nearly
 * so: the last digits of 32 bits depend on the processor. Of cells that vary only the kinds of
 * outputs are compared, and of pictures that they are there.
 */
final class Comparison {
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");

    /** What kernels call an error that the compiler found. */
    private static final Set<String> COMPILER = Set.of("CompilerException", "CompilationException");

    /** How many digits a reader of a course compares. */
    private static final int DIGITS = 3;

    /** How far numbers may lie apart, relative to the greater. */
    private static final BigDecimal NEAR = new BigDecimal("2e-3");

    /** What is less is rounding. */
    private static final BigDecimal NOTHING = new BigDecimal("1e-6");

    private Comparison() {}

    /**
     * What differs, a line for each cell.
     *
     * @param stored the notebook as it lies in its file
     * @param run the same after another run
     * @param forms whether the forms of outputs count too; else only their text, as of a run
     *     without Jupyter
     */
    static List<String> differences(Notebook stored, Notebook run, boolean forms) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < stored.cells().size(); i++) {
            Cell before = stored.cells().get(i);
            Cell after = run.cells().get(i);
            if (before.isCode()) {
                failure(after)
                        .or(() -> difference(before, after, forms).map(what -> in(after, what)))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    /** Whether a cell failed that must not, or did not that must, or ends in a bare value. */
    static Optional<String> failure(Cell cell) {
        if (cell.outputs().stream().anyMatch(output -> output.type().equals(Output.RESULT))) {
            return Optional.of(
                    in(
                            cell,
                            "it ends in a value, which kernels show each in its way. Use show(…)."));
        }
        Optional<Output> error = cell.outputs().stream().filter(Output::isError).findFirst();
        if (error.isPresent() == cell.raises()) {
            return Optional.empty();
        }
        String what =
                error.map(e -> e.name() + ": " + e.text().replace('\n', ' '))
                        .orElse("it has the tag " + Cell.RAISES + ", but nothing failed");
        return Optional.of(in(cell, what));
    }

    private static String in(Cell cell, String what) {
        String first = cell.source().lines().findFirst().orElse("").strip();
        return "cell " + cell.id() + " (" + first + "): " + what;
    }

    private static Optional<String> difference(Cell before, Cell after, boolean forms) {
        if (forms && !kinds(before).equals(kinds(after))) {
            return Optional.of("showed " + kinds(before) + ", now " + kinds(after));
        }
        return before.varies() ? Optional.empty() : difference(text(before), text(after));
    }

    /** The forms of all outputs; text that is printed may come in any number of pieces. */
    private static Set<String> kinds(Cell cell) {
        Set<String> kinds = new TreeSet<>();
        cell.outputs().forEach(output -> kinds.addAll(output.forms()));
        return kinds;
    }

    /** All text of a cell in one; what the compiler said is worded by each kernel in its way. */
    private static String text(Cell cell) {
        return cell.outputs().stream()
                .map(output -> COMPILER.contains(output.name()) ? "(compiler)" : output.text())
                .map(text -> text.endsWith("\n") ? text : text + "\n")
                .collect(Collectors.joining());
    }

    /** The first line that differs. */
    static Optional<String> difference(String before, String after) {
        List<String> old = lines(before);
        List<String> now = lines(after);
        for (int i = 0; i < Math.max(old.size(), now.size()); i++) {
            String was = i < old.size() ? old.get(i) : "(nothing)";
            String is = i < now.size() ? now.get(i) : "(nothing)";
            if (!areSame(was, is)) {
                return Optional.of("was \"" + was + "\", is \"" + is + "\"");
            }
        }
        return Optional.empty();
    }

    private static List<String> lines(String text) {
        return text.lines()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static boolean areSame(String was, String is) {
        if (was.equals(is)) {
            return true;
        }
        if (!NUMBER.matcher(was).replaceAll("#").equals(NUMBER.matcher(is).replaceAll("#"))) {
            return false;
        }
        Matcher old = NUMBER.matcher(was);
        Matcher now = NUMBER.matcher(is);
        while (old.find() && now.find()) {
            if (!areNear(old.group(), now.group())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whole numbers must be equal. Others may differ by a unit in the last place, if that is the
     * third digit or a later one: a trace decides which way a number is rounded.
     */
    private static boolean areNear(String was, String is) {
        if (was.equals(is)) {
            return true;
        }
        if (was.matches("\\d+") && is.matches("\\d+")) {
            return false;
        }
        BigDecimal a = new BigDecimal(was);
        BigDecimal b = new BigDecimal(is);
        BigDecimal greatest = a.max(b);
        BigDecimal near = greatest.multiply(NEAR);
        if (Math.min(a.precision(), b.precision()) >= DIGITS) {
            near = near.max(a.ulp()).max(b.ulp());
        }
        return greatest.compareTo(NOTHING) < 0 || a.subtract(b).abs().compareTo(near) <= 0;
    }
}
