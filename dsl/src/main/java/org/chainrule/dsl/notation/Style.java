package org.chainrule.dsl.notation;

import java.util.List;

/** How the parts of a formula are written: as text, LaTeX or MathML. */
public sealed interface Style permits TextStyle, LatexStyle, MathMlStyle {
    /** Whether all stands in one line, so that fractions and roots need parentheses. */
    boolean isFlat();

    /** A name. */
    String symbol(String name);

    /** A number. */
    String number(String digits);

    /** Prose. */
    String word(String text);

    /** A sign between two parts. */
    String operator(String sign);

    /** A sign before one part. */
    String sign(String sign);

    /** What stands between a function and its argument. */
    String space();

    /** Parts side by side. */
    String row(List<String> parts);

    /** A part between fences. */
    String fenced(String open, String body, String close);

    /** One part over another. */
    String fraction(String over, String under);

    /** One part raised behind another. */
    String power(String base, String exponent);

    /** One part lowered behind another. */
    String subscript(String base, String index);

    /** A square root. */
    String root(String radicand);

    /** A large operator with a part under it, which may be empty, and its body. */
    String big(String operator, String under, String body);

    /** A matrix, row by row. */
    String matrix(List<List<String>> rows);

    /** Rows of a value and its condition; of a value alone for all other cases. */
    String cases(List<List<String>> rows);
}
