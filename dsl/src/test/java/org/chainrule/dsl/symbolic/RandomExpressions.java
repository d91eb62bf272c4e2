package org.chainrule.dsl.symbolic;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Random expressions of x and y, from a grammar, nested up to a depth. */
final class RandomExpressions {
    private static final List<ScalarFunction> FUNCTIONS = Arrays.asList(ScalarFunction.values());
    private static final int[] EXPONENTS = {-3, -2, -1, 2, 3};

    private final SplittableRandom random;

    RandomExpressions(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The next one. */
    Expression next(int depth) {
        if (depth == 0 || random.nextInt(8) == 0) {
            return leaf();
        }
        Expression a = next(depth - 1);
        return switch (random.nextInt(9)) {
            case 0 -> a.plus(next(depth - 1));
            case 1 -> a.minus(next(depth - 1));
            case 2 -> a.times(next(depth - 1));
            case 3 -> a.over(next(depth - 1));
            case 4 -> a.pow(EXPONENTS[random.nextInt(EXPONENTS.length)]);
            case 5 -> power(a, depth);
            case 6 -> Expression.choice(a, leaf(), next(depth - 1), leaf());
            default -> function(a);
        };
    }

    private Expression power(Expression a, int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> Expression.Named.E.pow(a);
            case 1 -> a.pow(Expression.number(random.nextInt(1, 6), 2));
            case 2 -> Expression.number(random.nextInt(2, 5)).pow(a);
            default -> a.pow(next(Math.min(1, depth - 1)));
        };
    }

    private Expression function(Expression a) {
        ScalarFunction f = FUNCTIONS.get(random.nextInt(FUNCTIONS.size()));
        return f.arity() == 1
                ? f.of(a)
                : f == ScalarFunction.LOG
                        ? f.of(a, Expression.number(random.nextInt(2, 11)))
                        : f.of(a, leaf());
    }

    private Expression leaf() {
        return switch (random.nextInt(6)) {
            case 0 -> Expression.number(random.nextInt(-5, 6));
            case 1 -> Expression.number(random.nextInt(-9, 10), random.nextInt(2, 200));
            case 2 -> random.nextBoolean() ? Expression.Named.E : Expression.Named.PI;
            case 3 -> Expression.variable("y");
            default -> Expression.variable("x");
        };
    }
}
