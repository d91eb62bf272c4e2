package org.chainrule.dsl.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chainrule.dsl.losses.Losses.crossEntropy;

import java.util.List;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.ledger.Ledger;
import org.chainrule.dsl.ledger.Row;
import org.chainrule.dsl.ledger.Verdict;
import org.junit.jupiter.api.Test;

/** Points where a function has no derivative are no failures; wrong gradients there are. */
class KinkTest {
    private static final NumericArray X = Batches.reals(3, 5, 4);
    private static final NumericArray Y = Batches.below(3, 4, 5);

    @Test
    void reluAtZeroIsAKinkAndNoFailure() {
        Ledger ledger =
                Net.features(4).relu().dense(3).checkGradients(crossEntropy(), X.with(6, 0), Y);
        Row row = ledger.row("features").orElseThrow();
        assertThat(row.verdict()).isEqualTo(Verdict.KINK);
        assertThat(row.kinks()).isEqualTo(1);
        assertThat(ledger.row("dense.weight").orElseThrow().verdict()).isEqualTo(Verdict.PASS);
        assertThat(ledger.passed()).isTrue();
    }

    @Test
    void tiesOfAMaximumAreKinks() {
        Layer greatest = (scope, x) -> x.minus(x.maxKept(-1));
        Ledger ledger =
                Net.features(2)
                        .then(greatest)
                        .dense(3)
                        .checkGradients(
                                crossEntropy(),
                                NumericArray.of(new double[] {0.5, 0.5, 0.1, 0.7}, 2, 2),
                                NumericArray.filled(1, 2));
        Row row = ledger.row("features").orElseThrow();
        assertThat(row.verdict()).isEqualTo(Verdict.KINK);
        assertThat(row.kinks()).isEqualTo(2);
    }

    @Test
    void absoluteValueAtZeroIsAKink() {
        Layer absolute = (scope, x) -> x.abs();
        Row row =
                Net.features(4)
                        .then(absolute)
                        .dense(3)
                        .checkGradients(crossEntropy(), X.with(0, 0), Y)
                        .row("features")
                        .orElseThrow();
        assertThat(row.verdict()).isEqualTo(Verdict.KINK);
    }

    /** A gradient that no slope of either side explains is wrong, at a kink as elsewhere. */
    @Test
    void wrongGradientAtAKinkFails() {
        Ledger ledger = GradCheck.gradcheck(new SteepRelu(), NumericArray.of(new double[] {0}, 1));
        assertThat(ledger.rows().get(0).kinks()).isEqualTo(1);
        assertThat(ledger.passed()).isFalse();
    }

    /** relu, with dx = 2·dy at 0. */
    private record SteepRelu() implements Op {
        @Override
        public List<Node> forward(List<Node> in) {
            return List.of(in.get(0).max(Node.constant(0)));
        }

        @Override
        public List<Node> vjp(Call call, Node dy) {
            return List.of(dy.times(2));
        }
    }

    /** A kink so near that the step reaches over it leaves the derivative as it is. */
    @Test
    void kinkWithinTheStepIsNoKinkAtThePoint() {
        Row row =
                Net.features(4)
                        .relu()
                        .dense(3)
                        .checkGradients(crossEntropy(), X.with(6, 3e-7), Y)
                        .row("features")
                        .orElseThrow();
        assertThat(row.verdict()).isEqualTo(Verdict.PASS);
    }

    /** A steep curve is none: e^(30x) has left and right slopes that differ by ε·900·e^(30x). */
    @Test
    void steepCurveIsNoKink() {
        Layer steep = (scope, x) -> x.times(30).exp();
        Row row =
                Net.features(1)
                        .then(steep)
                        .dense(2)
                        .checkGradients(
                                crossEntropy(),
                                NumericArray.of(new double[] {0.1, -0.2, 0}, 3, 1),
                                NumericArray.filled(1, 3))
                        .row("features")
                        .orElseThrow();
        assertThat(row.verdict()).isEqualTo(Verdict.PASS);
    }
}
