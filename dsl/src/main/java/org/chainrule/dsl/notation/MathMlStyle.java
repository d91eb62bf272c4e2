package org.chainrule.dsl.notation;

import java.text.Normalizer;
import java.util.List;
import java.util.stream.Collectors;

/** Presentation MathML, as browsers draw it by themselves. */
final class MathMlStyle implements Style {
    static final MathMlStyle MATHML = new MathMlStyle();

    private MathMlStyle() {}

    @Override
    public boolean isFlat() {
        return false;
    }

    @Override
    public String symbol(String name) {
        Name parts = Name.of(name);
        String letter = parts.base() + parts.accent();
        String base = "<mi>" + escaped(Normalizer.normalize(letter, Normalizer.Form.NFC)) + "</mi>";
        String before = parts.before().isEmpty() ? "" : "<mi>" + parts.before() + "</mi>";
        String index = parts.index().isEmpty() ? base : subscript(base, number(parts.index()));
        String after =
                parts.after().equals("²")
                        ? power(index, number("2"))
                        : index + (parts.after().isEmpty() ? "" : sign(parts.after()));
        return before.isEmpty() && parts.after().isEmpty() ? after : row(List.of(before, after));
    }

    @Override
    public String number(String digits) {
        return "<mn>" + escaped(digits) + "</mn>";
    }

    @Override
    public String word(String text) {
        return "<mtext>&#160;" + escaped(text) + "&#160;</mtext>";
    }

    @Override
    public String operator(String sign) {
        return "<mo>" + escaped(sign) + "</mo>";
    }

    @Override
    public String sign(String sign) {
        return "<mo form=\"prefix\">" + escaped(sign) + "</mo>";
    }

    @Override
    public String space() {
        return "<mspace width=\"0.17em\"/>";
    }

    @Override
    public String row(List<String> parts) {
        return "<mrow>" + String.join("", parts) + "</mrow>";
    }

    @Override
    public String fenced(String open, String body, String close) {
        return "<mrow><mo form=\"prefix\" stretchy=\"true\">"
                + escaped(open)
                + "</mo>"
                + body
                + "<mo form=\"postfix\" stretchy=\"true\">"
                + escaped(close)
                + "</mo></mrow>";
    }

    @Override
    public String fraction(String over, String under) {
        return "<mfrac>" + one(over) + one(under) + "</mfrac>";
    }

    @Override
    public String power(String base, String exponent) {
        return "<msup>" + one(base) + one(exponent) + "</msup>";
    }

    @Override
    public String subscript(String base, String index) {
        return "<msub>" + one(base) + one(index) + "</msub>";
    }

    private static String one(String part) {
        return "<mrow>" + part + "</mrow>";
    }

    @Override
    public String root(String radicand) {
        return "<msqrt>" + radicand + "</msqrt>";
    }

    @Override
    public String big(String operator, String under, String body) {
        String sign = "<mo largeop=\"true\">" + escaped(operator) + "</mo>";
        String whole = under.isEmpty() ? sign : "<munder>" + sign + one(under) + "</munder>";
        return row(List.of(whole, body));
    }

    @Override
    public String matrix(List<List<String>> rows) {
        return fenced("[", table(rows), "]");
    }

    @Override
    public String cases(List<List<String>> rows) {
        return "<mrow><mo form=\"prefix\" stretchy=\"true\">{</mo>"
                + table(rows.stream().map(row -> List.of(row.get(0), condition(row))).toList())
                + "</mrow>";
    }

    private String condition(List<String> row) {
        return row.size() == 2 ? word("if") + row.get(1) : word("otherwise");
    }

    private static String table(List<List<String>> rows) {
        return rows.stream()
                .map(
                        row ->
                                row.stream()
                                        .map(cell -> "<mtd>" + cell + "</mtd>")
                                        .collect(Collectors.joining("", "<mtr>", "</mtr>")))
                .collect(Collectors.joining("", "<mtable>", "</mtable>"));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
