package org.chainrule.trainers.cli;

/** Whether somebody watches. */
final class Terminal {
    private Terminal() {}

    /** Whether the standard error is a terminal, on which a bar can move; the launcher tells. */
    static boolean isThere() {
        return Boolean.getBoolean("chainrule.terminal");
    }
}
