package org.chainrule.dsl.symbolic;

import org.chainrule.dsl.symbolic.Expression.Apply;
import org.chainrule.dsl.symbolic.Expression.Literal;
import org.chainrule.dsl.symbolic.Expression.Named;
import org.chainrule.dsl.symbolic.Expression.Power;
import org.chainrule.dsl.symbolic.Expression.Sum;
import org.chainrule.dsl.symbolic.Expression.Variable;

/** Which factors stand side by side without a dot: 2x, xy, 6x(x² + 1)², 2 cos x, but x·sin x. */
final class Joining {
    private Joining() {}

    /**
     * The letters that stand side by side at the end once a factor has joined those before it;
     * nothing where a dot must stand between.
     *
     * @param letters those at the end so far
     * @param before the factor before
     * @param factor the factor
     */
    static String letters(String letters, Expression before, Expression factor) {
        Expression base = Factor.of(factor).base();
        boolean isPlain = isPlain(factor);
        if (base instanceof Sum && isPlain && !isRoot(factor)) { // it begins with a parenthesis
            return letters.length() > 1 || !closes(before) ? null : "";
        }
        if (before instanceof Literal) {
            boolean fits =
                    isRoot(factor)
                            || base instanceof Variable
                            || base instanceof Named
                            || (base instanceof Apply apply
                                    && isPlain
                                    && apply.function() != ScalarFunction.ABS);
            return fits ? alone(factor) : null;
        }
        boolean bothLetters =
                Factor.of(before).base() instanceof Variable
                        && isPlain(before)
                        && base instanceof Variable
                        && isPlain;
        if (!bothLetters || isRoot(factor) || isRoot(before)) {
            return null;
        }
        String joined = letters + ((Variable) base).name();
        return Words.endWithAny(joined) ? null : before instanceof Power ? alone(factor) : joined;
    }

    /** The letters at the end of a factor that stands alone. */
    static String alone(Expression factor) {
        return factor instanceof Variable variable
                ? variable.name()
                : factor instanceof Named named ? named.symbol() : "";
    }

    /** Whether a parenthesis may follow without seeming an argument or an exponent's part. */
    private static boolean closes(Expression before) {
        Expression base = Factor.of(before).base();
        if (base instanceof Apply apply) { // σ(x)(1 − σ(x)), but sin x·(x + 1)
            return apply.function().symbol().length() == 1 && isPlain(before);
        }
        return before instanceof Literal
                || base instanceof Named
                || (base instanceof Variable variable && isLatin(variable))
                || base instanceof Sum;
    }

    private static boolean isLatin(Variable variable) {
        return variable.name().matches("[A-Za-z]");
    }

    private static boolean isRoot(Expression factor) {
        return factor instanceof Power power && power.exponent().equals(Expression.number(1, 2));
    }

    /** Whether it has no exponent, or 2, 3, …, so that it is raised in any style. */
    private static boolean isPlain(Expression factor) {
        return Powers.isWhole(Factor.of(factor).exponent());
    }
}
