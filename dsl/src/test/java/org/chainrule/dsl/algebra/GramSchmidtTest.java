package org.chainrule.dsl.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.dsl.algebra.GramSchmidt.Method.CLASSIC;
import static org.chainrule.dsl.algebra.GramSchmidt.Method.MODIFIED;
import static org.chainrule.dsl.algebra.Tables.assertClose;
import static org.chainrule.dsl.algebra.Tables.identity;
import static org.chainrule.dsl.algebra.Tables.matrix;
import static org.chainrule.dsl.algebra.Tables.product;
import static org.chainrule.dsl.algebra.Tables.transposed;

import java.util.List;
import org.chainrule.dsl.eval.Factors;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Factorization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GramSchmidtTest {
    private static final double ROUNDING = 1e-13;

    @ParameterizedTest
    @EnumSource
    void productIsTheMatrixAndColumnsAreOrthonormal(GramSchmidt.Method method) {
        NumericArray a = Tables.random(5, 3);
        GramSchmidt found = GramSchmidt.of(a, method);
        assertClose(product(found.q(), found.r()), a, ROUNDING);
        assertClose(product(transposed(found.q()), found.q()), identity(3), ROUNDING);
    }

    @Test
    void givesTheFactorsOfHouseholdersMethod() {
        NumericArray a = Tables.random(6, 4);
        GramSchmidt found = GramSchmidt.of(a, MODIFIED);
        List<NumericArray> qr = Factors.of(Factorization.QR, a);
        assertClose(found.q(), qr.get(0), ROUNDING);
        assertClose(found.r(), qr.get(1), ROUNDING);
    }

    @Test
    void modifiedKeepsRightAnglesWhereClassicLosesThem() {
        NumericArray hilbert = Tables.hilbert(7); // its condition is 5·10⁸
        double classic = GramSchmidt.of(hilbert, CLASSIC).loss();
        double modified = GramSchmidt.of(hilbert, MODIFIED).loss();
        assertThat(classic).isGreaterThan(0.01); // some 10⁻¹⁶ times the condition's square
        assertThat(modified).isBetween(1e-12, 1e-6); // some 10⁻¹⁶ times the condition
    }

    @Test
    void showsItsSteps() {
        assertThat(GramSchmidt.of(matrix(2, 2, 3, 1, 4, 7), CLASSIC))
                .hasToString(
                        """
                        v1 = a1, ‖v1‖ = 5
                        v2 = a2 − 6.2000·q1, ‖v2‖ = 3.4000
                        Q = 0.6000  −0.8000
                            0.8000   0.6000
                        R = 5  6.2000
                            0  3.4000
                        |QᵀQ − I| ≤ 1.665e−16
                        """);
    }

    @Test
    void formulaIsAProduct() {
        assertThat(GramSchmidt.of(matrix(1, 1, -2), MODIFIED).formula().latex())
                .contains("A", "=", "-1", "2");
    }

    @Test
    void rejectsColumnThatDependsOnOthers() {
        assertThatThrownBy(() -> GramSchmidt.of(matrix(2, 3, 1, 0, 1, 0, 1, 1), MODIFIED))
                .hasMessage(
                        "GramSchmidt: no column may depend on those before it, but of column 3 nothing"
                                + " is left. Leave it out.");
    }
}
