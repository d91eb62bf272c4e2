package org.chainrule.dsl.classroom;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.eval.Evaluated;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.ops.MatrixTranspose;

/** The ways of going wrong that every answer of numbers has. */
final class UsualSlips {
    private static final double PERCENT = 100;

    private UsualSlips() {}

    /** Where they lead from the right answer. */
    static List<Asked.Slip> of(NumericArray right) {
        List<Asked.Slip> slips = new ArrayList<>();
        slips.add(
                slip(
                        "has the wrong sign",
                        "The number is right but for its sign.",
                        right.map(value -> -value)));
        slips.add(
                slip(
                        "gave the reciprocal",
                        "What is divided by what is the other way round.",
                        right.map(value -> 1 / value)));
        slips.add(
                slip(
                        "gave it in per cent",
                        "A hundredth of it is asked for.",
                        right.map(value -> PERCENT * value)));
        if (right.rank() == 2) {
            slips.add(
                    slip(
                            "transposed it",
                            "Its rows and columns are exchanged.",
                            Evaluated.of(new MatrixTranspose(), right).value()));
        }
        return slips;
    }

    private static Asked.Slip slip(String mistake, String explanation, NumericArray value) {
        return new Asked.Slip(new Diagnosis(mistake, explanation), value);
    }
}
