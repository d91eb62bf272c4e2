package org.chainrule.dsl.symbolic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.symbolic.Expression.Literal;
import org.chainrule.dsl.symbolic.Token.Kind;

/**
 * Reads an expression as it is written on a calculator or by hand.
 *
 * <p>{@code 2x}, {@code 2*x} and {@code 2·x} are products; letters side by side are one variable
 * each, {@code x1} and {@code x₁} the same one with an index. Products and quotients are read from
 * left to right, so {@code 1/2x} is x/2; powers from right to left; {@code −x²} is −(x²). A
 * function of more than letters and numbers needs parentheses: {@code sin 2x}, {@code sin(x + 1)};
 * {@code sin² x} is (sin x)². Also read: {@code |x|}, {@code √x}, {@code log(x, 2)}, {@code log₂
 * x}, and cases, two or three:
 *
 * <pre>{@code
 * import org.chainrule.dsl.symbolic.Expression;
 * Expression slope = Expression.parse("{1 if x > 0; 0 if x ≤ 0}");
 * Expression share = Expression.parse("{1 if x > 0; 1/2 if x = 0; 0 if x < 0}");
 * }</pre>
 */
final class Parser {
    /** How deep an expression may be nested. */
    static final int DEEPEST = 200;

    private final String text;
    private final List<Token> tokens;
    private int next;
    private int depth;
    private int bars;

    Parser(String text) {
        this.text = text;
        if (text.isBlank()) {
            throw new ChainruleException(
                    "expression",
                    "there must be something to read",
                    "but the text is empty",
                    "Write for example x^2.");
        }
        this.tokens = new Lexer(text).tokens();
    }

    Expression parse() {
        Expression whole = sum();
        Token after = token();
        if (after.is(")")) {
            throw error(
                    after, "every ) must close a (", "but this one closes none", "Leave it out.");
        }
        if (after.kind() != Kind.END) {
            throw error(
                    after,
                    "an operator must stand here",
                    "but " + after.shown(),
                    "Write * between factors.");
        }
        return whole;
    }

    private Token token() {
        return tokens.get(next);
    }

    private boolean takes(String sign) {
        boolean is = token().is(sign);
        next += is ? 1 : 0;
        return is;
    }

    private ChainruleException error(Token at, String mustHold, String found, String mend) {
        return Complaint.at(text, at.start(), mustHold, found, mend);
    }

    private void enter() {
        if (++depth > DEEPEST) {
            throw error(
                    token(),
                    "an expression may be nested " + DEEPEST + " deep",
                    "but here it is deeper",
                    "Write it in parts.");
        }
    }

    private Expression sum() {
        List<Expression> terms = new ArrayList<>(List.of(product()));
        while (token().is("+") || token().is("-")) {
            boolean isMinus = token().is("-");
            next++;
            Expression term = product();
            terms.add(isMinus ? term.negate() : term);
        }
        return Expression.sum(terms);
    }

    private Expression product() {
        List<Expression> factors = new ArrayList<>(List.of(signed()));
        while (true) {
            if (takes("*")) {
                factors.add(signed());
            } else if (takes("/")) {
                factors.add(signed().pow(-1));
            } else if (startsFactor()) {
                factors.add(power());
            } else {
                return Expression.product(factors);
            }
        }
    }

    /** Whether a factor follows without a sign before it. */
    private boolean startsFactor() {
        return switch (token().kind()) {
            case VARIABLE, CONSTANT, FUNCTION -> true;
            case SIGN ->
                    token().is("(")
                            || token().is("√")
                            || token().is("{")
                            || (token().is("|") && bars == 0);
            case NUMBER, INDEX, END -> false;
        };
    }

    private Expression signed() {
        if (takes("+")) {
            return deeper(this::signed);
        }
        return takes("-") ? deeper(this::signed).negate() : power();
    }

    private Expression deeper(java.util.function.Supplier<Expression> part) {
        enter();
        Expression read = part.get();
        depth--;
        return read;
    }

    private Expression power() {
        Expression base = operand();
        return takes("^") ? base.pow(deeper(this::signed)) : base;
    }

    private Expression operand() {
        Token token = token();
        next++;
        return switch (token.kind()) {
            case NUMBER -> new Literal(Rational.of(new BigDecimal(token.text())));
            case VARIABLE -> Expression.variable(token.text());
            case CONSTANT -> token.text().equals("e") ? Expression.Named.E : Expression.Named.PI;
            case FUNCTION -> deeper(() -> function(token));
            case SIGN, INDEX, END -> fenced(token);
        };
    }

    /** An operand that begins with a sign. */
    private Expression fenced(Token token) {
        if (token.is("(")) {
            Expression inside = deeper(this::inside);
            close(token, ")");
            return inside;
        }
        if (token.is("|")) {
            Expression inside = absolute();
            close(token, "|");
            return ScalarFunction.ABS.of(inside);
        }
        if (token.is("√")) {
            return deeper(this::operand).pow(Expression.number(1, 2));
        }
        if (token.is("{")) {
            return deeper(() -> cases(token));
        }
        throw error(
                token,
                "a number, a variable or a parenthesis must stand here",
                "but " + token.shown(),
                "Write what is missing.");
    }

