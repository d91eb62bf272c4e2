package org.chainrule.trainers.cli;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.chainrule.dsl.error.ChainruleException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options that were given.
 *
 * @param parsed the command line
 */
record GivenOptions(ParseResult parsed) {
    /** What a run may be given anew when it goes on: it changes no batch and no weight's shape. */
    private static final Set<String> MAY_CHANGE =
            Set.of(
                    "--resume",
                    "--out",
                    "--debug",
                    "--data",
                    "--steps",
                    "--every",
                    "--threads",
                    "--device",
                    "--precision",
                    "--gradients");

    /** The name of the first option that only one kind of data has, if one was given. */
    Optional<String> only(Subject subject) {
        return parsed.matchedOptions().stream()
                .filter(option -> isOf(option, subject.getClass()))
                .map(OptionSpec::longestName)
                .findFirst();
    }

    /** Whether an option is a field of a class, or of one of its mixins. */
    private static boolean isOf(OptionSpec option, Class<?> subject) {
        Class<?> owner = ((Field) option.userObject()).getDeclaringClass();
        return owner == subject
                || Arrays.stream(subject.getDeclaredFields())
                        .anyMatch(field -> field.getType() == owner);
    }

    /** Refuses what must stay as it was. */
    void requireOnlyWhatMayChange() {
        for (OptionSpec option : parsed.matchedOptions()) {
            if (!MAY_CHANGE.contains(option.longestName())) {
                throw new ChainruleException(
                        "--resume",
                        "a run must resume with the settings that it began with",
                        "but " + option.getValue() + " was given anew",
                        "Give only --steps, --every, --threads, --device, --precision or"
                                + " --gradients.");
            }
        }
    }
}
