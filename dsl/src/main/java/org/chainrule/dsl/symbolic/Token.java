package org.chainrule.dsl.symbolic;

/**
 * A word of an expression.
 *
 * @param kind what it is
 * @param text how it is written, without marks such as raising
 * @param start where it begins in the text
 */
record Token(Kind kind, String text, int start) {
    enum Kind {
        NUMBER,
        VARIABLE,
        CONSTANT,
        FUNCTION,
        /** An index of a function, as in log₂ x. */
        INDEX,
        /** An operator, a fence, a comma, {@code if}. */
        SIGN,
        END
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** How an error names it. */
    String shown() {
        return kind == Kind.END ? "the text ends" : "found " + text;
    }
}
