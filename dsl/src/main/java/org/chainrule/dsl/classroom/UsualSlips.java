package org.chainrule.dsl.classroom;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.eval.NumericArray;

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
                            transposed(right)));
        }
        return slips;
    }

    private static Asked.Slip slip(String mistake, String explanation, NumericArray value) {
        return new Asked.Slip(new Diagnosis(mistake, explanation), value);
    }

    private static NumericArray transposed(NumericArray matrix) {
        int rows = matrix.size(0);
        int columns = matrix.size(1);
        double[] values = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[j * rows + i] = matrix.at(i, j);
            }
        }
        return NumericArray.of(values, columns, rows);
    }
}
