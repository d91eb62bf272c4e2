package org.chainrule.notebooks.display;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A kernel with the methods that JJava and IJava have. */
public final class FakeKernel {
    /** What was displayed, and then what replaced it. */
    public final List<Data> shown = new ArrayList<>();

    private final Io io = new Io(this);

    /** As the kernel is told to show something. */
    public void display(Data data) {
        shown.add(data);
    }

    /** Where displays are updated. */
    public Io getIO() {
        return io;
    }

    /** What is displayed. */
    public static final class Data {
        /** By MIME type. */
        public final Map<String, Object> data = new HashMap<>();

        /** By MIME type. */
        public final Map<String, Object> metadata = new HashMap<>();

        /** Which place. */
        public String id;

        /** With its text. */
        public Data(String text) {
            data.put("text/plain", text);
        }

        /** Adds a form. */
        public void putData(String type, Object value) {
            data.put(type, value);
        }

        /** Adds what says how a form is shown. */
        public void putMetaData(String type, Object value) {
            metadata.put(type, value);
        }

        /** Adds a form; the kernels have it by another name of the type, too. */
        public void putData(StringBuilder type, Object value) {
            data.put("by another method: " + type, value);
        }

        /** Sets the place; IJava gives nothing back. */
        public Data setDisplayId(String place) {
            id = place;
            return this;
        }
    }

    /** As JJava's JupyterIO. */
    public static final class Io {
        /** The stream of displays. */
        public final Display display;

        private Io(FakeKernel kernel) {
            display = new Display(kernel);
        }
    }

    /** As JJava's DisplayStream. */
    public static final class Display {
        private final FakeKernel kernel;

        private Display(FakeKernel kernel) {
            this.kernel = kernel;
        }

        /** Replaces what is shown at the place of the same name. */
        public void updateDisplay(Data data) {
            kernel.shown.removeIf(each -> each.id.equals(data.id));
            kernel.shown.add(data);
        }

        /** Replaces what is shown at a place. */
        public void updateDisplay(String id, Data data) {
            updateDisplay(data.setDisplayId(id));
        }
    }
}
