package org.chainrule.dsl.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.dsl.algebra.Tables.assertClose;
import static org.chainrule.dsl.algebra.Tables.identity;
import static org.chainrule.dsl.algebra.Tables.matrix;
import static org.chainrule.dsl.algebra.Tables.product;

import java.util.Arrays;
import org.chainrule.dsl.eval.NumericArray;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
    private static final double ROUNDING = 1e-12;

    @Test
    void componentsAreTheEigenvectorsOfTheCovariance() {
        NumericArray table = Tables.random(20, 4);
        PrincipalComponents found = PrincipalComponents.of(table);
        Eigendecomposition eigen = Eigendecomposition.of(PrincipalComponents.covariance(table));
        NumericArray q = eigen.vectors().orElseThrow();
        for (int k = 0; k < 4; k++) {
            assertThat(found.variances().at(k))
                    .isCloseTo(eigen.values().at(3 - k), within(ROUNDING));
            for (int j = 0; j < 4; j++) { // sign included
                assertThat(found.components().at(j, k)).isCloseTo(q.at(j, 3 - k), within(1e-10));
            }
        }
    }

    @Test
    void pointsOnALineHaveOneComponent() {
        PrincipalComponents found = PrincipalComponents.of(matrix(3, 2, 0, 1, 3, 5, 6, 9));
        assertThat(found.explained().at(0)).isCloseTo(1, within(ROUNDING));
        assertThat(found.components().at(0, 0)).isCloseTo(0.6, within(ROUNDING));
        assertThat(found.components().at(1, 0)).isCloseTo(0.8, within(ROUNDING));
        assertThat(found.variances().at(0)).isCloseTo(25, within(ROUNDING));
    }

    @Test
    void allScoresGiveTheTableBack() {
        NumericArray table = Tables.random(7, 3);
        for (PrincipalComponents each :
                new PrincipalComponents[] {
                    PrincipalComponents.of(table), PrincipalComponents.standardized(table)
                }) {
            assertClose(each.reconstructed(each.scores(table, 3)), table, ROUNDING);
        }
    }

    @Test
    void fewerScoresLeaveTheVarianceOfTheOthersOver() {
        NumericArray table = Tables.random(9, 4);
        PrincipalComponents found = PrincipalComponents.of(table);
        double[] near = found.reconstructed(found.scores(table, 2)).values();
        double[] exact = table.values();
        double sum = 0;
        for (int i = 0; i < near.length; i++) {
            sum += (near[i] - exact[i]) * (near[i] - exact[i]);
        }
        double others = found.variances().at(2) + found.variances().at(3);
        assertThat(sum / 8).isCloseTo(others, within(ROUNDING));
    }

    @Test
    void whitenedTableHasTheIdentityAsCovariance() {
        NumericArray table = Tables.random(30, 3);
        NumericArray white = PrincipalComponents.of(table).whitened(table, 3);
        assertClose(PrincipalComponents.covariance(white), identity(3), ROUNDING);
    }

    @Test
    void standardizedVariancesSumToTheCountOfColumns() {
        NumericArray table = Tables.random(12, 5);
        PrincipalComponents found = PrincipalComponents.standardized(table);
        assertThat(Arrays.stream(found.variances().values()).sum()).isCloseTo(5, within(ROUNDING));
    }

    @Test
    void loadingsMultiplyToTheCovariance() {
        NumericArray table = Tables.random(12, 3);
        NumericArray loadings = PrincipalComponents.of(table).loadings();
        assertClose(
                product(loadings, Tables.transposed(loadings)),
                PrincipalComponents.covariance(table),
                ROUNDING);
    }

    @Test
    void moreColumnsThanRowsHaveAsManyComponentsAsRows() {
        PrincipalComponents found = PrincipalComponents.of(Tables.random(3, 8));
        assertThat(found.components().sizes()).containsExactly(8, 3);
        assertThat(found.variances().at(2)).isCloseTo(0, within(ROUNDING)); // centred: rank 2
    }

    @Test
    void showsALineForEachComponent() {
        assertThat(PrincipalComponents.of(matrix(3, 2, 0, 1, 3, 5, 6, 9)).toString().lines())
                .first()
                .isEqualTo("component  variance  of all  with those before");
    }

    @Test
    void rejectsTableOfOneRow() {
        assertThatThrownBy(() -> PrincipalComponents.of(matrix(1, 2, 1, 2)))
                .hasMessage(
                        "PrincipalComponents: a table must have two rows or more to vary, but found 1."
                                + " Give more examples.");
    }

    @Test
    void rejectsConstantColumnWhereItIsStandardized() {
        assertThatThrownBy(() -> PrincipalComponents.standardized(matrix(2, 2, 1, 7, 2, 7)))
                .hasMessage(
                        "PrincipalComponents: a column must vary to be standardized, but column 2 is 7"
                                + " throughout. Leave it out.");
    }

    @Test
    void rejectsTableWithOtherColumnsAndCounts() {
        PrincipalComponents found = PrincipalComponents.of(Tables.random(5, 2));
        assertThatThrownBy(() -> found.scores(Tables.random(5, 3), 1))
                .hasMessage(
                        "PrincipalComponents: the columns of the table must be 2, but found 3. Give"
                                + " arrays that belong together.");
        assertThatThrownBy(() -> found.scores(Tables.random(5, 2), 3))
                .hasMessage(
                        "PrincipalComponents: the count of components must lie between 1 and 2, but"
                                + " found 3. Choose another.");
    }

    @Test
    void rejectsWhiteningOfWhatDoesNotVary() {
        NumericArray line = matrix(3, 2, 0, 1, 3, 5, 6, 9);
        PrincipalComponents found = PrincipalComponents.of(line);
        assertThatThrownBy(() -> found.whitened(line, 2))
                .hasMessageStartingWith(
                        "PrincipalComponents: the table must vary along each component to be whitened,"
                                + " but along component 2 the variance is ")
                .hasMessageEndingWith(". Take fewer.");
    }
}
