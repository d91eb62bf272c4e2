package org.chainrule.datasets.tables;

import java.util.Collection;
import java.util.stream.Collectors;
import org.chainrule.datasets.Nearest;
import org.chainrule.dsl.error.ChainruleException;

/** Refuses names of columns that a table does not have. */
final class Names {
    private static final int SHOWN = 8;

    private Names() {}

    static void require(String where, String name, Collection<String> known) {
        if (!known.contains(name)) {
            throw new ChainruleException(
                    where,
                    "must name a column of the table",
                    "but there is no \"%s\"".formatted(name),
                    Nearest.to(name, known)
                            .map("Did you mean \"%s\"?"::formatted)
                            .orElse("It has " + listed(known) + "."));
        }
    }

    /** The first few of some names, in quotes. */
    static String listed(Collection<String> names) {
        String first =
                names.stream()
                        .limit(SHOWN)
                        .map(name -> "\"" + Value.cut(name) + "\"")
                        .collect(Collectors.joining(", "));
        int rest = names.size() - SHOWN;
        return rest > 0 ? first + " and " + rest + " more" : first;
    }
}
