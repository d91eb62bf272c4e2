package org.chainrule.dsl.ledger;

import java.util.Optional;
import org.chainrule.dsl.graph.Shape;

/**
 * One tensor's gradients, compared.
 *
 * @param path the path of the parameter, of the input, or of the step whose output it is
 * @param kind which of these it is
 * @param shape its sizes
 * @param norm the Euclidean norm of its gradient by hand
 * @param manualAutograd over all its numbers
 * @param manualNumerical over those that were sampled and are at no kink
 * @param autogradNumerical likewise
 * @param isExact whether the gradient by hand is autograd's bit for bit
 * @param ulps max |manual − autograd|, in units in the last place of the tensor's greatest number
 * @param sampled at how many of its numbers a central difference was taken
 * @param kinks at how many of these the function has a kink
 * @param verdict what it came to
 * @param worst where it fails, or is worst: the number that differs most
 * @param remark why it was not checked; else empty
 */
public record Row(
        String path,
        Kind kind,
        Shape shape,
        double norm,
        Difference manualAutograd,
        Difference manualNumerical,
        Difference autogradNumerical,
        boolean isExact,
        double ulps,
        int sampled,
        int kinks,
        Verdict verdict,
        Optional<Entry> worst,
        String remark) {

    /** What a tensor is. */
    public enum Kind {
        /** A weight. */
        PARAMETER,
        /** Data. */
        INPUT,
        /** The output of a step between. */
        STEP
    }

    /** A tensor that can't be checked. */
    public static Row unchecked(String path, Kind kind, Shape shape, String remark) {
        return new Row(
                path,
                kind,
                shape,
                Double.NaN,
                Difference.NONE,
                Difference.NONE,
                Difference.NONE,
                false,
                Double.NaN,
                0,
                0,
                Verdict.UNCHECKED,
                Optional.empty(),
                remark);
    }
}
