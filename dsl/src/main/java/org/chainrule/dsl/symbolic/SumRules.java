package org.chainrule.dsl.symbolic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.dsl.symbolic.Expression.Apply;
import org.chainrule.dsl.symbolic.Expression.Literal;
import org.chainrule.dsl.symbolic.Expression.Power;
import org.chainrule.dsl.symbolic.Expression.Sum;

/** How sums are simplified. */
final class SumRules {
    private static final int MOST_TERMS = 64; // of a sum whose terms are tried one by one

    private SumRules() {}

    static Expression apply(Sum sum) {
        Expression now = squares(sum);
        if (now instanceof Sum rest) {
            now = factored(rest);
        }
        if (now instanceof Sum rest) {
            now = expanded(rest);
        }
        return now instanceof Sum rest ? ordered(rest) : now;
    }

    /** sin² u + cos² u = 1 and cosh² u − sinh² u = 1, with any common factor. */
    private static Expression squares(Sum sum) {
        List<Expression> terms = sum.terms();
        Set<Expression> all = null;
        for (int i = 0; i < terms.size(); i++) {
            for (Expression square : Factor.factors(terms.get(i))) {
                Expression rest = terms.get(i);
                Expression partner = partner(rest, square);
                if (partner != null) {
                    all = all == null ? new HashSet<>(terms) : all;
                    if (all.contains(partner)) {
                        List<Expression> left = new ArrayList<>(terms);
                        left.set(i, rest.over(square));
                        left.remove(partner);
                        return Expression.sum(left);
                    }
                }
            }
        }
        return sum;
    }

    /** The term that leaves the common factor when it is added; nothing where there is none. */
    private static Expression partner(Expression term, Expression square) {
        if (square instanceof Power power
                && power.exponent().is(2)
                && power.base() instanceof Apply apply) {
            Expression u = apply.argument();
            Expression rest = term.over(square);
            return switch (apply.function()) {
                case SIN -> rest.times(ScalarFunction.COS.of(u).pow(2));
                case COSH -> rest.negate().times(ScalarFunction.SINH.of(u).pow(2));
                default -> null;
            };
        }
        return null;
    }

    /** Exponentials and powers of sums that all terms share, before the sum of the rest. */
    private static Expression factored(Sum sum) {
        List<Expression> common = new ArrayList<>();
        Map<Expression, Expression> first = powers(sum.terms().get(0));
        first.forEach(
                (base, exponent) -> {
                    Expression least = exponent;
                    for (Expression term : sum.terms()) {
                        least = least(base, least, powers(term).get(base));
                    }
                    if (least != null) {
                        common.add(base.pow(least));
                    }
                });
        if (common.isEmpty()) {
            return sum;
        }
        Expression factor = Expression.product(common);
        List<Expression> rest = sum.terms().stream().map(term -> term.over(factor)).toList();
        Expression inner = Expression.sum(rest);
        return factor.times(inner instanceof Sum s ? descending(s) : inner);
    }

    private static Map<Expression, Expression> powers(Expression term) {
        Map<Expression, Expression> powers = new LinkedHashMap<>();
        for (Expression factor : Factor.factors(term)) {
            Factor split = Factor.of(factor);
            powers.put(split.base(), split.exponent());
        }
        return powers;
    }

    /** The lesser of two exponents if that much of the base is to stand before a sum. */
    private static Expression least(Expression base, Expression a, Expression b) {
        if (a == null || b == null) {
            return null;
        }
        if (a instanceof Literal x && b instanceof Literal y) {
            boolean areRoots = !x.value().isWhole() && !y.value().isWhole();
            boolean isShared =
                    base instanceof Sum && (areRoots || x.value().signum() == y.value().signum());
            return !isShared ? null : x.value().compareTo(y.value()) <= 0 ? a : b;
        }
        return a.equals(b) ? a : null;
    }

    /** Multiplied out where that makes it shorter. */
    private static Expression expanded(Sum sum) {
        if (sum.terms().stream().noneMatch(SumRules::hasSum)) {
            return sum;
        }
        List<Expression> all = new ArrayList<>();
        sum.terms().forEach(term -> all.addAll(Polynomials.expanded(term)));
        Expression best = shorter(Expression.sum(all), sum);
        int each = sum.terms().size() > MOST_TERMS ? 0 : sum.terms().size();
        for (int i = 0; i < each && best == sum; i++) {
            List<Expression> terms = new ArrayList<>(sum.terms());
            terms.set(i, Expression.sum(Polynomials.expanded(terms.get(i))));
            best = shorter(Expression.sum(terms), sum);
        }
        return best != sum && best instanceof Sum changed ? descending(changed) : best;
    }

    private static boolean hasSum(Expression term) {
        return Factor.factors(term).stream().anyMatch(f -> Factor.of(f).base() instanceof Sum);
    }

    private static Expression shorter(Expression candidate, Expression than) {
        return size(candidate) < size(than) ? candidate : than;
    }

    /** How many parts it is made of. */
    private static int size(Expression e) {
        int own = e instanceof Literal literal && literal.value().signum() < 0 ? 2 : 1;
        return own + e.parts().stream().mapToInt(SumRules::size).sum();
    }

    /** A polynomial with its highest power first. */
    private static Expression descending(Sum sum) {
        return Polynomials.isPolynomial(sum)
                ? new Sum(
                        sum.terms().stream()
                                .sorted(Comparator.comparingInt(t -> -Polynomials.degree(t)))
                                .toList())
                : sum;
    }

    /** 1 + ln x rather than ln x + 1, and 1 − x² rather than −x² + 1. */
    private static Expression ordered(Sum sum) {
        List<Expression> terms = new ArrayList<>(sum.terms());
        List<Expression> numbers = terms.stream().filter(t -> t instanceof Literal).toList();
        terms.removeAll(numbers);
        boolean onlyFunctions = terms.stream().allMatch(SumRules::hasFunction);
        terms = new ArrayList<>(sum.terms());
        if (onlyFunctions && !numbers.isEmpty()) {
            terms.removeAll(numbers);
            terms.addAll(0, numbers);
        }
        for (int i = 0; i < terms.size(); i++) {
            if (Term.of(terms.get(i)).coefficient().signum() > 0) {
                terms.add(0, terms.remove(i));
                break;
            }
        }
        return terms.equals(sum.terms()) ? sum : new Sum(terms);
    }

    private static boolean hasFunction(Expression e) {
        return Factor.factors(e).stream().anyMatch(f -> Factor.of(f).base() instanceof Apply);
    }
}
