package org.chainrule.dsl.classroom;

import java.util.List;
import java.util.stream.Stream;

/** The usual mistakes, the most specific first. */
public final class Mistakes {
    private Mistakes() {}

    /** All mistakes that are known, in the order in which they are tried. */
    public static List<Mistake> usual() {
        return Stream.of(
                        ResultMistakes.all(),
                        AveragingMistakes.all(),
                        StepMistakes.all(),
                        WayMistakes.all())
                .flatMap(List::stream)
                .toList();
    }
}
