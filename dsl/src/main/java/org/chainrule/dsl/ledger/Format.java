package org.chainrule.dsl.ledger;

import java.util.Locale;

/**
 * The numbers that gradients are computed with, and how far those may lie apart.
 *
 * <p>Central differences always run in 64 bits, whatever the format: in 32 bits their own error,
 * some 10⁻⁷·|L|/10⁻³ at best, would hide most mistakes. In the narrower formats the point is
 * rounded to 32 bits first, so that all three gradients are taken at the same place.
 *
 * <p>Gradients by hand and by autograd are compared at the scale of their tensor's greatest number,
 * because a sum of n terms is exact only to a few roundings of its greatest term. A gradient and a
 * central difference are compared number by number, as torch.autograd.gradcheck does.
 */
public enum Format {
    /**
     * 64 bits, the default. By hand and by autograd: a relative 10⁻¹⁰, a million roundings. To
     * central differences: gradcheck's own, 10⁻⁵ and a relative 10⁻³, at a step of 10⁻⁶.
     */
    FLOAT64(53, new Tolerance(1e-12, 1e-10), new Tolerance(1e-5, 1e-3)),

    /**
     * 32 bits. By hand and by autograd: 64 roundings of 2⁻²⁴, a relative 4·10⁻⁶; a GPT of four
     * blocks needs some 14. To central differences: 10⁻⁴ and a relative 5·10⁻³.
     */
    FLOAT32(24, new Tolerance(1e-7, 64 * 0x1p-24), new Tolerance(1e-4, 5e-3)),

    /**
     * Matrix products in bfloat16, with 8 significant bits, and all else in 32 bits. By hand and by
     * autograd: 8 roundings of 2⁻⁸, a relative 0.03. To central differences: 0.02 and a relative
     * 0.1, which finds a missing factor but not a small slip.
     */
    BF16(8, new Tolerance(1e-3, 8 * 0x1p-8), new Tolerance(2e-2, 1e-1));

    private final int bits;
    private final Tolerance analytic;
    private final Tolerance numerical;

    Format(int bits, Tolerance analytic, Tolerance numerical) {
        this.bits = bits;
        this.analytic = analytic;
        this.numerical = numerical;
    }

    /** How far a gradient by hand may lie from autograd's. */
    public Tolerance analytic() {
        return analytic;
    }

    /** How far a gradient may lie from a central difference. */
    public Tolerance numerical() {
        return numerical;
    }

    /** The unit in the last place of a number: the distance to the next one. */
    public double ulp(double x) {
        int exponent = Math.max(Math.getExponent(x), Float.MIN_EXPONENT);
        return this == FLOAT64 ? Math.ulp(x) : Math.scalb(1.0, exponent - bits + 1);
    }

    /** The name on the command line and in tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace("float", "fp");
    }
}
