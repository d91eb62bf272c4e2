package org.chainrule.datasets.generators;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chainrule.datasets.Examples;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Normally distributed clouds around centres, a class each.
 *
 * <p>A point of class j is cⱼ + σ·ε with ε ~ N(0, 1) in each coordinate. Example i is of class i
 * mod k, so that classes are equally likely and the nearest centre is the best guess that there is.
 * By default there are 3 centres in the plane, evenly on a circle of radius 2, cⱼ = 2·(cos 2πj/k,
 * sin 2πj/k), and σ = 0.5. Any centres may be given, in any number of dimensions.
 *
 * <pre>{@code
 * import java.util.List;
 * import org.chainrule.datasets.generators.Blobs;
 *
 * Examples five = new Blobs(500).withCentres(5).examples(1);
 * Examples line = new Blobs(90).withCentres(List.of(List.of(-1.0), List.of(1.0))).examples(1);
 * }</pre>
 *
 * @param count how many examples, at least one for each centre
 * @param centres two or more, all of as many coordinates
 * @param noise σ
 */
public record Blobs(int count, List<List<Double>> centres, double noise) implements Generator {
    private static final double RADIUS = 2;

    /**
     * Examples around centres.
     *
     * @throws ChainruleException if there are fewer than two centres, or they have no or not as
     *     many coordinates, or there are fewer examples than centres, or σ is negative, or a number
     *     is not finite
     */
    public Blobs {
        centres = centres.stream().map(List::copyOf).toList();
        var argument = new Argument("blobs");
        argument.atLeast("centres", centres.size(), 2);
        argument.count(count, centres.size());
        int dimensions = centres.get(0).size();
        argument.atLeast("coordinates of a centre", dimensions, 1);
        argument.numbers(count, dimensions);
        for (List<Double> centre : centres) {
            if (centre.size() != dimensions) {
                throw argument.error(
                        "each centre must have as many coordinates as the first, " + dimensions,
                        centre.toString(),
                        "Give as many for all.");
            }
            argument.finite("coordinates", centre);
        }
        argument.notNegative("noise", noise);
    }

    /** Examples around three centres, with σ = 0.5. */
    public Blobs(int count) {
        this(count, onCircle(3), 0.5);
    }

    private static List<List<Double>> onCircle(int number) {
        return IntStream.range(0, number)
                .mapToDouble(j -> 2 * Math.PI * j / number)
                .mapToObj(angle -> List.of(RADIUS * Math.cos(angle), RADIUS * Math.sin(angle)))
                .toList();
    }

    /** The same around so many centres on a circle of radius 2; 3 by default. */
    public Blobs withCentres(int number) {
        return withCentres(onCircle(number));
    }

    /** The same around other centres. */
    public Blobs withCentres(List<List<Double>> points) {
        return new Blobs(count, points, noise);
    }

    /** The same with another σ; 0.5 by default. */
    public Blobs withNoise(double deviation) {
        return new Blobs(count, centres, deviation);
    }

    @Override
    public String name() {
        return "blobs";
    }

    /** The best guess of a point's class: the number of the nearest centre. */
    public int truth(double... point) {
        int best = 0;
        for (int j = 1; j < centres.size(); j++) {
            best = square(j, point) < square(best, point) ? j : best;
        }
        return best;
    }

    /** The square of the distance to a centre. */
    private double square(int number, double... point) {
        return IntStream.range(0, point.length)
                .mapToDouble(d -> point[d] - centres.get(number).get(d))
                .map(distance -> distance * distance)
                .sum();
    }

    @Override
    public Examples examples(long seed) {
        return Drawn.examples(
                name(),
                new long[] {centres.get(0).size()},
                Drawn.numbered("blob", centres.size()),
                count,
                seed,
                (i, random) -> new Drawn(draw(i % centres.size(), random), i % centres.size()));
    }

    /** A point of a class. */
    double[] draw(int label, SplittableRandom random) {
        double[] centre = centres.get(label).stream().mapToDouble(Double::doubleValue).toArray();
        return Drawn.near(centre, noise, random);
    }
}
