package org.chainrule.dsl.symbolic;

import static org.chainrule.dsl.symbolic.FunctionFacts.named;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Unary;

/**
 * The functions that an expression may apply, each with all that is known of it, written in the
 * notation that {@link Parser} reads, with x for the argument and a for a second one.
 *
 * <p>A function is defined by an expression, or by a primitive of the graph. Their order here is
 * that of factors in a product.
 */
public enum ScalarFunction {
    /** Sine. */
    SIN(
            named("A8", "sine", "sin").derivative("cos x").integral("-cos x").odd(),
            in -> Unary.SIN.apply(in.get(0))),
    /** Cosine. */
    COS(
            named("A9", "cosine", "cos").derivative("-sin x").integral("sin x").even(),
            in -> Unary.COS.apply(in.get(0))),
    /** Secant, 1/cos x. */
    SEC(
            named("A11", "secant", "sec")
                    .derivative("sec x·tan x")
                    .definition("1/cos x")
                    .integral("ln |sec x + tan x|")
                    .domain("cos x ≠ 0")
                    .even()),
    /** Cosecant, 1/sin x. */
    CSC(
            named("A12", "cosecant", "csc")
                    .derivative("-csc x·cot x")
                    .definition("1/sin x")
                    .integral("-ln |csc x + cot x|")
                    .domain("sin x ≠ 0")
                    .odd()),
    /** Tangent. */
    TAN(
            named("A10", "tangent", "tan")
                    .derivative("sec² x")
                    .definition("sin x/cos x")
                    .integral("-ln |cos x|")
                    .domain("cos x ≠ 0")
                    .odd()),
    /** Cotangent. */
    COT(
            named("A13", "cotangent", "cot")
                    .derivative("-csc² x")
                    .definition("cos x/sin x")
                    .integral("ln |sin x|")
                    .domain("sin x ≠ 0")
                    .odd()),
    /** Arcsine. */
    ASIN(
            named("A16", "arcsine", "asin", "arcsin")
                    .derivative("1/√(1 - x²)")
                    .definition("2·atan(x/(1 + √(1 - x²)))")
                    .integral("x·asin x + √(1 - x²)")
                    .domain("|x| ≤ 1")
                    .odd()),
    /** Arccosine. */
    ACOS(
            named("A17", "arccosine", "acos", "arccos")
                    .derivative("-1/√(1 - x²)")
                    .definition("π/2 - 2·atan(x/(1 + √(1 - x²)))")
                    .integral("x·acos x - √(1 - x²)")
                    .domain("|x| ≤ 1")),
    /** Arctangent. */
    ATAN(
            named("A18", "arctangent", "atan", "arctan")
                    .derivative("1/(1 + x²)")
                    .integral("x·atan x - ln(1 + x²)/2")
                    .odd(),
            in -> Unary.ATAN.apply(in.get(0))),
    /** Natural logarithm. */
    LN(
            named("A6", "natural logarithm", "ln")
                    .derivative("1/x")
                    .integral("x·ln x - x")
                    .domain("x > 0"),
            in -> in.get(0).log()),
    /** Logarithm of any base; it is differentiated by a change of base. */
    LOG(
            named("A7", "logarithm", "log")
                    .arguments(2)
                    .definition("ln x/ln a")
                    .integral("(x·ln x - x)/ln a")
                    .domain("x > 0", "a > 0", "a ≠ 1")),
    /** Hyperbolic sine. */
    SINH(
            named("A28", "hyperbolic sine", "sinh")
                    .derivative("cosh x")
                    .definition("(e^x - e^(-x))/2")
                    .integral("cosh x")
                    .odd()),
    /** Hyperbolic cosine. */
    COSH(
            named("A28", "hyperbolic cosine", "cosh")
                    .derivative("sinh x")
                    .definition("(e^x + e^(-x))/2")
                    .integral("sinh x")
                    .even()),
    /** Hyperbolic tangent. */
    TANH(
            named("A23", "hyperbolic tangent", "tanh")
                    .derivative("1 - tanh² x")
                    .integral("ln cosh(x)")
                    .odd(),
            in -> in.get(0).tanh()),
    /** Logistic sigmoid, 1/(1 + e^(−x)), by a formula that does not overflow. */
    SIGMOID(
            named("A22", "sigmoid", "sigmoid", "σ")
                    .derivative("σ(x)·(1 - σ(x))")
                    .definition("(1 + tanh(x/2))/2")
                    .integral("softplus(x)")),
    /** Rectified linear unit. */
    RELU(
            named("A24", "relu", "relu")
                    .derivative("{1 if x > 0; 0 if x ≤ 0}")
                    .definition("{x if x > 0; 0 if x ≤ 0}")
                    .integral("relu(x)²/2")
                    .kink("x = 0")),
    /** Leaky rectified linear unit, with the slope a for negative x. */
    LEAKY_RELU(
            named("A25", "leaky relu", "leaky_relu")
                    .arguments(2)
                    .derivative("{1 if x > 0; a if x ≤ 0}", "{0 if x > 0; x if x ≤ 0}")
                    .definition("{x if x > 0; a·x if x ≤ 0}")
                    .integral("{x²/2 if x > 0; a·x²/2 if x ≤ 0}")
                    .kink("x = 0")),
    /** ln(1 + eˣ), by a formula that does not overflow. */
    SOFTPLUS(
            named("A26", "softplus", "softplus")
                    .derivative("σ(x)")
                    .definition("max(x, 0) + ln(1 + e^(-|x|))")),
    /** Gaussian error linear unit, exactly. */
    GELU(
            named("A27", "gelu", "gelu")
                    .derivative("Φ(x) + x·φ(x)")
                    .definition("x·Φ(x)")
                    .integral("((x² - 1)·Φ(x) + x·φ(x))/2")),
    /** Sigmoid linear unit, also called swish. */
    SILU(named("A27", "silu", "silu").derivative("σ(x) + x·σ(x)·(1 - σ(x))").definition("x·σ(x)")),
    /** Distribution function of the standard normal. */
    NORMAL_CDF(
            named("A27", "normal distribution function", "Φ", "Phi")
                    .derivative("φ(x)")
                    .definition("(1 + erf(x/√2))/2")
                    .integral("x·Φ(x) + φ(x)")),
    /** Density of the standard normal. */
    NORMAL_DENSITY(
            named("A27", "normal density", "φ", "phi")
                    .derivative("-x·φ(x)")
                    .definition("e^(-x²/2)/√(2π)")
                    .integral("Φ(x)")
                    .even()),
    /** Error function. */
    ERF(
            named("A28", "error function", "erf")
                    .derivative("2e^(-x²)/√π")
                    .integral("x·erf x + e^(-x²)/√π")
                    .odd(),
            in -> in.get(0).erf()),
    /** Absolute value; its derivative at 0 is taken as 0. */
    ABS(
            named("A28", "absolute value", "abs")
                    .derivative("sign x")
                    .integral("x·|x|/2")
                    .kink("x = 0")
                    .even(),
            in -> in.get(0).abs()),
    /** −1, 0 or 1; its derivative is 0, but at 0 it jumps. */
    SIGN(
            named("A28", "sign", "sign", "sgn").derivative("0").integral("|x|").kink("x = 0").odd(),
            in -> in.get(0).sign()),
    /** The greater of two; where they are equal, each has half the derivative. */
    MAX(
            named("A28", "maximum", "max")
                    .arguments(2)
                    .derivative(
                            "{1 if x > a; 1/2 if x = a; 0 if x < a}",
                            "{1 if a > x; 1/2 if a = x; 0 if a < x}")
                    .integral("{(x² + a²)/2 if x > a; a·x if x ≤ a}")
                    .kink("x = a"),
            in -> in.get(0).max(in.get(1))),
    /** The lesser of two; where they are equal, each has half the derivative. */
    MIN(
            named("A28", "minimum", "min")
                    .arguments(2)
                    .derivative(
                            "{1 if a > x; 1/2 if a = x; 0 if a < x}",
                            "{1 if x > a; 1/2 if x = a; 0 if x < a}")
                    .integral("{a·x if x > a; (x² + a²)/2 if x ≤ a}")
                    .kink("x = a"),
            in -> in.get(0).min(in.get(1)));