    /** What stands in parentheses, where a bar opens a new pair. */
    private Expression inside() {
        int outer = bars;
        bars = 0;
        Expression inside = sum();
        bars = outer;
        return inside;
    }

    private Expression absolute() {
        bars++;
        Expression inside = deeper(this::sum);
        bars--;
        return inside;
    }

    private void close(Token open, String sign) {
        if (!takes(sign)) {
            if (token().kind() == Kind.END) {
                throw error(
                        open,
                        "every " + open.text() + " must be closed",
                        "but this one is not",
                        "Add " + sign + ".");
            }
            throw error(
                    token(),
                    sign + " must stand here",
                    "but " + token().shown(),
                    "Add " + sign + ".");
        }
    }

    private Expression function(Token name) {
        Expression index = token().kind() == Kind.INDEX ? index() : null;
        Expression exponent = token().is("^") ? raisedName(name) : Expression.ONE;
        List<Expression> arguments = new ArrayList<>();
        Token open = token();
        if (takes("(")) {
            arguments.add(inside());
            while (takes(",")) {
                arguments.add(inside());
            }
            close(open, ")");
        } else {
            arguments.add(bare());
        }
        if (index != null) {
            arguments.add(index);
        }
        return apply(name, arguments).pow(exponent);
    }

    /** The exponent of sin² x. */
    private Expression raisedName(Token name) {
        Token raised = token();
        next++;
        Expression exponent = token().is("-") ? Expression.ZERO : operand();
        boolean isCount =
                exponent instanceof Literal n && n.value().isWhole() && n.value().signum() > 0;
        if (!isCount) {
            throw error(
                    raised,
                    "the power of a function's name must be 1, 2, 3, …",
                    "but found another",
                    "Put parentheses around "
                            + name.text()
                            + "(…), or write atan for the inverse"
                            + " of tan.");
        }
        return exponent;
    }

    private Expression index() {
        String digits = token().text();
        next++;
        return digits.isEmpty() ? operand() : new Parser(digits).parse();
    }

    /** An argument without parentheses: letters and numbers, or a single operand. */
    private Expression bare() {
        boolean isSimple =
                switch (token().kind()) {
                    case NUMBER, VARIABLE, CONSTANT -> true;
                    default -> false;
                };
        if (!isSimple) {
            return operand();
        }
        List<Expression> factors = new ArrayList<>(List.of(power()));
        while (token().kind() == Kind.VARIABLE || isConstantAlone()) {
            factors.add(power());
        }
        return Expression.product(factors);
    }

    /** A constant that is no base: cos x e^x is eˣ·cos x. */
    private boolean isConstantAlone() {
        return token().kind() == Kind.CONSTANT && !tokens.get(next + 1).is("^");
    }

    private Expression apply(Token name, List<Expression> arguments) {
        boolean isNamed = name.text().equals("sqrt") || name.text().equals("exp");
        int arity = isNamed ? 1 : ScalarFunction.find(name.text()).orElseThrow().arity();
        if (arguments.size() != arity) {
            String example = name.text() + (arity == 1 ? "(x)" : "(x, a)");
            throw error(
                    name,
                    name.text() + " takes " + (arity == 1 ? "1 argument" : arity + " arguments"),
                    "but found " + arguments.size(),
                    "Write " + example + ".");
        }
        if (isNamed) {
            Expression x = arguments.get(0);
            return name.text().equals("exp")
                    ? Expression.Named.E.pow(x)
                    : x.pow(Expression.number(1, 2));
        }
        return ScalarFunction.find(name.text())
                .orElseThrow()
                .of(arguments.toArray(Expression[]::new));
    }

    /** {yes if left > right; no if left ≤ right}, or with = and &lt; apart; or with &lt; first. */
    private Expression cases(Token open) {
        Expression yes = inside();
        expect("if");
        Expression left = inside();
        boolean isBelow = takes("<");
        if (!isBelow) {
            expect(">");
        }
        Expression right = inside();
        expect(";");
        Expression no = inside();
        expect("if");
        same(left);
        if (takes("=")) {
            same(right);
            expect(";");
            Expression less = inside();
            expect("if");
            same(left);
            expect(isBelow ? ">" : "<");
            no =
                    isBelow
                            ? Expression.choice(left, right, less, no)
                            : Expression.choice(right, left, less, no);
        } else {
            expect(isBelow ? "≥" : "≤");
        }
        same(right);
        close(open, "}");
        return isBelow
                ? Expression.choice(right, left, yes, no)
                : Expression.choice(left, right, yes, no);
    }

    /** Reads what stood on that side of the first condition, too. */
    private void same(Expression side) {
        Token start = token();
        if (!inside().equals(side)) {
            throw error(
                    start,
                    "other cases must hold where the first does not",
                    "but the two compare different things",
                    "Write {… if a > b; … if a ≤ b}.");
        }
    }

    private void expect(String sign) {
        if (!takes(sign)) {
            throw error(
                    token(),
                    sign + " must stand here",
                    "but " + token().shown(),
                    "Write {… if a > b; … if a ≤ b}.");
        }
    }
}
