package org.chainrule.notebooks.display;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A value in the forms that a front end chooses from: Jupyter's MIME bundle. Text is always among
 * them; a page takes the richest form that it knows.
 *
 * @param text plain text: what a terminal shows
 * @param rich the others, by MIME type; binary ones in base64
 * @param width how wide a picture is shown, in CSS pixels; 0 for other forms
 */
public record Bundle(String text, Map<String, String> rich, int width) {
    /** The MIME type of {@link #text}. */
    public static final String PLAIN = "text/plain";

    /** The MIME type of pictures. */
    public static final String PNG = "image/png";

    /** A copy, without line breaks at the end. */
    public Bundle {
        text = text.stripTrailing();
        rich = Map.copyOf(rich);
    }

    /** Plain text alone. */
    public static Bundle of(String text) {
        return new Bundle(text, Map.of(), 0);
    }

    /** A formula in LaTeX for math mode, without the signs around it. */
    public static Bundle math(String text, String latex) {
        return new Bundle(text, Map.of("text/latex", "$$" + latex.strip() + "$$"), 0);
    }

    /** Markdown with formulas between dollar signs. */
    public static Bundle markdown(String text, String markdown) {
        return new Bundle(text, Map.of("text/markdown", markdown.strip()), 0);
    }

    /** HTML, which stands in a page of any colours: it must not set any but by itself. */
    public static Bundle html(String text, String html) {
        return new Bundle(text, Map.of("text/html", html.strip()), 0);
    }

    /** A picture. */
    public static Bundle png(String text, byte[] png, int width) {
        return new Bundle(text, Map.of(PNG, Base64.getEncoder().encodeToString(png)), width);
    }

    /** All forms, by MIME type. */
    public Map<String, String> data() {
        Map<String, String> data = new LinkedHashMap<>(rich);
        data.put(PLAIN, text);
        return data;
    }
}
