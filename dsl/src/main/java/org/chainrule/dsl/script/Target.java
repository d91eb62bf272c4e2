package org.chainrule.dsl.script;

import org.chainrule.dsl.graph.Kernel;

/**
 * What a program is written for.
 *
 * @param cuda whether it runs on a CUDA device rather than on the CPU
 * @param kernels whether ops run as native kernels where they have one, rather than in parts
 * @param precision the numbers that matrix products are computed with
 * @param products what multiplies matrices
 * @param isSingle whether all real numbers are known to have 32 bits
 */
public record Target(
        boolean cuda, boolean kernels, Precision precision, Products products, boolean isSingle) {
    /** The CPU, with all kernels, in full precision. */
    public static final Target CPU =
            new Target(false, true, Precision.FULL, Products.DEFAULT, false);

    /** A CUDA device, with all kernels, in full precision. */
    public static final Target CUDA =
            new Target(true, true, Precision.FULL, Products.DEFAULT, false);

    /** The same with every op in its parts, down to the primitives. */
    public Target inParts() {
        return new Target(cuda, false, precision, products, isSingle);
    }

    /** The same in another precision. */
    public Target with(Precision other) {
        return new Target(cuda, kernels, other, products, isSingle);
    }

    /** The same with another library for products. */
    public Target with(Products other) {
        return new Target(cuda, kernels, precision, other, isSingle);
    }

    /** The same for numbers of 32 bits. */
    public Target in32Bits() {
        return new Target(cuda, kernels, precision, products, true);
    }

    /** Whether a kernel may be used. */
    public boolean takes(Kernel kernel) {
        boolean isWhole = isSingle && precision == Precision.FULL;
        return kernels
                && !(cuda && kernel.limits().contains(Kernel.Limit.CPU))
                && (isWhole || !kernel.limits().contains(Kernel.Limit.SINGLE));
    }
}
