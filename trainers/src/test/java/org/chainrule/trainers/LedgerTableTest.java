package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chainrule.dsl.losses.Losses.crossEntropy;

import org.chainrule.dsl.Net;
import org.chainrule.dsl.check.GradientCheck;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.ledger.Ledger;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class LedgerTableTest {
    private static final NumericArray X = NumericArray.of(new double[] {0.5, -1, 2, 0.25}, 2, 2);
    private static final NumericArray Y = NumericArray.filled(1, 2);

    @Test
    void hasARowForEachTensor() {
        Ledger ledger =
                Net.features(2).dense(3).gelu().dense(2).checkGradients(crossEntropy(), X, Y);
        Table table = LedgerTable.of(ledger);
        assertThat(table.name()).isEqualTo("network");
        assertThat(table.stringColumn("path").asList())
                .containsExactly(
                        "dense.weight", "dense.bias", "dense2.weight", "dense2.bias", "features");
        assertThat(table.stringColumn("verdict").asList()).containsOnly("pass");
        assertThat(table.stringColumn("kind").get(4)).isEqualTo("input");
        assertThat(table.intColumn("sampled").get(0)).isEqualTo(6);
        assertThat(table.doubleColumn("norm").get(1))
                .isEqualTo(ledger.row("dense.bias").orElseThrow().norm());
    }

    @Test
    void whatWasNotComparedIsMissing() {
        Ledger ledger =
                new GradientCheck()
                        .withSamples(0)
                        .of(Net.features(2).dense(2), crossEntropy(), X, Y);
        Table table = LedgerTable.of(ledger);
        assertThat(table.doubleColumn("manual - numerical").countMissing())
                .isEqualTo(table.rowCount());
        assertThat(table.doubleColumn("manual - autograd").countMissing()).isZero();
    }
}
