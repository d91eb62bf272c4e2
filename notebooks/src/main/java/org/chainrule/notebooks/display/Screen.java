package org.chainrule.notebooks.display;

import org.chainrule.trainers.Callback;

/** The front end of this JVM, found once. */
public final class Screen {
    private static final Front FRONT = Front.here();

    private Screen() {}

    /** Shows a value as it looks best. */
    public static void show(Object value) {
        FRONT.show(Views.of(value));
    }

    /** What shows a training run while it runs. */
    public static Callback live() {
        return new LiveRun(FRONT.live());
    }
}
