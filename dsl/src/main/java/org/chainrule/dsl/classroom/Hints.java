package org.chainrule.dsl.classroom;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.dsl.error.ChainruleException;

/** Hints that follow from the derivation alone, so that any op has some. */
record Hints(Exercise exercise) {
    private static final String USES =
            "Where a value is used more than once, or repeated along an axis, its gradient is the"
                    + " sum over all uses.";

    /** One of the hints of an exercise or a question, counted from 1. */
    static String pick(String title, List<String> hints, int number) {
        if (number < 1 || number > hints.size()) {
            throw new ChainruleException(
                    title,
                    hints.isEmpty()
                            ? "a hint can be given where there are some"
                            : "a hint must have a number from 1 to " + hints.size(),
                    "but found " + (hints.isEmpty() ? "none" : number),
                    "After the last hint there is the solution.");
        }
        return hints.get(number - 1);
    }

    List<String> derived() {
        Trial.Graph graph = exercise.declared().graph();
        List<Walk> walks =
                exercise.reals().stream()
                        .map(i -> graph.walk(i, exercise.givens().get(i).name()))
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
