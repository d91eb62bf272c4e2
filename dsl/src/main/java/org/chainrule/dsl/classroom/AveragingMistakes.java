package org.chainrule.dsl.classroom;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.classroom.Mistake.Wrong;
import org.chainrule.dsl.graph.Binary;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reduction;

/** Mistakes that are made where the forward pass averages: a count, a mean, a variance. */
final class AveragingMistakes {
    private AveragingMistakes() {}

    static List<Mistake> all() {
        return List.of(
                new Mistake("forgot 1/n", AveragingMistakes::withoutCount),
                new Mistake(
                        "forgot the chain through the mean", walk -> without(walk, true, false)),
                new Mistake(
                        "forgot the chain through the variance",
                        walk -> without(walk, false, true)),
                new Mistake(
                        "forgot the chain through the mean and the variance",
                        walk -> without(walk, true, true)));
    }

    private static List<Wrong> withoutCount(Walk walk) {
        Change change = Change.gradient((call, dy, right) -> List.of(dy, Node.zero()));
        String explanation = "The forward pass divides by a count n; so must the gradient.";
        return walk.steps().stream()
                .filter(AveragingMistakes::dividesByCount)
                .flatMap(step -> walk.wrong(explanation, Map.of(step, change)).stream())
                .toList();
    }

    /** The mean and the variance are taken for constants; they depend on each number. */
    private static List<Wrong> without(Walk walk, boolean mean, boolean variance) {
        Map<Call, Change> blocked = new IdentityHashMap<>();
        List<String> names = new ArrayList<>();
        boolean anyMean = false;
        boolean anyVariance = false;
        for (Call step : walk.steps()) {
            if (isMean(step)) {
                boolean ofSquare = isSquare(step.input(0).call().input(0).call());
                anyVariance |= ofSquare;
                anyMean |= !ofSquare;
                if (ofSquare ? variance : mean) {
                    blocked.put(step, Change.blocked(0));
                }
            }
        }
        if ((mean && !anyMean) || (variance && !anyVariance)) {
            return List.of();
        }
        if (mean) {
            names.add("mean");
        }
        if (variance) {
            names.add("variance");
        }
        return walk.wrong(
                "The "
                        + String.join(" and the ", names)
                        + (names.size() == 1 ? " depends" : " depend")
                        + " on every number that went in, so the gradient also comes back that way.",
                blocked);
    }

    private static boolean dividesByCount(Call call) {
        return call.op() == Binary.DIVIDE && call.input(1).dtype() == DType.INT;
    }

    private static boolean isMean(Call call) {
        return dividesByCount(call) && call.input(0).call().op() instanceof Reduction;
    }

    private static boolean isSquare(Call call) {
        return call.op() == Binary.POWER
                || (call.op() == Binary.MULTIPLY && call.input(0) == call.input(1));
    }
}
