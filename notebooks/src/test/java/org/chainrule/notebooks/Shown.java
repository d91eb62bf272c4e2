package org.chainrule.notebooks;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chainrule.dsl.catalogue.ClassesBeside;
import org.chainrule.dsl.initializers.Initializers;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.probability.Distribution;
import org.chainrule.dsl.schedules.Schedules;
import org.chainrule.dsl.symbolic.Rule;
import org.chainrule.notebooks.run.Cell;
import org.chainrule.notebooks.run.Notebook;
import org.chainrule.notebooks.run.Output;

/**
 * What the code cells of a notebook show. Imports, comments and the words in strings are no
 * evidence of anything, nor is prose.
 *
 * @param names the classes that the code names and the methods that it calls, classes as they are
 *     listed, with a small first letter
 * @param outputs the text of all outputs
 * @param formulas the formulas that are differentiated
 */
record Shown(Set<String> names, String outputs, ShownFormulas formulas) {
    private static final Pattern NOT_CODE =
            Pattern.compile("(?m)^import .*$|//.*$|\"(?:[^\"\\\\\n]|\\\\.)*\"");
    private static final Pattern NAME =
            Pattern.compile("\\b([A-Z]\\w*)|\\b([a-z]\\w*)\\(|::([a-z]\\w*)");
    private static final Map<String, Set<String>> MADE = made();

    static Shown in(Notebook notebook) {
        Set<String> names = new HashSet<>();
        StringBuilder outputs = new StringBuilder();
        var formulas = new ShownFormulas();
        for (Cell cell : notebook.cells()) {
            if (cell.isCode()) {
                String text = text(cell);
                outputs.append(text).append('\n');
                names.addAll(namesIn(cell.source()));
                formulas.add(cell.source(), text);
            }
        }
        return new Shown(names, outputs.toString(), formulas);
    }

    private static String text(Cell cell) {
        return cell.outputs().stream().map(Output::text).collect(Collectors.joining("\n"));
    }

    /** What code names: each class, each method that is called, and what that makes or is. */
    static Set<String> namesIn(String source) {
        Set<String> names = new HashSet<>();
        Matcher name = NAME.matcher(NOT_CODE.matcher(source).replaceAll(""));
        while (name.find()) {
            for (int group = 1; group <= name.groupCount(); group++) {
                if (name.group(group) != null) {
                    names.add(small(name.group(group)));
                    names.addAll(MADE.getOrDefault(name.group(group), Set.of()));
                }
            }
        }
        return names;
    }

    /**
     * What names stand for that are listed by other names: heNormal makes He, a GaussianFit is a
     * MaximumLikelihood, and causal attention is self-attention.
     */
    private static Map<String, Set<String>> made() {
        Map<String, Set<String>> made = new HashMap<>();
        for (Class<?> family :
                List.of(Losses.class, Optimizers.class, Schedules.class, Initializers.class)) {
            for (Method method : family.getDeclaredMethods()) {
                made.put(method.getName(), Set.of(small(method.getReturnType().getSimpleName())));
            }
        }
        for (Class<?> type : ClassesBeside.of(Distribution.class)) {
            Set<String> kinds = new HashSet<>();
            interfaces(type, kinds);
            made.put(type.getSimpleName(), kinds);
        }
        made.put("causalAttention", Set.of("selfAttention"));
        return made;
    }

    private static void interfaces(Class<?> type, Set<String> found) {
        for (Class<?> kind : type.getInterfaces()) {
            found.add(small(kind.getSimpleName()));
            interfaces(kind, found);
        }
    }

    private static String small(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** Whether the code names it, or a step of a derivation is called so: {@code (layer norm)}. */
    boolean names(String name) {
        String words = name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return names.contains(name) || outputs.contains("(" + words + ")");
    }

    /** Whether a rule is used by a formula that is shown, or named by a step. */
    boolean uses(Rule rule) {
        return formulas.rules().contains(rule)
                || outputs.contains(rule.toString())
                || outputs.contains("(" + rule.name() + ")");
    }

    /** Whether a pattern is found in a formula that is shown, or in an output. */
    boolean has(Pattern form) {
        return formulas.written().stream().anyMatch(text -> form.matcher(text).matches())
                || form.matcher(outputs).find();
    }
}
