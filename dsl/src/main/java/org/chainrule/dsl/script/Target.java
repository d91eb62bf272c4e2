package org.chainrule.dsl.script;

import org.chainrule.dsl.graph.Kernel;

/**
 * What a program is written for.
 *
 * @param cuda whether it runs on a CUDA device rather than on the CPU
 * @param kernels whether ops run as native kernels where they have one, rather than in parts
 * @param precision the numbers that matrix products are computed with
 */
public record Target(boolean cuda, boolean kernels, Precision precision) {
    /** The CPU, with kernels, in full precision. */
    public static final Target CPU = new Target(false, true, Precision.FULL);

    /** The same with every op in its parts, down to the primitives. */
    public Target inParts() {
        return new Target(cuda, false, precision);
    }

    /** Whether a kernel may be used. */
    boolean takes(Kernel kernel) {
        return kernels && !(cuda && kernel.cpuOnly());
    }
}
