package org.chainrule.dsl.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainrule.dsl.notation.Formula;
import org.junit.jupiter.api.Test;

class ArithmeticTest {
    private static final Formula X = Formula.symbol("x");
    private static final Formula SQUARE = Formula.power(X, Formula.number("2"));

    @Test
    void twoEqualTermsAreOne() {
        assertThat(Arithmetic.sum(X, X).text()).isEqualTo("2·x");
    }

    @Test
    void squareTimesItsBaseIsACube() {
        assertThat(Arithmetic.product("⊙", SQUARE, X).text()).isEqualTo("x³");
    }

    @Test
    void productOfMatricesStaysOne() {
        assertThat(Arithmetic.product("·", SQUARE, X).text()).isEqualTo("x²·x");
    }

    @Test
    void quotientOfRootsIsOneRoot() {
        Formula two = Formula.root(Formula.number("2"));
        assertThat(Arithmetic.fraction(two, Formula.root(Formula.symbol("π"))).text())
                .isEqualTo("√(2/π)");
    }
}
