package org.chainrule.dsl.symbolic;

import org.chainrule.dsl.notation.Formula;

/** How a derivative is written. */
public enum Notation {
    /** d/dx f, ∂/∂x f. */
    LEIBNIZ {
        @Override
        Formula of(Expression e, String by, int order, boolean isPartial) {
            return Formula.derivative(
                    isPartial ? "∂" : "d", order, Formula.symbol(by), e.formula());
        }

        @Override
        Formula named(String f, Formula arguments, String by, int order, boolean isPartial) {
            String d = isPartial ? "∂" : "d";
            Formula x = Formula.differential(d, Formula.symbol(by));
            if (order == 1) {
                return Formula.fraction(Formula.differential(d, Formula.symbol(f)), x);
            }
            Formula n = Formula.number(Integer.toString(order));
            Formula over =
                    Formula.product("", Formula.power(Formula.symbol(d), n), Formula.symbol(f));
            return Formula.fraction(over, Formula.power(x, n));
        }
    },
    /** f′, (f)′. */
    LAGRANGE {
        @Override
        Formula of(Expression e, String by, int order, boolean isPartial) {
            return marked(Formula.fenced("(", e.formula(), ")"), by, order, isPartial);
        }

        @Override
        Formula named(String f, Formula arguments, String by, int order, boolean isPartial) {
            Formula name = marked(Formula.symbol(f), by, order, isPartial);
            return Formula.product("", name, Formula.fenced("(", arguments, ")"));
        }

        private Formula marked(Formula of, String by, int order, boolean isPartial) {
            Formula base = isPartial ? Formula.subscript(of, Formula.symbol(by)) : of;
            return order <= 3
                    ? Formula.marked(base, "′".repeat(order))
                    : Formula.power(
                            base,
                            Formula.fenced("(", Formula.number(Integer.toString(order)), ")"));
        }
    };

    /** The derivative of an expression. */
    abstract Formula of(Expression e, String by, int order, boolean isPartial);

    /** The derivative of a function with a name. */
    abstract Formula named(String f, Formula arguments, String by, int order, boolean isPartial);
}
