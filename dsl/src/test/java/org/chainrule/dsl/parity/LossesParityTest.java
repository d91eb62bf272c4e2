package org.chainrule.dsl.parity;

import static org.chainrule.dsl.losses.Losses.binaryCrossEntropy;
import static org.chainrule.dsl.losses.Losses.binaryCrossEntropyWithLogits;
import static org.chainrule.dsl.losses.Losses.clip;
import static org.chainrule.dsl.losses.Losses.cosineEmbedding;
import static org.chainrule.dsl.losses.Losses.crossEntropy;
import static org.chainrule.dsl.losses.Losses.focal;
import static org.chainrule.dsl.losses.Losses.huber;
import static org.chainrule.dsl.losses.Losses.infoNce;
import static org.chainrule.dsl.losses.Losses.klDivergence;
import static org.chainrule.dsl.losses.Losses.meanAbsoluteError;
import static org.chainrule.dsl.losses.Losses.meanSquaredError;
import static org.chainrule.dsl.losses.Losses.multiMargin;
import static org.chainrule.dsl.losses.Losses.negativeLogLikelihood;
import static org.chainrule.dsl.losses.Losses.ntXent;
import static org.chainrule.dsl.losses.Losses.poisson;
import static org.chainrule.dsl.losses.Losses.smoothL1;
import static org.chainrule.dsl.losses.Losses.softCrossEntropy;
import static org.chainrule.dsl.losses.Losses.tripletMargin;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.dsl.losses.CrossEntropy;
import org.chainrule.dsl.losses.Loss;
import org.chainrule.dsl.losses.Reducible;
import org.chainrule.dsl.losses.SoftCrossEntropy;
import org.chainrule.dsl.ops.Reduction;

final class LossesParityTest extends ParityTest {
    private static final double[] CLASSES = {0.5, 2, 0, 1, 0.1};
    private static final double[] PAIR = {0.5, 2, 1, 0.1};
    private static final double[] POSITIVE = {3, 1, 0.2, 0.7};

    private final Map<String, Subject> subjects = new LinkedHashMap<>();

    LossesParityTest() {
        super("losses");
    }

    @Override
    Map<String, Subject> subjects() {
        errors();
        classes();
        binary();
        distributions();
        embeddings();
        return subjects;
    }

    /** The difference of two distances is rounded at their scale, and may be much less itself. */
    @Override
    double ulps(String name) {
        return name.startsWith("triplet") ? 20 : ULPS;
    }

    private void put(String name, Loss loss) {
        subjects.put(name, Subject.loss(loss));
    }

    private void reduced(String name, Reducible<?> loss) {
        put(name + " mean", loss.with(Reduction.MEAN));
        put(name + " sum", loss.with(Reduction.SUM));
        put(name + " none", loss.with(Reduction.NONE));
    }

    private void errors() {
        reduced("mse", meanSquaredError());
        reduced("l1", meanAbsoluteError());
        reduced("huber", huber());
        reduced("huber 0.5", huber(0.5));
        reduced("smooth l1", smoothL1());
        reduced("smooth l1 0.25", smoothL1(0.25));
        put("smooth l1 0", smoothL1(0));
        put("mse far", meanSquaredError());
        put("l1 far", meanAbsoluteError());
        put("huber far", huber());
        reduced("poisson", poisson());
        reduced("poisson rates", poisson().ofRates().full());
    }

    private void classes() {
        for (boolean weighted : new boolean[] {false, true}) {
            for (double smoothing : new double[] {0, 0.1}) {
                CrossEntropy hard = crossEntropy().withSmoothing(smoothing);
                SoftCrossEntropy soft = softCrossEntropy().withSmoothing(smoothing);
                String name =
                        (weighted ? "weighted " : "") + (smoothing > 0 ? "smoothed" : "plain");
                CrossEntropy scored = weighted ? hard.withWeights(CLASSES) : hard;
                reduced("cross-entropy " + name, scored);
                reduced("cross-entropy deep " + name, scored.withIgnoredIndex(1));
                reduced("soft cross-entropy " + name, weighted ? soft.withWeights(CLASSES) : soft);
            }
        }
        put("cross-entropy wide", crossEntropy());
        reduced("nll", negativeLogLikelihood().withIgnoredIndex(1));
        reduced("nll weighted", negativeLogLikelihood().withIgnoredIndex(1).withWeights(CLASSES));
        reduced("multi-margin", multiMargin());
        reduced("multi-margin weighted", multiMargin().withWeights(CLASSES));
        reduced("multi-margin squared", multiMargin().squared().withMargin(0.5));
    }

    private void binary() {
        reduced("bce", binaryCrossEntropy());
        reduced("bce weighted", binaryCrossEntropy().withWeights(PAIR));
        put("bce certain", binaryCrossEntropy());
        reduced("bce logits", binaryCrossEntropyWithLogits());
        reduced(
                "bce logits weighted",
                binaryCrossEntropyWithLogits().withWeights(PAIR).withPositiveWeights(POSITIVE));
        put("bce logits sure", binaryCrossEntropyWithLogits().none());
        reduced("focal", focal());
        put("focal unweighted", focal().withGamma(1).unweighted());
    }

    private void distributions() {
        reduced("kl", klDivergence());
        put("kl batchmean", klDivergence().batchMean());
        reduced("kl log target", klDivergence().logTarget());
        put("kl log target batchmean", klDivergence().logTarget().batchMean());
        put("kl zeros", klDivergence().batchMean());
    }

    private void embeddings() {
        reduced("triplet", tripletMargin());
        reduced("triplet one", tripletMargin().withPower(1).withMargin(0.5));
        reduced("triplet three", tripletMargin().withPower(3).withEpsilon(1e-3));
        reduced("triplet swap", tripletMargin().swap());
        reduced("cosine", cosineEmbedding());
        reduced("cosine margin", cosineEmbedding().withMargin(-0.5));
        put("info nce", infoNce());
        put("clip", clip());
        put("nt-xent", ntXent());
    }
}
