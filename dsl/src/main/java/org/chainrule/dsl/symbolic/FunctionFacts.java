package org.chainrule.dsl.symbolic;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a function, in the notation that {@link Parser} reads, of x and a.
 *
 * @param rule the rule that says its derivative
 * @param names its names; the first is its own, or the second where that is a single letter
 * @param arity how many arguments it takes
 * @param derivatives its derivative by each argument
 * @param definition what it is short for
 * @param integral an antiderivative
 * @param domain conditions under all of which it is defined
 * @param kinks where it has a kink or jumps
 * @param parity whether f(−x) is f(x) or −f(x)
 */
record FunctionFacts(
        Rule rule,
        List<String> names,
        int arity,
        List<String> derivatives,
        Optional<String> definition,
        Optional<String> integral,
        List<String> domain,
        List<String> kinks,
        Parity parity) {

    /** Whether f(−x) is f(x) or −f(x). */
    enum Parity {
        /** f(−x) = f(x). */
        EVEN,
        /** f(−x) = −f(x). */
        ODD,
        /** Neither. */
        NONE
    }

    static FunctionFacts named(String row, String title, String... names) {
        return new FunctionFacts(
                new Rule(row, title),
                List.of(names),
                1,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Parity.NONE);
    }

    FunctionFacts arguments(int count) {
        return new FunctionFacts(
                rule, names, count, derivatives, definition, integral, domain, kinks, parity);
    }

    FunctionFacts derivative(String... byEach) {
        return new FunctionFacts(
                rule, names, arity, List.of(byEach), definition, integral, domain, kinks, parity);
    }

    FunctionFacts definition(String text) {
        Optional<String> some = Optional.of(text);
        return new FunctionFacts(
                rule, names, arity, derivatives, some, integral, domain, kinks, parity);
    }

    FunctionFacts integral(String text) {
        Optional<String> some = Optional.of(text);
        return new FunctionFacts(
                rule, names, arity, derivatives, definition, some, domain, kinks, parity);
    }

    FunctionFacts domain(String... conditions) {
        List<String> all = List.of(conditions);
        return new FunctionFacts(
                rule, names, arity, derivatives, definition, integral, all, kinks, parity);
    }

    FunctionFacts kink(String where) {
        List<String> all = List.of(where);
        return new FunctionFacts(
                rule, names, arity, derivatives, definition, integral, domain, all, parity);
    }

    FunctionFacts even() {
        return with(Parity.EVEN);
    }

    FunctionFacts odd() {
        return with(Parity.ODD);
    }

    private FunctionFacts with(Parity other) {
        return new FunctionFacts(
                rule, names, arity, derivatives, definition, integral, domain, kinks, other);
    }
}
