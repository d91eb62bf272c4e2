package org.chainrule.notebooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Java code in a document: statements, with or without imports before them, or else one public
 * type.
 *
 * @param document the Markdown page or Java source that holds it
 * @param line the number in the document of the code's first line
 * @param code the code without the document's margin
 */
record Snippet(Path document, int line, String code) {

    private static final Pattern IN_MARKDOWN =
            Pattern.compile("(?ms)^ *```java *\\R(?<code>.*?)^ *```");
    private static final Pattern IN_JAVADOC =
            Pattern.compile("(?s)<pre>\\{@code(?<code>.*?)}</pre>");
    private static final Pattern JAVADOC_MARGIN = Pattern.compile("(?m)^ *\\* ?");

    private static final Pattern IMPORT = Pattern.compile("(?m)^import [^;]*;");
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("(?m)^public (?:\\w+ )*(?:class|interface|record|enum) (?<name>\\w+)");

    /** The snippets of a document, in its order. */
    static List<Snippet> in(Path document) throws IOException {
        String text = Files.readString(document);
        boolean isJava = document.toString().endsWith(".java");
        Matcher found = (isJava ? IN_JAVADOC : IN_MARKDOWN).matcher(text);
        return found.results().map(match -> of(document, text, match)).toList();
    }

    private static Snippet of(Path document, String text, MatchResult match) {
        long linesBefore = text.substring(0, match.start(1)).chars().filter(c -> c == '\n').count();
        String code = match.group(1);
        if (document.toString().endsWith(".java")) {
            code = JAVADOC_MARGIN.matcher(code).replaceAll("");
        }
        return new Snippet(document, (int) linesBefore + 1, code.stripTrailing().stripIndent());
    }

    /** The name of the type that {@link #source} declares. */
    String typeName() {
        Matcher type = PUBLIC_TYPE.matcher(code);
        return type.find() ? type.group("name") : "Snippet";
    }

    /**
     * What the compiler takes: the code as it is, or in a method, with all imports on one line
     * before it. So the code's first line is the second one here.
     */
    String source(String defaultImports) {
        String imports =
                IMPORT.matcher(code)
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.joining(" ", defaultImports + " ", ""));
        String body = IMPORT.matcher(code).replaceAll("");
        return PUBLIC_TYPE.matcher(code).find()
                ? imports + "\n" + body
                : imports + " class Snippet { void run() throws Exception {\n" + body + "\n}}";
    }

    /** Where the document has a line of {@link #source}, as {@code file:line}. */
    String place(long lineOfSource) {
        return document + ":" + (line + lineOfSource - 2);
    }
}
