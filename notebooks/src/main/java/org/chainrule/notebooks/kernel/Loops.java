package org.chainrule.notebooks.kernel;

import java.util.List;

/**
 * The loops of rapaio-jupyter-kernel that wait for messages.
 *
 * @param kernel the kernel
 */
record Loops(Object kernel) {
    private static final List<String> CHANNELS = List.of("shell", "control", "heartbeat");
    private static final long PAUSE = 20; // milliseconds
    private static final int QUIET = 25; // looks after which a loop that runs will go on
    private static final int LONGEST = 1_500; // looks: half a minute for a slow machine

    /** Starts loops that ended before they began, until all run. */
    void revive() throws ReflectiveOperationException, InterruptedException {
        int quiet = 0;
        for (int look = 0; look < LONGEST && quiet < QUIET; look++) {
            Thread.sleep(PAUSE);
            quiet = allRun() ? quiet + 1 : 0;
        }
    }

    private boolean allRun() throws ReflectiveOperationException {
        Object channels = Fields.get(kernel, "channels");
        if (channels == null) {
            return false;
        }
        boolean all = true;
        for (String name : CHANNELS) {
            all &= runs(Fields.get(channels, name));
        }
        return all;
    }

    /** A loop that ended although it was not told to is started again. */
    private static boolean runs(Object channel) throws ReflectiveOperationException {
        Thread loop = (Thread) Fields.get(channel, "loopThread");
        boolean isMeantToRun = loop != null && (boolean) Fields.get(loop, "running");
        if (!isMeantToRun || loop.isAlive()) {
            return isMeantToRun;
        }
        Thread again =
                (Thread)
                        loop.getClass()
                                .getConstructor(String.class, long.class, Runnable.class)
                                .newInstance(
                                        loop.getName(),
                                        Fields.get(loop, "sleep"),
                                        Fields.get(loop, "loopBody"));
        Fields.set(again, "running", true); // before it starts
        Fields.set(channel, "loopThread", again);
        again.start();
        return false;
    }
}
