package org.chainrule.notebooks;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.dsl.symbolic.Rule;
import org.chainrule.dsl.symbolic.ScalarFunction;
import org.chainrule.notebooks.run.Cell;
import org.chainrule.notebooks.run.Notebook;

/**
 * What of a row of the syllabus a notebook does not show. What is to be shown follows from what
 * {@code chainrule list syllabus} prints as covering the row: {@code op relu} must be named in a
 * code cell, and a row of the command {@code derive} needs its function or its rule in a derivative
 * that is shown. Where a row names more than the classes that cover it, the rest is written here.
 */
final class Evidence {
    /** What no cell names: a command, a class that is not public. */
    private static final Set<String> UNNAMED = Set.of("command", "training", "page");

    /** What rows name beside the classes that cover them, as cells write it. */
    private static final Map<String, String> PARTS =
            Map.ofEntries(
                    Map.entry("A41", "tangent functionPlot"),
                    Map.entry("A43", "gradient pointGradient directional contourPlot"),
                    Map.entry("A44", "jacobian hessian curvature"),
                    Map.entry("A45", "gradient jacobian byScalar byMatrix"),
                    Map.entry("A46", "antiderivative"),
                    Map.entry("B6", "approximation"),
                    Map.entry("B8", "jacobian"),
                    Map.entry("B11", "swiGlu geGlu"),
                    Map.entry("C1", "withSmoothing withIgnoredIndex withWeights"),
                    Map.entry("C8", "huber"),
                    Map.entry("C10", "infoNce clip"),
                    Map.entry("C13", "hinge"),
                    Map.entry("C14", "l1 l2"),
                    Map.entry("E1", "frozenBatchNorm"),
                    Map.entry("F11", "causalAttention withKeyHeads"),
                    Map.entry("F12", "causalAttention withMask"),
                    Map.entry("F16", "preNorm postNorm"),
                    Map.entry("F19", "generator cacheBytes"),
                    Map.entry("G2", "withNesterov"),
                    Map.entry("G7", "clipNorm clipValue"),
                    Map.entry("G9", "l1 l2 weightDecay matrices earlyStopping"),
                    Map.entry("G10", "accumulate"),
                    Map.entry("G11", "averaged"),
                    Map.entry("G12", "learningRateFinder"),
                    Map.entry("I4", "approximation"),
                    Map.entry("J1", "bayes"),
                    Map.entry("J2", "bernoulli categorical gaussian multivariateGaussian"),
                    Map.entry("J4", "ridgeRegression lassoRegression"),
                    Map.entry("L3", "generator sampling"),
                    Map.entry("L8", "generator nanoTime"),
                    Map.entry("P2", "gradcheck gradgradcheck"));

    /** What formulas or outputs of some rows look like. */
    private static final Map<String, List<String>> FORMS =
            Map.of(
                    "A2", List.of("x\\^\\d", "x\\^-\\d", "x\\^\\(\\d/\\d\\)"),
                    "A3", List.of("1/x", "sqrt x"),
                    "A19", List.of("e\\^\\(\\d+x\\)"),
                    "A20", List.of("ln\\(\\d+x\\)"),
                    "A21", List.of("x\\^x"),
                    "A40", List.of("d/d\\w", "f′"),
                    "A47", List.of("f′′"));

    /** The row of PyTorch's calls beside Chainrule's: what its tables say is run in cells. */
    private static final String TABLES = "P1";

    private static final Pattern BESIDE = Pattern.compile("(?m)^\\| `.*\\| (`.*) \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    private final SyllabusRows rows;
    private final Shown shown;
    private final Notebook notebook;

    Evidence(SyllabusRows rows, Notebook notebook) {
        this.rows = rows;
        this.notebook = notebook;
        this.shown = Shown.in(notebook);
    }

    /** What the rows that the notebook claims name, and its code cells do not show. */
    Set<String> missing() {
        Set<String> missing = new TreeSet<>();
        for (String row : rows.claimedBy(notebook)) {
            Map<String, Boolean> wanted = wanted(row);
            if (wanted.isEmpty()) {
                missing.add(row + " says nothing that can be looked for");
            }
            wanted.forEach(
                    (what, isShown) -> {
                        if (!isShown) {
                            missing.add(row + " " + what);
                        }
                    });
        }
        return missing;
    }

    /** What a row names, each with whether it is shown. */
    private Map<String, Boolean> wanted(String row) {
        Map<String, Boolean> wanted = new LinkedHashMap<>();
        for (String cover : rows.covers().getOrDefault(row, List.of())) {
            for (String name : names(cover)) {
                wanted.put(name, shown.names(name));
            }
        }
        for (String name : PARTS.getOrDefault(row, "").split(" ")) {
            if (!name.isEmpty()) {
                wanted.put(name, shown.names(name));
            }
        }
        functions(row)
                .forEach(f -> wanted.put(f.symbol(), shown.formulas().functions().contains(f)));
        if (functions(row).isEmpty()) {
            rules(row).forEach(rule -> wanted.put(rule.name(), shown.uses(rule)));
        }
        for (String form : FORMS.getOrDefault(row, List.of())) {
            wanted.put(form, shown.has(Pattern.compile(form)));
        }
        if (row.equals(TABLES)) {
            calls().forEach(call -> wanted.put(call, shown.names(call)));
        }
        return wanted;
    }

    /** The names of {@code op relu}, {@code all schedules} and the like. */
    private static List<String> names(String cover) {
        String kind = cover.substring(0, cover.indexOf(' '));
        String name = cover.substring(cover.indexOf(' ') + 1);
        if (kind.equals("all")) {
            return SyllabusRows.list(name).stream().map(line -> line.split(" ")[0]).toList();
        }
        return UNNAMED.contains(kind) ? List.of() : List.of(name);
    }

    private static List<ScalarFunction> functions(String row) {
        return Arrays.stream(ScalarFunction.values())
                .filter(function -> function.rule().id().equals(row))
                .toList();
    }

    private static List<Rule> rules(String row) {
        List<Rule> rules = new ArrayList<>();
        for (Field field : Rule.class.getFields()) {
            try {
                if (field.get(null) instanceof Rule rule && rule.id().equals(row)) {
                    rules.add(rule);
                }
            } catch (IllegalAccessException e) {
                throw new AssertionError(e); // they are public
            }
        }
        return rules;
    }

    /** The calls that the notebook's tables set beside PyTorch's, in their last column. */
    private Set<String> calls() {
        Set<String> calls = new TreeSet<>();
        for (Cell cell : notebook.cells()) {
            Matcher entry = BESIDE.matcher(cell.isCode() ? "" : cell.source());
            while (entry.find()) {
                Matcher code = CODE.matcher(entry.group(1));
                while (code.find()) {
                    calls.addAll(Shown.namesIn(code.group(1)));
                }
            }
        }
        return calls;
    }
}
