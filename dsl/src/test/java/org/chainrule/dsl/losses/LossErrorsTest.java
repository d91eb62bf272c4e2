package org.chainrule.dsl.losses;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.ops.Reduction;
import org.junit.jupiter.api.Test;

/** Options, targets and batches that losses refuse, and what they say. */
class LossErrorsTest {
    private static void refuses(ThrowableAssert.ThrowingCallable declaring, String message) {
        assertThatThrownBy(declaring).isInstanceOf(ChainruleException.class).hasMessage(message);
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        String range = ". Choose a value in that range.";
        refuses(
                () -> Losses.crossEntropy().withSmoothing(1),
                "crossEntropy: smoothing must be at least 0 and less than 1, but found 1.0"
                        + range);
        refuses(
                () -> Losses.crossEntropy().withWeights(1, -2),
                "crossEntropy: each weight must be 0 or more, but found -2.0" + range);
        refuses(
                () -> Losses.softCrossEntropy().withSmoothing(-1),
                "softCrossEntropy: smoothing must be at least 0 and less than 1, but found -1.0"
                        + range);
        refuses(() -> Losses.huber(0), "huber: delta must be more than 0, but found 0.0" + range);
        refuses(
                () -> Losses.smoothL1(-1),
                "smoothL1: beta must be 0 or more, but found -1.0" + range);
        refuses(
                () -> Losses.focal().withGamma(-1),
                "focal: gamma must be 0 or more, but found -1.0" + range);
        refuses(
                () -> Losses.focal().withAlpha(2),
                "focal: alpha must be from 0 to 1, but found 2.0" + range);
        refuses(
                () -> Losses.clip().withTemperature(0),
                "clip: temperature must be more than 0, but found 0.0" + range);
        refuses(
                () -> Losses.infoNce().withTemperature(Double.NaN),
                "infoNce: temperature must be more than 0, but found NaN" + range);
        refuses(
                () -> Losses.ntXent().withTemperature(-1),
                "ntXent: temperature must be more than 0, but found -1.0" + range);
        refuses(
                () -> Losses.tripletMargin().withMargin(0),
                "tripletMargin: margin must be more than 0, but found 0.0" + range);
        refuses(
                () -> Losses.tripletMargin().withPower(0.5),
                "tripletMargin: power must be 1 or more, but found 0.5" + range);
        refuses(
                () -> Losses.tripletMargin().withEpsilon(-1),
                "tripletMargin: epsilon must be 0 or more, but found -1.0" + range);
        refuses(
                () -> Losses.cosineEmbedding().withMargin(2),
                "cosineEmbedding: margin must be from -1 to 1, but found 2.0" + range);
        refuses(
                () -> Losses.hinge().withMargin(0),
                "hinge: margin must be more than 0, but found 0.0" + range);
        refuses(
                () -> new MultiMargin(3, 1, List.of(), Reduction.MEAN),
                "multiMargin: power must be 1 or 2, but found 3.0" + range);
        refuses(
                () -> new Poisson(true, false, 0, Reduction.MEAN),
                "poisson: epsilon must be more than 0, but found 0.0" + range);
        refuses(() -> Losses.l1(-1), "l1: strength must be 0 or more, but found -1.0" + range);
        refuses(() -> Losses.l2(-1), "l2: strength must be 0 or more, but found -1.0" + range);
        refuses(
                () -> Losses.weightDecay(-1),
                "weightDecay: strength must be 0 or more, but found -1.0" + range);
    }

    @Test
    void weightsMustBeAsManyAsClasses() {
        Net net = Net.features(2).dense(3);
        refuses(
                () -> net.derive(Losses.crossEntropy().withWeights(1, 2)),
                "crossEntropy: there must be a weight for each of width 3, but found 2. Give as"
                        + " many weights.");
    }

    private static void refusesTarget(Loss loss, String message, double... values) {
        Net net = Net.features(2).dense(3);
        NumericArray x = NumericArray.filled(1, 2, 2);
        long[] sizes = values.length == 2 ? new long[] {2} : new long[] {values.length / 3, 3};
        refuses(() -> net.checkGradients(loss, x, NumericArray.of(values, sizes)), message);
    }

    @Test
    void targetsThatALossCantTakeAreRefused() {
        String classes =
                "Give the network as many scores as there are classes, or mend the targets.";
        refusesTarget(
                Losses.crossEntropy(),
                "target: must hold classes from 0 to 2, or -100 for none, but found 3 at 1. "
                        + classes,
                0,
                3);
        refusesTarget(
                Losses.multiMargin(),
                "target: must hold classes from 0 to 2, but found -1 at 0. " + classes,
                -1,
                0);
        refusesTarget(
                Losses.binaryCrossEntropyWithLogits(),
                "target: must hold numbers from 0.0 to 1.0, but found 1.5 at 4. Scale the targets,"
                        + " or choose a loss that takes them as they are.",
                0,
                1,
                0,
                1,
                1.5,
                0);
        refusesTarget(
                Losses.focal(),
                "target: must hold 0 for no and 1 for yes, but found 0.5 at 0. Give 0 and 1.",
                0.5,
                1,
                0,
                1,
                1,
                0);
        refusesTarget(
                Losses.hinge(),
                "target: must hold 1 and -1, but found 0 at 5. Make of 0 and 1 twice as much less"
                        + " 1.",
                1,
                1,
                -1,
                -1,
                1,
                0);
        refusesTarget(
                Losses.softCrossEntropy(),
                "target: must hold distributions, each of probabilities that sum to 1, but row 1"
                        + " sums to 1.5. Divide each row by its sum, or take softmax of scores.",
                0,
                1,
                0,
                0.5,
                0.5,
                0.5);
        refusesTarget(
                Losses.klDivergence(),
                "target: must hold distributions, each of probabilities that sum to 1, but found"
                        + " -0.5 in row 0. Divide each row by its sum, or take softmax of scores.",
                -0.5,
                1,
                0.5,
                0,
                1,
                0);
        refusesTarget(
                Losses.klDivergence().logTarget(),
                "target: must hold distributions, each of logarithms of probabilities, but row 0"
                        + " sums to 3.0. Take log-softmax of scores, or don't say logTarget().",
                0,
                0,
                0,
                0,
                0,
                0);
        refusesTarget(
                Losses.meanSquaredError(),
                "target: must have the shape (batch, width 3), here [2, 3], but found [2]. Give"
                        + " one target for each output.",
                0,
                1);
    }

    @Test
    void penaltyOnNoWeightIsRefused() {
        Loss loss = Losses.meanSquaredError().penalized(Losses.l1(1).on(w -> false));
        refuses(
                () -> Net.features(2).dense(3).derive(loss),
                "l1Penalty: must be on a weight of the network, but none was chosen of"
                        + " [dense.weight, dense.bias]. Choose by these names.");
    }

    @Test
    void batchWithoutAllViewsIsRefused() {
        Net net = Net.features(2).dense(3);
        refuses(
                () -> net.checkGradients(Losses.ntXent(), NumericArray.filled(1, 3, 2)),
                "loss: a batch must hold 2 views of each example, one after the other, but found 3"
                        + " rows. Give all first views, then all second ones, and so on.");
        refuses(
                () -> net.checkGradients(Losses.meanSquaredError(), NumericArray.filled(1, 4, 2)),
                "batch: "
                        + Losses.meanSquaredError()
                        + " needs targets, but found none. Give them"
                        + " with the batch.");
    }
}
