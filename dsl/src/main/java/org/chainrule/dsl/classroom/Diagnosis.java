package org.chainrule.dsl.classroom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.dsl.eval.Evaluator;

/**
 * A mistake that was recognized: made in the derivation, it gives the student's numbers in every
 * trial.
 *
 * @param mistake the name of the mistake
 * @param explanation what went wrong
 */
public record Diagnosis(String mistake, String explanation) {

    /**
     * One trial of a gradient that is wrong.
     *
     * @param walk the way back to it
     * @param at where its values are
     * @param found what the student's expression came to
     */
    record Case(Walk walk, Evaluator at, Outcome found) {

        private boolean isReproducedBy(Mistake.Wrong wrong) {
            return Outcome.of(at, walk.x(), wrong.gradient()).matches(found);
        }
    }

    /**
     * The first mistake that comes to the student's numbers in each case. Where the student's graph
     * does not fit together, the mistaken one must not either; it is known by the other cases.
     */
    static Optional<Diagnosis> of(List<Mistake> mistakes, List<Case> cases) {
        if (cases.stream().noneMatch(c -> c.found() instanceof Outcome.Value)) {
            return Optional.empty();
        }
        return mistakes.stream().flatMap(mistake -> of(mistake, cases).stream()).findFirst();
    }

    private static Optional<Diagnosis> of(Mistake mistake, List<Case> cases) {
        List<List<Mistake.Wrong>> wrongs = new ArrayList<>();
        cases.forEach(c -> wrongs.add(mistake.made().apply(c.walk())));
        int places = wrongs.stream().mapToInt(List::size).min().orElse(0);
        return IntStream.range(0, places)
                .filter(place -> isReproduced(place, wrongs, cases))
                .mapToObj(place -> wrongs.get(0).get(place))
                .map(wrong -> new Diagnosis(mistake.name(), wrong.explanation()))
                .findFirst();
    }

    private static boolean isReproduced(
            int place, List<List<Mistake.Wrong>> wrongs, List<Case> cases) {
        return IntStream.range(0, cases.size())
                .allMatch(i -> cases.get(i).isReproducedBy(wrongs.get(i).get(place)));
    }
}
