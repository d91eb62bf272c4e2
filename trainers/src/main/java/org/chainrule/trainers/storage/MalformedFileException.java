package org.chainrule.trainers.storage;

import java.io.IOException;

/** Says what is wrong with a file's content, as a clause: {@code it has only 5 bytes}. */
final class MalformedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedFileException(String found) {
        super(found);
    }
}
