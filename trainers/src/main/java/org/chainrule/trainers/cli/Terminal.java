package org.chainrule.trainers.cli;

/** Whether somebody watches. */
final class Terminal {
    private static final String PROPERTY = "chainrule.terminal"; // set by the launcher

    private Terminal() {}

    /** Whether the standard error is a terminal, on which a progress bar can move. */
    static boolean isThere() {
        String told = System.getProperty(PROPERTY);
        return told == null ? System.console() != null : Boolean.parseBoolean(told);
    }
}
