package org.chainrule.notebooks;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.symbolic.DerivativeStep;
import org.chainrule.dsl.symbolic.Differentiation;
import org.chainrule.dsl.symbolic.Expression;
import org.chainrule.dsl.symbolic.Rule;
import org.chainrule.dsl.symbolic.ScalarFunction;

/**
 * The formulas that code cells differentiate: strings that are expressions, where the outputs of
 * the cell hold both the expression and its derivative.
 *
 * @param written how they stand in the code
 * @param functions the functions in them and in their derivatives
 * @param rules the rules that differentiate them
 */
record ShownFormulas(Set<String> written, Set<ScalarFunction> functions, Set<Rule> rules) {
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

    ShownFormulas() {
        this(new HashSet<>(), new HashSet<>(), new HashSet<>());
    }

    /** Adds those of a cell. */
    void add(String source, String outputs) {
        Matcher string = STRING.matcher(source);
        while (string.find()) {
            expression(string.group(1)).ifPresent(e -> add(string.group(1), e, outputs));
        }
    }

    private void add(String text, Expression e, String outputs) {
        SortedSet<String> variables = new TreeSet<>(e.variables());
        if (variables.isEmpty()) {
            variables.add("x"); // a constant
        }
        for (String by : variables) {
            DerivativeStep step = Differentiation.of(e, by);
            if (outputs.contains(e.text()) && outputs.contains(step.result().text())) {
                written.add(text);
                rules.addAll(step.rules());
                collect(e);
                collect(step.result());
            }
        }
    }

    private void collect(Expression e) {
        if (e instanceof Expression.Apply apply) {
            functions.add(apply.function());
        }
        e.parts().forEach(this::collect);
    }

    private static Optional<Expression> expression(String text) {
        try {
            return Optional.of(Expression.parse(text));
        } catch (ChainruleException e) {
            return Optional.empty(); // a string for something else
        }
    }
}
