package org.chainrule.notebooks.display;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A kernel with the methods that rapaio-jupyter-kernel has. */
public final class FakeRapaio {
    /** What was displayed, and then what replaced it. */
    public final List<Data> shown = new ArrayList<>();

    /** Whether the next message is broken off, as by an interruption of its thread. */
    public boolean breaksOff;

    /** As ZeroMQ's. */
    public static final class ZmqException extends RuntimeException {
        private static final long serialVersionUID = 1;

        /** The number of what went wrong. */
        public int getErrorCode() {
            return 4;
        }
    }

    private void sending() {
        if (breaksOff || Thread.interrupted()) {
            breaksOff = false;
            throw new ZmqException();
        }
    }

    /** As the kernel is told to show something. */
    public void display(Data data) {
        sending();
        shown.add(data);
    }

    /** As it is told to show something else at a place. */
    public void updateDisplay(Data data) {
        sending();
        shown.removeIf(each -> each.id.equals(data.id));
        shown.add(data);
    }

    /** What is displayed. */
    public static final class Data {
        /** By MIME type. */
        public final Map<String, Object> data = new HashMap<>();

        /** By MIME type. */
        public final Map<String, Object> metadata = new HashMap<>();

        /** Which place. */
        public String id;

        private Data() {}

        /** With its text. */
        public static Data fromText(String text) {
            Data made = new Data();
            made.putData("text/plain", text);
            return made;
        }

        /** Adds a form. */
        public void putData(String type, Object value) {
            data.put(type, value);
        }

        /** Adds what says how a form is shown. */
        public void putMetaData(String type, Object value) {
            metadata.put(type, value);
        }

        /** Sets the place. */
        public void setDisplayId(String place) {
            id = place;
        }
    }
}
