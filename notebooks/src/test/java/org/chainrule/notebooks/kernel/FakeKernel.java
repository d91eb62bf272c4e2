package org.chainrule.notebooks.kernel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

/** The fields of rapaio-jupyter-kernel that are used. */
@SuppressWarnings("unused") // by reflection
final class FakeKernel {
    final Channels channels = new Channels();
    final Engine javaEngine = new Engine();

    static final class Channels {
        final Channel shell = new Channel();
        final Channel control = new Channel();
        final Channel heartbeat = new Channel();
    }

    static final class Channel {
        volatile Loop loopThread;
    }

    /** A loop that ends where it is not told to run. */
    public static final class Loop extends Thread {
        private volatile boolean running;
        private final long sleep;
        private final Runnable loopBody;

        /** As the kernel's. */
        public Loop(String name, long sleep, Runnable loopBody) {
            super(name);
            this.sleep = sleep;
            this.loopBody = loopBody;
            setDaemon(true);
        }

        @Override
        public void run() {
            while (running) {
                loopBody.run();
                try {
                    Thread.sleep(sleep);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        void stopRunning() {
            running = false;
        }

        /** Starts as the kernel does where it loses the race: the flag comes too late. */
        void startTooEarly() throws InterruptedException {
            start();
            join();
            running = true;
        }
    }

    static final class Engine {
        final Provider controlProvider = new Provider();
        final String executionId = "id";
    }

    /** Knows the control. */
    public static final class Provider {
        private final Control control = new Control();

        /** By its id. */
        public Control getRegisteredControl(String id) {
            return control;
        }
    }

    static final class Control {
        final Map<String, Future<?>> running = new ConcurrentHashMap<>();
    }
}
