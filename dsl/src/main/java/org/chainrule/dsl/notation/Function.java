package org.chainrule.dsl.notation;

import java.util.List;
import java.util.Set;

/** A function of arguments; see {@link Formula#function}. */
public record Function(Formula name, List<Formula> arguments) implements Formula {
    private static final Set<String> ELEMENTARY =
            Set.of(
                    "sin",
                    "cos",
                    "tan",
                    "sec",
                    "csc",
                    "cot",
                    "asin",
                    "acos",
                    "atan",
                    "sinh",
                    "cosh",
                    "tanh",
                    "ln",
                    "log",
                    "exp",
                    "erf",
                    "sign",
                    "sigmoid",
                    "relu",
                    "softplus",
                    "gelu",
                    "silu");

    @Override
    public Binding binding(Style style) {
        return takesSimple() ? Binding.FUNCTION : Binding.ATOM;
    }

    @Override
    public String set(Style style) {
        return set(style, name.set(style));
    }

    String set(Style style, String head) {
        if (takesSimple()) {
            return style.row(List.of(head, style.space(), arguments.get(0).set(style)));
        }
        String list = new Listing(arguments).set(style);
        return style.row(List.of(head, style.fenced("(", list, ")")));
    }

    /** Whether no parentheses are needed: sin x, sin 2x, ln |x|, but f(x), ln(ax), max(x, y). */
    private boolean takesSimple() {
        return isElementary() && arguments.size() == 1 && isSimple(arguments.get(0));
    }

    boolean isElementary() {
        Formula word = name instanceof Subscript indexed ? indexed.base() : name;
        return word instanceof Symbol symbol && ELEMENTARY.contains(symbol.name());
    }

    private static boolean isSimple(Formula argument) {
        return argument instanceof Symbol
                || argument instanceof Numeral
                || (argument instanceof Fenced fenced && fenced.open().equals("|"))
                || (argument instanceof Product product
                        && product.sign().isEmpty()
                        && product.factors().size() == 2
                        && product.factors().get(0) instanceof Numeral
                        && product.factors().get(1) instanceof Symbol);
    }
}
