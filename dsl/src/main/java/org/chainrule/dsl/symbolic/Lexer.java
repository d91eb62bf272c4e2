package org.chainrule.dsl.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.chainrule.dsl.notation.Raised;
import org.chainrule.dsl.symbolic.Token.Kind;

/** Cuts the text of an expression into words. */
final class Lexer {
    private static final String SIGNS = "+-*/^()|,{};>=<√≤≥";
    private static final String SAME = "−-·*×*⋅*÷/–-"; // pairs: a sign and the plain one for it

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int place;

    Lexer(String text) {
        this.text = text;
    }

    List<Token> tokens() {
        while (place < text.length()) {
            next();
        }
        add(Kind.END, "", place);
        return tokens;
    }

    private void add(Kind kind, String word, int start) {
        tokens.add(new Token(kind, word, start));
    }

    private void next() {
        char c = text.charAt(place);
        int same = SAME.indexOf(c);
        if (Character.isWhitespace(c)) {
            place++;
        } else if (isDigit(c) || (c == '.' && place + 1 < text.length() && isDigit(peek(1)))) {
            number();
        } else if (Raised.isRaised(c)) {
            raised();
        } else if (Character.isLetter(c) && !Raised.isLowered(c)) {
            letters();
        } else if (SIGNS.indexOf(c) >= 0 || (same >= 0 && same % 2 == 0)) {
            add(
                    Kind.SIGN,
                    String.valueOf(same >= 0 && same % 2 == 0 ? SAME.charAt(same + 1) : c),
                    place++);
        } else {
            throw error(place, "a character must be a digit, a letter or a sign", "Leave it out.");
        }
    }

    private RuntimeException error(int at, String mustHold, String mend) {
        String found = new String(Character.toChars(text.codePointAt(at)));
        return Complaint.at(text, at, mustHold, "but found " + found, mend);
    }

    private char peek(int ahead) {
        return place + ahead < text.length() ? text.charAt(place + ahead) : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void number() {
        int start = place;
        boolean hasPoint = false;
        while (isDigit(peek(0)) || (!hasPoint && peek(0) == '.' && isDigit(peek(1)))) {
            hasPoint |= peek(0) == '.';
            place++;
        }
        add(Kind.NUMBER, text.substring(start, place), start);
    }

    /** x²ⁿ as x^(2n). */
    private void raised() {
        int start = place;
        StringBuilder plain = new StringBuilder();
        while (Raised.isRaised(peek(0))) {
            plain.append(Raised.plain(peek(0)));
            place++;
        }
        add(Kind.SIGN, "^", start);
        add(Kind.SIGN, "(", start);
        List<Token> inner = new Lexer(plain.toString()).tokens();
        for (Token token : inner.subList(0, inner.size() - 1)) {
            add(token.kind(), token.text(), start + token.start());
        }
        add(Kind.SIGN, ")", place - 1);
    }

    private void letters() {
        int start = place;
        int end = place;
        while (end < text.length() && isLatin(text.charAt(end))) {
            end++;
        }
        if (end == start) {
            other();
            return;
        }
        if (text.startsWith("leaky_relu", end - "leaky".length())) {
            end += "_relu".length();
        }
        String run = text.substring(start, end);
        if (end < text.length() && text.charAt(end) == '(' && run.length() > 1) {
            checkFunction(run, start);
        }
        while (place < end) {
            word(Words.at(run, place - start));
        }
    }

    /** A run of letters before a parenthesis is a function, perhaps after one variable. */
    private void checkFunction(String run, int start) {
        boolean isKnown = Words.isFunction(run) || Words.isFunction(run.substring(1));
        boolean isConstant = run.equals("pi") || Words.GREEK.containsKey(run);
        if (isKnown || isConstant) {
            return;
        }
        Set<String> names = new TreeSet<>(ScalarFunction.names());
        names.addAll(List.of("sqrt", "exp"));
        String stars = String.join("*", run.split(""));
        throw Complaint.at(
                text,
                start,
                "a function must be one that there is",
                "but found " + run,
                Complaint.nearest(run, names)
                        .map(name -> "Did you mean " + name + "?")
                        .orElse("Write " + stars + "*(…) for a product."));
    }

    private void word(String word) {
        int start = place;
        place += word.length();
        if (Words.isFunction(word) && word.length() > 1) {
            add(Kind.FUNCTION, word, start);
            if (Raised.isLowered(peek(0)) || peek(0) == '_') {
                index();
            }
        } else if (word.equals("pi") || word.equals("e")) {
            add(Kind.CONSTANT, word, start);
        } else if (word.equals("if")) {
            add(Kind.SIGN, word, start);
        } else {
            variable(Words.GREEK.getOrDefault(word, word), start);
        }
    }

    /** A letter that is not Latin: π, a function such as σ, or a variable. */
    private void other() {
        int start = place;
        String letter = text.substring(place, place + 1);
        int after = place + 1;
        while (after < text.length() && Raised.isRaised(text.charAt(after))) {
            after++;
        }
        place++;
        boolean isCalled = after < text.length() && text.charAt(after) == '(';
        if (letter.equals("π")) {
            add(Kind.CONSTANT, "pi", start);
        } else if (isCalled && Words.isFunction(letter)) {
            add(Kind.FUNCTION, letter, start);
        } else {
            variable(letter, start);
        }
    }

    /** A variable with its index, which is always written lowered. */
    private void variable(String letter, int start) {
        StringBuilder name = new StringBuilder(letter);
        if (peek(0) == '_' && (isDigit(peek(1)) || Raised.isLowered(peek(1)))) {
            place++;
        }
        while (isDigit(peek(0)) || Raised.isLowered(peek(0))) {
            char c = peek(0);
            name.append(isDigit(c) ? (char) ('₀' + (c - '0')) : c);
            place++;
        }
        add(Kind.VARIABLE, name.toString(), start);
    }

    /** The base of a logarithm: log₂ x, log_a x. */
    private void index() {
        int start = place;
        if (peek(0) == '_') {
            place++;
            if (peek(0) == '(') { // read as an operand
                add(Kind.INDEX, "", start);
                return;
            }
            while (isDigit(peek(0)) || (place == start + 1 && Character.isLetter(peek(0)))) {
                place++;
            }
            add(Kind.INDEX, text.substring(start + 1, place), start);
            return;
        }
        StringBuilder plain = new StringBuilder();
        while (Raised.isLowered(peek(0))) {
            plain.append(Raised.plain(peek(0)));
            place++;
        }
        add(Kind.INDEX, plain.toString(), start);
    }

    private static boolean isLatin(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
