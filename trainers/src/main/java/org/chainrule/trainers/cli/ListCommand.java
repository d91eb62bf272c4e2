package org.chainrule.trainers.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what there is. */
@Command(name = "list", description = "Lists what there is, one a line.")
final class ListCommand implements Runnable {
    @Parameters(
            paramLabel = "KIND",
            completionCandidates = Kinds.class,
            description = "One of: ${COMPLETION-CANDIDATES}.")
    private String kind;

    @Spec private CommandSpec spec;

    /** The kinds, for completion. */
    static final class Kinds extends java.util.ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Kinds() {
            super(List.of("ops"));
        }
    }

    @Override
    public void run() {}
}
