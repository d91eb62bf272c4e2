package org.chainrule.dsl.symbolic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Optional;

/**
 * A fraction of whole numbers, exact, in lowest terms, with a denominator above 0.
 *
 * @param over the numerator
 * @param under the denominator
 */
public record Rational(BigInteger over, BigInteger under) implements Comparable<Rational> {
    /** 0. */
    public static final Rational ZERO = of(0);

    /** 1. */
    public static final Rational ONE = of(1);

    private static final MathContext DIGITS = new MathContext(20); // more than a double holds
    private static final int MOST_BITS = 4096; // of an exact power

    /**
     * A fraction, brought to lowest terms.
     *
     * @throws ArithmeticException if the denominator is 0
     */
    public Rational {
        if (under.signum() == 0) {
            throw new ArithmeticException("a denominator must not be 0");
        }
        BigInteger common = over.gcd(under);
        if (under.signum() < 0) {
            common = common.negate();
        }
        over = over.divide(common);
        under = under.divide(common);
    }

    /** A whole number. */
    public static Rational of(long value) {
        return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
    }

    /** A fraction. */
    public static Rational of(long over, long under) {
        return new Rational(BigInteger.valueOf(over), BigInteger.valueOf(under));
    }

    /** A decimal number, exactly as it is written: 0.1 is one tenth. */
    public static Rational of(BigDecimal decimal) {
        return decimal.scale() <= 0
                ? new Rational(decimal.toBigInteger(), BigInteger.ONE)
                : new Rational(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
    }

    /** a + b. */
    public Rational plus(Rational b) {
        return new Rational(
                over.multiply(b.under).add(b.over.multiply(under)), under.multiply(b.under));
    }

    /** a·b. */
    public Rational times(Rational b) {
        return new Rational(over.multiply(b.over), under.multiply(b.under));
    }

    /** −a. */
    public Rational negate() {
        return new Rational(over.negate(), under);
    }

    /** |a|. */
    public Rational abs() {
        return signum() < 0 ? negate() : this;
    }

    /** −1, 0 or 1. */
    public int signum() {
        return over.signum();
    }

    /** Whether this is a whole number. */
    public boolean isWhole() {
        return under.equals(BigInteger.ONE);
    }

    /** Whether this is a whole number that 2 divides. */
    public boolean isEven() {
        return isWhole() && !over.testBit(0);
    }

    /** The double next to it. */
    public double value() {
        return isWhole()
                ? over.doubleValue()
                : new BigDecimal(over).divide(new BigDecimal(under), DIGITS).doubleValue();
    }

    /**
     * aᵇ where it is rational and not too long: 4^(1/2) = 2, 2^(−3) = 1/8; nothing for 2^(1/2), for
     * 0^(−1), and for a root of a negative number.
     */
    public Optional<Rational> power(Rational exponent) {
        if (signum() == 0) {
            return exponent.signum() > 0 ? Optional.of(ZERO) : Optional.empty();
        }
        boolean isLong = exponent.over.bitLength() > 12 || exponent.under.bitLength() > 6;
        int bits = Math.max(over.bitLength(), under.bitLength());
        if (isLong || (long) bits * Math.abs(exponent.over.intValue()) > MOST_BITS) {
            return Optional.empty();
        }
        int degree = exponent.under.intValue();
        Optional<Rational> root =
                root(over, degree).flatMap(o -> root(under, degree).map(u -> new Rational(o, u)));
        int times = exponent.over.intValue();
        return root.map(
                r ->
                        times < 0
                                ? new Rational(r.under.pow(-times), r.over.pow(-times))
                                : new Rational(r.over.pow(times), r.under.pow(times)));
    }

    private static Optional<BigInteger> root(BigInteger value, int degree) {
        if (degree == 1) {
            return Optional.of(value);
        }
        if (value.signum() < 0) {
            return Optional.empty();
        }
        BigInteger low = BigInteger.ZERO;
        BigInteger high = BigInteger.ONE.shiftLeft(value.bitLength() / degree + 1);
        while (low.compareTo(high) < 0) { // the greatest whose power is not too great
            BigInteger middle = low.add(high).add(BigInteger.ONE).shiftRight(1);
            if (middle.pow(degree).compareTo(value) <= 0) {
                low = middle;
            } else {
                high = middle.subtract(BigInteger.ONE);
            }
        }
        return low.pow(degree).equals(value) ? Optional.of(low) : Optional.empty();
    }

    @Override
    public int compareTo(Rational b) {
        return over.multiply(b.under).compareTo(b.over.multiply(under));
    }

    @Override
    public String toString() {
        return isWhole() ? over.toString() : over + "/" + under;
    }
}
