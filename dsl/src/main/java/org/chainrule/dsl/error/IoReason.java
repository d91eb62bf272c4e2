package org.chainrule.dsl.error;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a file could not be read or written, in words for an error message. */
public final class IoReason {
    private static final Pattern IN_PARENTHESES = Pattern.compile(".*\\((.+)\\)");

    private IoReason() {}

    /** The reason, without the file's name: {@code no space left on device}. */
    public static String of(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file is in its place";
        }
        String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        if (reason == null) {
            return e.getClass().getSimpleName();
        }
        if (e instanceof FileNotFoundException) {
            Matcher matcher = IN_PARENTHESES.matcher(reason); // file (reason)
            reason = matcher.matches() ? matcher.group(1) : reason;
        }
        return reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1);
    }
}
