package org.chainrule.dsl.djl;

import java.util.Map;
import org.chainrule.dsl.initializers.Seeds;
import org.chainrule.dsl.script.GradientSums;

/** How much of a step's batch a learner has seen: of the step that is under way. */
final class Gathered {
    private long step;
    private int parts;
    private double weight;
    private double loss; // Σ nᵢ·Lᵢ

    /** A part of a step begins; parts of another step that never ended are forgotten. */
    void begin(long of) {
        if (step != of) {
            forget();
            step = of;
        }
    }

    /** What the next part's dropout is drawn from: the run's seed, the step and the part. */
    long seed(long run) {
        long first = Seeds.mix(run, step);
        return parts == 0 ? first : Seeds.mix(first, parts);
    }

    /** What the methods must know of a part, by name. */
    Map<String, Double> values(double partWeight) {
        return GradientSums.values(partWeight, weight + partWeight, parts == 0);
    }

    /** A part was seen. */
    void add(double partWeight, double partLoss) {
        parts++;
        weight += partWeight;
        loss += partWeight * partLoss;
    }

    /** Ends the step; gives the mean loss of its parts. */
    double end() {
        double mean = loss / weight;
        forget();
        return mean;
    }

    private void forget() {
        step = 0;
        parts = 0;
        weight = 0;
        loss = 0;
    }
}
