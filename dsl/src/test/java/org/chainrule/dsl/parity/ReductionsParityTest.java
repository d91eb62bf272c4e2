package org.chainrule.dsl.parity;

import java.util.HashMap;
import java.util.Map;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.ops.Axes;
import org.chainrule.dsl.ops.CosineSimilarity;
import org.chainrule.dsl.ops.DotProduct;
import org.chainrule.dsl.ops.EuclideanDistance;
import org.chainrule.dsl.ops.Max;
import org.chainrule.dsl.ops.Mean;
import org.chainrule.dsl.ops.Min;
import org.chainrule.dsl.ops.Norm;
import org.chainrule.dsl.ops.Projection;
import org.chainrule.dsl.ops.SquaredNorm;
import org.chainrule.dsl.ops.StandardDeviation;
import org.chainrule.dsl.ops.Sum;
import org.chainrule.dsl.ops.Ties;
import org.chainrule.dsl.ops.Variance;

final class ReductionsParityTest extends ParityTest {
    ReductionsParityTest() {
        super("reductions");
    }

    @Override
    Map<String, Subject> subjects() {
        Map<String, Subject> subjects = new HashMap<>();
        reductions().forEach((name, op) -> subjects.put(name, Subject.op(op, "x")));
        similarities().forEach((name, op) -> subjects.put(name, Subject.op(op, "a", "b")));
        return subjects;
    }

    @Override
    double ulps(String name) {
        return switch (name) {
            case "sum", "mean" -> 20; // of a sum that is smaller than its terms
            case "projection" -> 8; // so are sums of products
            default -> ULPS;
        };
    }

    private static Map<String, Op> reductions() {
        Map<String, Op> ops = new HashMap<>();
        ops.put("sum", new Sum());
        ops.put("sumAxes", new Sum(Axes.of(0, -1)));
        ops.put("mean", new Mean());
        ops.put("meanKept", new Mean(Axes.of(1).kept()));
        ops.put("variance", new Variance());
        ops.put("varianceOfPopulation", Variance.ofPopulation(Axes.of(1)));
        ops.put("varianceCorrection", new Variance(Axes.of(0, 1).kept(), 3));
        ops.put("varianceFarFromZero", new Variance());
        ops.put("standardDeviation", deviation(Variance.ofSample(Axes.of(0))));
        ops.put("standardDeviationOfPopulation", deviation(Variance.ofPopulation(Axes.of(0, 2))));
        ops.put("standardDeviationOfZeros", deviation(Variance.ofSample(Axes.of(1))));
        ops.put("standardDeviationOfOne", deviation(Variance.ofPopulation(Axes.of(1))));
        ops.put("squaredNorm", new SquaredNorm(Axes.of(-1)));
        ops.put("norm", new Norm());
        ops.put("normOfZeros", Norm.l2(Axes.of(1)));
        ops.put("normL1", Norm.l1(Axes.of(1)));
        ops.put("normL1OfZeros", Norm.l1(Axes.of(1)));
        ops.put("normL2", Norm.l2(Axes.of(0, 2).kept()));
        ops.put("normL3", new Norm(3, Axes.of(0)));
        ops.put("normL3OfZeros", new Norm(3, Axes.of(1)));
        ops.put("normGreatest", Norm.greatest(Axes.of(2)));
        ops.put("normGreatestTied", Norm.greatest(Axes.of(1)));
        ops.put("max", new Max());
        ops.put("maxAxes", new Max(Axes.of(0, 2).kept()));
        ops.put("maxFirst", new Max(Axes.of(1)).with(Ties.FIRST));
        ops.put("maxTied", new Max(Axes.of(1)));
        ops.put("maxTiedFirst", new Max(Axes.of(1)).with(Ties.FIRST));
        ops.put("min", new Min(Axes.of(1)));
        ops.put("minFirst", new Min(Axes.of(0).kept()).with(Ties.FIRST));
        ops.put("minTied", new Min(Axes.of(1)));
        ops.put("minTiedFirst", new Min(Axes.of(1)).with(Ties.FIRST));
        return ops;
    }

    private static Op deviation(Variance variance) {
        return new StandardDeviation(variance);
    }

    private static Map<String, Op> similarities() {
        Map<String, Op> ops = new HashMap<>();
        ops.put("dotProduct", new DotProduct());
        ops.put("dotProductOfVectors", new DotProduct());
        ops.put("cosineSimilarity", new CosineSimilarity());
        ops.put("cosineSimilarityOfZeros", new CosineSimilarity());
        ops.put("cosineSimilarityEpsilon", new CosineSimilarity(0.5));
        ops.put("euclideanDistance", new EuclideanDistance());
        ops.put("euclideanDistanceOfEquals", new EuclideanDistance());
        ops.put("pairwiseDistance", new EuclideanDistance(1e-6));
        ops.put("pairwiseDistanceOfEquals", new EuclideanDistance(1e-6));
        ops.put("projection", new Projection());
        return ops;
    }
}