    private static final Map<String, ScalarFunction> BY_NAME = new LinkedHashMap<>();

    static {
        for (ScalarFunction function : values()) {
            function.facts.names().forEach(name -> BY_NAME.put(name, function));
        }
    }

    private final FunctionFacts facts;
    private final Function<List<Node>, Node> primitive;

    ScalarFunction(FunctionFacts facts) {
        this(facts, null);
    }

    ScalarFunction(FunctionFacts facts, Function<List<Node>, Node> primitive) {
        this.facts = facts;
        this.primitive = primitive;
    }

    /** The function of a name, if there is one. */
    public static Optional<ScalarFunction> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** All names of functions. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(BY_NAME.keySet());
    }

    /** How it is written. */
    public String symbol() {
        return facts.names().get(facts.names().size() > 1 && isShort() ? 1 : 0);
    }

    private boolean isShort() {
        return facts.names().get(1).length() == 1;
    }

    /** The rule that says its derivative. */
    public Rule rule() {
        return facts.rule();
    }

    /** How many arguments it takes. */
    public int arity() {
        return facts.arity();
    }

    /** Whether f(−x) is f(x) or −f(x). */
    public FunctionFacts.Parity parity() {
        return facts.parity();
    }

    /**
     * The function of these arguments.
     *
     * @throws IllegalArgumentException if it takes another number of arguments
     */
    public Expression of(Expression... arguments) {
        if (arguments.length != arity()) {
            throw new IllegalArgumentException(
                    facts.names().get(0) + " takes " + arity() + " arguments");
        }
        return new Expression.Apply(this, List.of(arguments));
    }

    /** Its derivatives by each argument; none where it has a rule of its own instead. */
    public List<Expression> derivatives(List<Expression> arguments) {
        return facts.derivatives().stream().map(text -> at(text, arguments)).toList();
    }

    /** What it is short for; nothing for a primitive of the graph. */
    public Optional<Expression> definition(List<Expression> arguments) {
        return facts.definition().map(text -> at(text, arguments));
    }

    /** Its antiderivative by the first argument, where it is elementary or has a name here. */
    public Optional<Expression> antiderivative(List<Expression> arguments) {
        return facts.integral().map(text -> at(text, arguments));
    }

    /** Where it is defined. */
    public List<Condition> domain(List<Expression> arguments) {
        return facts.domain().stream()
                .map(c -> Condition.parse(c).map(e -> put(e, arguments)))
                .toList();
    }

    /** Where it has a kink or jumps. */
    public List<Condition> kinks(List<Expression> arguments) {
        return facts.kinks().stream()
                .map(c -> Condition.parse(c).map(e -> put(e, arguments)))
                .toList();
    }

    /** Its value in a graph; only of a primitive. */
    Node lower(List<Node> arguments) {
        return primitive.apply(arguments);
    }

    private static Expression at(String text, List<Expression> arguments) {
        return put(Expression.parse(text), arguments);
    }

    private static Expression put(Expression e, List<Expression> arguments) {
        return arguments.size() == 1
                ? e.replace(Map.of("x", arguments.get(0)))
                : e.replace(Map.of("x", arguments.get(0), "a", arguments.get(1)));
    }
}
