package org.chainrule.dsl.symbolic;

import java.util.Comparator;
import java.util.List;
import org.chainrule.dsl.symbolic.Expression.Apply;
import org.chainrule.dsl.symbolic.Expression.Choice;
import org.chainrule.dsl.symbolic.Expression.Literal;
import org.chainrule.dsl.symbolic.Expression.Named;
import org.chainrule.dsl.symbolic.Expression.Power;
import org.chainrule.dsl.symbolic.Expression.Product;
import org.chainrule.dsl.symbolic.Expression.Sum;
import org.chainrule.dsl.symbolic.Expression.Variable;

/** An order of all expressions, in which only equal ones tie. */
final class Order {
    /** By what they are, then by their parts. */
    static final Comparator<Expression> STRUCTURE = Order::compare;

    private Order() {}

    private static int compare(Expression a, Expression b) {
        if (a == b) {
            return 0;
        }
        Factor left = Factor.of(a);
        Factor right = Factor.of(b);
        if (a instanceof Power || b instanceof Power) {
            int bases = compare(left.base(), right.base());
            return bases != 0 ? bases : compare(left.exponent(), right.exponent());
        }
        int kinds = Integer.compare(kind(a), kind(b));
        if (kinds != 0) {
            return kinds;
        }
        if (a instanceof Literal x) {
            return x.value().compareTo(((Literal) b).value());
        }
        if (a instanceof Named x) {
            return x.compareTo((Named) b);
        }
        if (a instanceof Variable x) {
            return x.name().compareTo(((Variable) b).name());
        }
        if (a instanceof Apply x && x.function() != ((Apply) b).function()) {
            return x.function().compareTo(((Apply) b).function());
        }
        return a instanceof Sum
                ? compare(sorted(a), sorted(b)) // whatever their order
                : compare(a.parts(), b.parts());
    }

    private static List<Expression> sorted(Expression sum) {
        return sum.parts().stream().sorted(STRUCTURE).toList();
    }

    private static int compare(List<Expression> a, List<Expression> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static int kind(Expression e) {
        return e instanceof Literal
                ? 0
                : e instanceof Named
                        ? 1
                        : e instanceof Variable
                                ? 2
                                : e instanceof Product
                                        ? 3
                                        : e instanceof Sum
                                                ? 4
                                                : e instanceof Apply
                                                        ? 5
                                                        : e instanceof Choice ? 6 : 7;
    }
}
