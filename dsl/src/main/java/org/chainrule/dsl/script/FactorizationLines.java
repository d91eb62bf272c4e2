package org.chainrule.dsl.script;

import java.util.List;
import org.chainrule.dsl.graph.Factorization;

/** The factors of a matrix as lines of TorchScript, with the signs of their vectors settled. */
final class FactorizationLines {
    private static final String NEARLY =
            "0.99"; // of the greatest, so that rounding decides nothing
    private static final int INT64 = 4; // libtorch's number for it

    private final Emitter method;

    FactorizationLines(Emitter method) {
        this.method = method;
    }

    List<Term> of(Factorization op, Term a) {
        return switch (op) {
            case INVERSE -> List.of(method.define("torch.linalg_inv(" + a + ")"));
            case LOG_DETERMINANT -> {
                List<Term> both = method.define("torch.linalg_slogdet(" + a + ")", 2);
                yield List.of(both.get(1), both.get(0));
            }
            case CHOLESKY -> List.of(method.define("torch.linalg_cholesky(" + a + ")"));
            case EIGEN -> {
                List<Term> both = method.define("torch.linalg_eigh(" + a + ")", 2);
                yield List.of(both.get(0), times(both.get(1), signs(both.get(1))));
            }
            case SVD -> {
                List<Term> all = method.define("torch.linalg_svd(" + a + ", False)", 3);
                Term v = method.define("torch.transpose(" + all.get(2) + ", -2, -1)");
                Term signs = signs(v);
                yield List.of(all.get(1), times(all.get(0), signs), times(v, signs));
            }
            case QR -> {
                List<Term> both = method.define("torch.linalg_qr(" + a + ")", 2);
                Term diagonal = method.define("torch.diagonal(" + both.get(1) + ", 0, -2, -1)");
                Term row = method.define("torch.unsqueeze(" + sign(diagonal) + ", -2)");
                Term column = method.define("torch.transpose(" + row + ", -2, -1)");
                yield List.of(times(both.get(0), row), times(both.get(1), column));
            }
        };
    }

    /** For each column, the sign of the first of its elements that are greatest in magnitude. */
    private Term signs(Term vectors) {
        Term size = method.define("torch.abs(" + vectors + ")");
        Term greatest = method.define("torch.amax(" + size + ", [-2], True)");
        Term bound = method.define("torch.mul(" + greatest + ", " + NEARLY + ")");
        Term isGreat =
                method.define("torch.to(torch.ge(" + size + ", " + bound + "), " + INT64 + ")");
        Term place = method.define("torch.argmax(" + isGreat + ", -2, True)"); // the first
        return sign(method.define("torch.gather(" + vectors + ", -2, " + place + ")"));
    }

    /** −1 or 1; it has no gradient. */
    private Term sign(Term x) {
        return method.define("torch.where(torch.lt(" + x + ", 0), -1., 1.)");
    }

    private Term times(Term x, Term y) {
        return method.define("torch.mul(" + x + ", " + y + ")");
    }
}
