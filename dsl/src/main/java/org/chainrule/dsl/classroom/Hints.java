package org.chainrule.dsl.classroom;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Hints that follow from the derivation alone, so that any op has some. */
record Hints(Exercise exercise) {
    private static final String USES =
            "Where a value is used more than once, or repeated along an axis, its gradient is the"
                    + " sum over all uses.";

    List<String> derived() {
        Trial.Question question = exercise.declared().question();
        List<Walk> walks =
                exercise.reals().stream()
                        .map(i -> question.walk(i, exercise.givens().get(i).name()))
                        .toList();
        return List.of(shapes(), order(walks), USES);
    }

    private String shapes() {
        return exercise.reals().stream()
                .map(i -> exercise.gradient(i) + " " + exercise.givens().get(i).shape())
                .collect(
                        Collectors.joining(
                                ", ", "A gradient has the shape of what it belongs to: ", "."));
    }

    private static String order(List<Walk> walks) {
        return walks.stream()
                .map(
                        walk -> {
                            List<String> steps =
                                    new ArrayList<>(
                                            walk.steps().stream().map(Steps::name).toList());
                            Collections.reverse(steps);
                            return "to " + walk.name() + " through " + String.join(", ", steps);
                        })
                .collect(Collectors.joining("; ", "Go back step by step: ", "."));
    }
}
