package org.chainrule.dsl.notation;

/**
 * A web page that holds all it needs: no script, no font and no picture from elsewhere. It follows
 * the reader's choice of light or dark, and fits a phone.
 */
public final class Page {
    private static final String STYLE =
            """
            :root { color-scheme: light dark; --soft: #8884; --shade: #8881; --link: #0b62a8; }
            @media (prefers-color-scheme: dark) { :root { --link: #7db8f0; } }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 0 auto; padding: 1rem; }
            h1 { font-size: 1.5rem; line-height: 1.2; } h2 { font-size: 1.15rem; margin-top: 2rem; }
            code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
            a { color: var(--link); }
            math { font-size: 1.1rem; font-family: "Latin Modern Math", "STIX Two Math", "Cambria Math", math; }
            .wide { overflow-x: auto; overflow-y: hidden; max-width: 100%; padding: .15rem 0; }
            .soft { opacity: .7; }
            details { border: 1px solid var(--soft); border-radius: .5rem; margin: .5rem 0; padding: 0 .75rem; }
            details details { background: var(--shade); }
            summary { cursor: pointer; padding: .5rem 0; margin-left: -.25rem; }
            details[open] { padding-bottom: .6rem; }
            table { border-collapse: collapse; } th { text-align: left; font-weight: 600; }
            th, td { padding: .15rem .7rem .15rem 0; border-bottom: 1px solid var(--soft); vertical-align: top; }
            td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
            @media (max-width: 40rem) { body { padding: .6rem; font-size: 15px; } }
            """;

    private Page() {}

    /**
     * A page.
     *
     * @param title its title, as plain text
     * @param body what stands below the title, as HTML
     */
    public static String of(String title, String body) {
        return of(title, "", body);
    }

    /** The same with rules of its own for how it looks, as CSS. */
    public static String of(String title, String style, String body) {
        String escaped = escaped(title);
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<title>"
                + escaped
                + "</title>\n<style>\n"
                + STYLE
                + style
                + "</style>\n</head>\n<body>\n<h1>"
                + escaped
                + "</h1>\n"
                + body
                + "</body>\n</html>\n";
    }

    /** Plain text as HTML. */
    public static String escaped(String text) {
        return MathMlStyle.escaped(text).replace("\"", "&quot;");
    }
}
