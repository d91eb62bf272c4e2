package org.chainrule.dsl.notation;

import java.util.List;
import java.util.stream.Collectors;

/** One line of Unicode, with raised and lowered characters where there are such. */
final class TextStyle implements Style {
    static final TextStyle TEXT = new TextStyle();

    private static final String PLAIN = "0123456789+−-=()abcdefghijklmnoprstuvwxyzT′ ·/";
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ′\0\0\0";
    private static final String LOWERED =
            "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐ\0\0\0ₑ\0\0ₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥ\0ₓ\0\0\0\0\0\0\0";

    private TextStyle() {}

    @Override
    public boolean isFlat() {
        return true;
    }

    @Override
    public String symbol(String name) {
        return name;
    }

    @Override
    public String number(String digits) {
        return digits;
    }

    @Override
    public String word(String text) {
        return " " + text + " ";
    }

    @Override
    public String operator(String sign) {
        return switch (sign) {
            case "·" -> sign;
            case "," -> ", ";
            default -> " " + sign + " ";
        };
    }

    @Override
    public String sign(String sign) {
        return sign;
    }

    @Override
    public String space() {
        return " ";
    }

    @Override
    public String row(List<String> parts) {
        return String.join("", parts);
    }

    @Override
    public String fenced(String open, String body, String close) {
        return open + body + close;
    }

    @Override
    public String fraction(String over, String under) {
        return over + "/" + under;
    }

    @Override
    public String power(String base, String exponent) {
        String raised = moved(exponent, RAISED);
        return raised == null ? base + "^" + fencedIfLong(exponent) : base + raised;
    }

    @Override
    public String subscript(String base, String index) {
        String lowered = moved(index, LOWERED);
        return lowered == null ? base + "[" + index + "]" : base + lowered;
    }

    private static String fencedIfLong(String part) {
        return part.length() == 1 ? part : "(" + part + ")";
    }

    /** The same in raised or lowered characters; null where one is missing. */
    private static String moved(String part, String characters) {
        StringBuilder moved = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            int place = PLAIN.indexOf(part.charAt(i));
            if (place < 0 || characters.charAt(place) == 0) {
                return null;
            }
            moved.append(characters.charAt(place));
        }
        return moved.toString();
    }

    @Override
    public String root(String radicand) {
        return "√" + radicand;
    }

    @Override
    public String big(String operator, String under, String body) {
        String below = under.isEmpty() ? "" : subscript("", under);
        return operator + below + " " + body;
    }

    @Override
    public String matrix(List<List<String>> rows) {
        return rows.stream()
                .map(row -> String.join(", ", row))
                .collect(Collectors.joining("; ", "[", "]"));
    }

    @Override
    public String cases(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.get(0) + (row.size() == 2 ? " if " + row.get(1) : " otherwise"))
                .collect(Collectors.joining("; ", "{", "}"));
    }
}
