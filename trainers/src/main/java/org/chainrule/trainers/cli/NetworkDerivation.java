package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.chainrule.dsl.derivation.Derivation;
import org.chainrule.dsl.derivation.Numbers;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.losses.Losses;

/** The derivation of a trained model's loss, with its own weights for numbers. */
final class NetworkDerivation {
    private static final long SEED = 1; // of the tokens

    private NetworkDerivation() {}

    /** Prints the derivation of the model in a folder. */
    static void print(Path folder, DeriveCommand.Format format, PrintWriter out) {
        SavedGpt saved = SavedGpt.from(folder);
        Derivation derivation = saved.net().derive(Losses.crossEntropy());
        switch (format) {
            case TEXT -> out.print(derivation.text());
            case LATEX -> out.print(derivation.latex());
            case HTML -> out.print(derivation.html(numbers(saved, folder, derivation)));
        }
    }

    private static Numbers numbers(SavedGpt saved, Path folder, Derivation derivation) {
        try (Weights weights = saved.weights(folder)) {
            Map<Variable, NumericArray> values = new HashMap<>();
            for (Parameter parameter : derivation.parameters()) {
                Variable variable = parameter.variable();
                values.put(variable, Native.numbers(weights.of(variable)));
            }
            return Numbers.drawn(derivation, values, SEED);
        }
    }
}
