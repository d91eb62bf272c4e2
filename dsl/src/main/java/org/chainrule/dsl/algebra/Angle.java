package org.chainrule.dsl.algebra;

import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.hipparchus.linear.RealVector;

/**
 * The angle between two vectors: cos θ = a·b/(‖a‖·‖b‖).
 *
 * <p>θ is computed as 2·atan2(‖u − v‖, ‖u + v‖) of the unit vectors u and v, which is exact also
 * where the vectors nearly point the same way and the cosine is 1 but for rounding. Source: Kahan,
 * "How Futile are Mindless Assessments of Roundoff in Floating-Point Computation?", 2006.
 *
 * @param dot a·b
 * @param lengths ‖a‖ and ‖b‖
 * @param cosine cos θ, from −1 to 1
 * @param radians θ, from 0 to π
 */
@Teaches(meaning = "angle between two vectors", formula = "cos θ = a·b/(‖a‖·‖b‖)", rows = "I1")
public record Angle(double dot, NumericArray lengths, double cosine, double radians) {
    private static final Given GIVEN = new Given("Angle");

    /**
     * The angle between two vectors of the same length.
     *
     * @throws ChainruleException if their lengths differ, one is 0, or one holds what is not finite
     */
    public static Angle between(NumericArray a, NumericArray b) {
        RealVector x = GIVEN.vector(a);
        RealVector y = GIVEN.vector(b);
        GIVEN.requireEqual("the length of b, like that of a,", y.getDimension(), x.getDimension());
        double lengthOfX = Norms.p(a, 2);
        double lengthOfY = Norms.p(b, 2);
        if (lengthOfX == 0 || lengthOfY == 0) {
            throw new ChainruleException(
                    "Angle",
                    "both vectors must have a direction",
                    "but " + (lengthOfX == 0 ? "a" : "b") + " is 0",
                    "Leave such vectors out.");
        }
        RealVector u = x.mapDivide(lengthOfX);
        RealVector v = y.mapDivide(lengthOfY);
        double radians = 2 * Math.atan2(u.subtract(v).getNorm(), u.add(v).getNorm());
        double cosine = Math.max(-1, Math.min(1, u.dotProduct(v)));
        return new Angle(x.dotProduct(y), Given.array(lengthOfX, lengthOfY), cosine, radians);
    }

    /** θ in degrees, from 0 to 180. */
    public double degrees() {
        return Math.toDegrees(radians);
    }

    @Override
    public String toString() {
        return "cos θ = a·b/(‖a‖·‖b‖) = %s/(%s·%s) = %s, θ = %s = %s°"
                .formatted(
                        Grid.number(dot),
                        Grid.number(lengths.at(0)),
                        Grid.number(lengths.at(1)),
                        Grid.number(cosine),
                        Grid.number(radians),
                        Grid.number(degrees()));
    }
}
