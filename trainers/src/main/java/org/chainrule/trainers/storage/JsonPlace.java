package org.chainrule.trainers.storage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where JSON is wrong, out of Gson's messages, which give advice to programmers. */
final class JsonPlace {
    private static final Pattern PLACE = Pattern.compile("line \\d+ column \\d+");

    private JsonPlace() {}

    /** {@code " (line 1 column 7)"}, or nothing if the message does not say. */
    static String in(Exception e) {
        Matcher matcher = PLACE.matcher(String.valueOf(e.getMessage()));
        return matcher.find() ? " (" + matcher.group() + ")" : "";
    }
}
