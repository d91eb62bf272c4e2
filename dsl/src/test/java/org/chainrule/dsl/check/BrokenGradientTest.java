package org.chainrule.dsl.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chainrule.dsl.losses.Losses.crossEntropy;

import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.initializers.Initializers;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.ledger.Format;
import org.chainrule.dsl.ledger.Ledger;
import org.chainrule.dsl.ledger.Row;
import org.chainrule.dsl.ledger.Verdict;
import org.chainrule.dsl.ledger.WrongStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A vector-Jacobian product that is wrong is found, and where it is. */
class BrokenGradientTest {
    private static final NumericArray X = Batches.reals(3, 5, 4);
    private static final NumericArray Y = Batches.below(3, 4, 5);

    private static FeatureNet around(Op op) {
        return Net.features(4)
                .dense(6)
                .gelu()
                .residual(r -> r.dense(6).activation(op).dense(6))
                .layerNorm()
                .dense(3);
    }

    private static Ledger check(FeatureNet net) {
        return net.checkGradients(crossEntropy(), X, Y);
    }

    @Test
    void missingFactorIsNamedByPath() {
        Ledger ledger = check(around(new BrokenOps.Square()));
        assertThat(ledger.passed()).isFalse();
        assertThat(ledger.wrongSteps()).extracting(WrongStep::path).containsExactly("square");
        assertThat(ledger.wrongSteps().get(0).worst())
                .satisfies(worst -> assertThat(worst.manual() / worst.autograd()).isEqualTo(0.5));
    }

    @Test
    void missingMeanIsNamedByPath() {
        assertThat(check(around(new BrokenOps.Center())).wrongSteps())
                .extracting(WrongStep::path)
                .containsExactly("center");
    }

    @Test
    void wrongSignIsNamedByPath() {
        Ledger ledger = check(around(new BrokenOps.Cosine()));
        assertThat(ledger.wrongSteps()).extracting(WrongStep::path).containsExactly("cosine");
        assertThat(ledger.wrongSteps().get(0).worst())
                .satisfies(worst -> assertThat(worst.manual()).isEqualTo(-worst.autograd()));
    }

    @Test
    void missingSumOverTheBatchIsNamedWithItsInput() {
        Layer affine =
                (scope, x) -> {
                    Node w =
                            scope.parameter(
                                    "weight",
                                    Initializers.normal(1),
                                    x.shape().dim(-1),
                                    x.shape().dim(-1));
                    Node b = scope.parameter("bias", Initializers.zeros(), x.shape().dim(-1));
                    return new BrokenOps.Affine().apply(x, w, b);
                };
        Ledger ledger = check(Net.features(4).then(affine).gelu().dense(3));
        assertThat(ledger.wrongSteps())
                .extracting(step -> step.path() + " dx" + step.input())
                .containsExactly("layer dx2");
        assertThat(ledger.rows())
                .filteredOn(row -> row.verdict() == Verdict.FAIL)
                .extracting(Row::path)
                .containsExactly("layer.bias");
    }

    @Test
    void severalMistakesAreToldApart() {
        FeatureNet net =
                Net.features(4)
                        .repeat(2, b -> b.dense(4).activation(new BrokenOps.Cosine()))
                        .residual(r -> r.dense(4).activation(new BrokenOps.Center()).dropout(0.3))
                        .activation(new BrokenOps.Square())
                        .dense(3);
        assertThat(check(net).wrongSteps())
                .extracting(WrongStep::path)
                .containsExactly("square", "center", "block[1].cosine", "block[0].cosine");
    }

    @Test
    void onlyTensorsBeforeTheMistakeFail() {
        Ledger ledger =
                new GradientCheck()
                        .withIntermediates()
                        .of(
                                Net.features(4)
                                        .dense(6)
                                        .activation(new BrokenOps.Square())
                                        .dense(3),
                                crossEntropy(),
                                X,
                                Y);
        assertThat(ledger.rows())
                .filteredOn(row -> row.verdict() == Verdict.FAIL)
                .extracting(Row::path)
                .containsExactly("dense.weight", "dense.bias", "features", "dense");
        assertThat(ledger.rows())
                .filteredOn(row -> row.verdict() == Verdict.PASS)
                .extracting(Row::path)
                .containsExactly("dense2.weight", "dense2.bias", "square", "dense2");
    }

    @ParameterizedTest
    @EnumSource
    void isFoundInEveryFormat(Format format) {
        Ledger ledger =
                new GradientCheck()
                        .withFormat(format)
                        .of(around(new BrokenOps.Square()), crossEntropy(), X, Y);
        assertThat(ledger.wrongSteps()).extracting(WrongStep::path).containsExactly("square");
    }

    @Test
    void numbersShowWhichSideIsWrong() {
        Ledger ledger = check(around(new BrokenOps.Square()));
        Row row = ledger.row("dense2.weight").orElseThrow();
        assertThat(row.autogradNumerical().relative()).isLessThan(1e-6);
        assertThat(row.manualNumerical().relative()).isGreaterThan(0.4);
    }

    @Test
    void sentenceSaysWhereAndWhat() {
        WrongStep step = check(around(new BrokenOps.Square())).wrongSteps().get(0);
        assertThat(step)
                .hasToString(
                        "square: the vector-Jacobian product of square must be autograd's, but dx0"
                                + " differs most at "
                                + step.worst().index()
                                + ": manual "
                                + step.worst().manual()
                                + ", autograd "
                                + step.worst().autograd()
                                + ".");
    }
}
