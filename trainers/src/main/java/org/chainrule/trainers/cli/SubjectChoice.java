package org.chainrule.trainers.cli;

import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.error.ChainruleException;

/**
 * Which kind of data a run is about, by the data and by the options that only one kind has.
 *
 * @param subjects all kinds; of those that data suits, the first is chosen, and the last where
 *     there is no data
 * @param given the options
 */
record SubjectChoice(List<Subject> subjects, GivenOptions given) {
    /**
     * The kind.
     *
     * @param data the name of a data set or a path; null where none was given
     * @throws ChainruleException if options contradict the data or each other
     */
    Subject of(String data) {
        List<Subject> asked = subjects.stream().filter(s -> given.only(s).isPresent()).toList();
        if (asked.size() > 1) {
            Subject one = asked.get(0);
            Subject other = asked.get(1);
            throw new ChainruleException(
                    given.only(one).orElseThrow(),
                    "the options of one kind of data must be given",
                    "but this one is for %s and %s for %s"
                            .formatted(one.label(), given.only(other).orElseThrow(), other.label()),
                    "Leave one of them out.");
        }
        if (data != null) {
            DataName.requireKnown(data);
        }
        Optional<Subject> owner =
                subjects.stream().filter(s -> data != null && s.owns(data)).findFirst();
        if (!asked.isEmpty() && owner.isPresent() && owner.get() != asked.get(0)) {
            throw new ChainruleException(
                    given.only(asked.get(0)).orElseThrow(),
                    "must suit the data, and %s is for %s".formatted(data, owner.get().label()),
                    "but the option is for " + asked.get(0).label(),
                    "Leave it out, or give other --data.");
        }
        return asked.stream().findFirst().or(() -> owner).orElseGet(() -> suited(data));
    }

    private Subject suited(String data) {
        Subject last = subjects.get(subjects.size() - 1);
        return subjects.stream()
                .filter(subject -> data != null && subject.suits(data))
                .findFirst()
                .orElse(last);
    }
}
