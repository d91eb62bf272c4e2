package org.chainrule.dsl.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.dsl.algebra.Tables.assertClose;
import static org.chainrule.dsl.algebra.Tables.matrix;
import static org.chainrule.dsl.algebra.Tables.product;
import static org.chainrule.dsl.algebra.Tables.transposed;
import static org.chainrule.dsl.algebra.Tables.vector;

import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;

class ProjectionTest {
    private static final double ROUNDING = 1e-13;

    @Test
    void onAVector() { // a·b/a·a = 5/9, Strang, section 4.2
        Projection found = Projection.of(vector(1, 1, 1), vector(1, 2, 2));
        assertClose(found.coefficients(), vector(5.0 / 9), ROUNDING);
        assertClose(found.projected(), vector(5.0 / 9, 10.0 / 9, 10.0 / 9), ROUNDING);
        assertClose(found.residual(), vector(4.0 / 9, -1.0 / 9, -1.0 / 9), ROUNDING);
        assertThat(found)
                .hasToString(
                        "x = 0.5556\np = 0.5556  1.1111  1.1111\nr = 0.4444  −0.1111  −0.1111\n");
    }

    @Test
    void onASpan() { // Strang, section 4.2: b = (6, 0, 0) on the columns of A
        NumericArray a = matrix(3, 2, 1, 0, 1, 1, 1, 2);
        Projection found = Projection.of(vector(6, 0, 0), a);
        assertClose(found.coefficients(), vector(5, -3), ROUNDING);
        assertClose(found.projected(), vector(5, 2, -1), ROUNDING);
        assertClose(found.residual(), vector(1, -2, 1), ROUNDING);
    }

    @Test
    void matrixOfAProjectionIsItsOwnSquareAndTranspose() {
        NumericArray p = Projection.matrix(Tables.random(5, 3));
        assertClose(product(p, p), p, ROUNDING);
        assertClose(transposed(p), p, 0);
    }

    @Test
    void rejectsColumnsThatDependOnEachOther() {
        assertThatThrownBy(() -> Projection.of(vector(1, 2), matrix(2, 2, 1, 2, 2, 4)))
                .hasMessage(
                        "Projection: no column may depend on those before it, but of column 2 nothing"
                                + " is left. Leave it out.");
    }

    @Test
    void rejectsVectorOfOtherLength() {
        assertThatThrownBy(() -> Projection.of(vector(1, 2), vector(1, 2, 3)))
                .hasMessage(
                        "Projection: the length of b, like that of the columns, must be 3, but found"
                                + " 2. Give arrays that belong together.");
    }
}
