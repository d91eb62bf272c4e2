package org.chainrule.dsl.script;

/**
 * What stands for a value in a program.
 *
 * @param text a name or a number
 * @param isHost whether it is a plain number on the host rather than a tensor
 */
record Term(String text, boolean isHost) {

    static Term tensor(String text) {
        return new Term(text, false);
    }

    static Term host(String text) {
        return new Term(text, true);
    }

    @Override
    public String toString() {
        return text;
    }
}
