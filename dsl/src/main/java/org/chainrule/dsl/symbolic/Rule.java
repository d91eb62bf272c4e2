package org.chainrule.dsl.symbolic;

/**
 * A rule of differentiation.
 *
 * @param id its row in the syllabus
 * @param name its name
 */
public record Rule(String id, String name) {
    /** c′ = 0. */
    public static final Rule CONSTANT = new Rule("A1", "constant");

    /** (eˣ)′ = eˣ. */
    public static final Rule EXPONENTIAL = new Rule("A4", "natural exponential");

    /** (aˣ)′ = aˣ·ln a. */
    public static final Rule EXPONENTIAL_OF_BASE = new Rule("A5", "exponential");

    /** (c·f)′ = c·f′. */
    public static final Rule CONSTANT_MULTIPLE = new Rule("A30", "constant multiple rule");

    /** (f + g)′ = f′ + g′. */
    public static final Rule SUM = new Rule("A31", "sum rule");

    /** (f·g)′ = f′·g + f·g′. */
    public static final Rule PRODUCT = new Rule("A32", "product rule");

    /** (f/g)′ = (f′·g − f·g′)/g². */
    public static final Rule QUOTIENT = new Rule("A33", "quotient rule");

    /** (f(g(x)))′ = f′(g(x))·g′(x). */
    public static final Rule CHAIN = new Rule("A34", "chain rule");

    /** (xⁿ)′ = n·xⁿ⁻¹. */
    public static final Rule POWER = new Rule("A35", "power rule");

    /** f^g = e^(g·ln f), so (f^g)′ = f^g·(g·ln f)′. */
    public static final Rule GENERAL_POWER = new Rule("A36", "general power rule");

    /** log_a f = ln f/ln a. */
    public static final Rule CHANGE_OF_BASE = new Rule("A37", "change of base");

    /** Where a function is defined by cases, each is differentiated. */
    public static final Rule CASES = new Rule("A28", "case by case");

    @Override
    public String toString() {
        return name + " (" + id + ")";
    }
}
