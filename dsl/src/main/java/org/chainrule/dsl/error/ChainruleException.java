package org.chainrule.dsl.error;

import java.util.Arrays;

/**
 * Says what a user can mend: where, what must hold, what was found, how to mend it.
 *
 * <p>The message always reads {@code where: what must hold, what was found. How to mend it.}, for
 * example {@code block[2].causalAttention: heads must divide width, but 7 does not divide 384. Try
 * 6 or 8 heads.}
 *
 * <p>With the system property {@code chainrule.cells}, which notebooks set, its stack trace has
 * only the frames of jshell's snippets: the message says what the others could.
 */
public final class ChainruleException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final String SNIPPETS = "REPL."; // the package of jshell's snippets

    /**
     * An error with its four parts.
     *
     * @param where the path of the layer, the file, or the option
     * @param mustHold what must hold, as a clause: {@code heads must divide width}
     * @param found what was found instead, as a clause: {@code but 7 does not divide 384}
     * @param mend how to mend it, as a sentence: {@code Try 6 or 8 heads.}
     */
    public ChainruleException(String where, String mustHold, String found, String mend) {
        this(where, mustHold, found, mend, null);
    }

    /**
     * An error with its four parts and the exception that led to it.
     *
     * @param where the path of the layer, the file, or the option
     * @param mustHold what must hold, as a clause
     * @param found what was found instead, as a clause
     * @param mend how to mend it, as a sentence
     * @param cause what led to it
     */
    public ChainruleException(
            String where, String mustHold, String found, String mend, Throwable cause) {
        super(where + ": " + mustHold + ", " + found + ". " + mend, cause);
        if (Boolean.getBoolean("chainrule.cells")) {
            setStackTrace(
                    Arrays.stream(getStackTrace())
                            .filter(frame -> frame.getClassName().startsWith(SNIPPETS))
                            .toArray(StackTraceElement[]::new));
        }
    }
}
