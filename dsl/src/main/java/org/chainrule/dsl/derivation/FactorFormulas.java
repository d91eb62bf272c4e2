package org.chainrule.dsl.derivation;

import java.util.List;
import org.chainrule.dsl.graph.Factorization;
import org.chainrule.dsl.notation.Formula;

/** The factors of a matrix as formulas: A⁻¹, ln |det A|, or by name as functions of the matrix. */
final class FactorFormulas {
    private FactorFormulas() {}

    static List<Formula> of(Factorization op, Formula a) {
        Formula determinant = Formula.function("det", a);
        return switch (op) {
            case INVERSE -> List.of(Formula.power(a, Formula.negative(Formula.number("1"))));
            case LOG_DETERMINANT ->
                    List.of(
                            Formula.function("ln", Formula.fenced("|", determinant, "|")),
                            Formula.function("sign", determinant));
            case CHOLESKY -> List.of(Formula.function("chol", a));
            case EIGEN, SVD, QR ->
                    op.outputSymbols().stream().map(name -> Formula.function(name, a)).toList();
        };
    }
}
