package org.chainrule.notebooks.display;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.chainrule.dsl.error.ChainruleException;

/** The notebook of a Java kernel, reached by reflection. */
final class KernelFront implements Front {
    private static final Integer INTERRUPTED = 4; // of ZeroMQ

    private final Kernel.Running kernel;

    KernelFront(Kernel.Running kernel) {
        this.kernel = kernel;
    }

    /**
     * {@inheritDoc}
     *
     * @throws ChainruleException if the cell is interrupted meanwhile
     */
    @Override
    public void show(Bundle bundle) {
        display(bundle, UUID.randomUUID().toString());
        if (Thread.interrupted()) { // else a loop that shows would go on for ever
            throw new ChainruleException(
                    "show", "must not be interrupted", "but the cell was", "Run the cell again.");
        }
    }

    @Override
    public Live live() {
        return new Place();
    }

    private final class Place implements Live {
        private final String id = UUID.randomUUID().toString();
        private boolean isThere;

        @Override
        public void update(Supplier<Bundle> bundle) {
            finish(bundle.get());
        }

        @Override
        public void finish(Bundle bundle) {
            if (isThere) {
                replace(bundle, id);
            } else {
                display(bundle, id);
                isThere = true;
            }
        }
    }

    private void display(Bundle bundle, String id) {
        System.out.flush(); // what was printed before stands before
        System.err.flush();
        try {
            Object data = data(bundle, id);
            Class<?> type = kernel.object().getClass();
            send(type.getMethod("display", kernel.data()), kernel.object(), data);
        } catch (ReflectiveOperationException e) {
            throw unknown(e);
        }
    }

    private void replace(Bundle bundle, String id) {
        try {
            Object data = data(bundle, id);
            Class<?> type = kernel.object().getClass();
            if (has(type, "updateDisplay")) {
                send(type.getMethod("updateDisplay", kernel.data()), kernel.object(), data);
            } else {
                Object io = type.getMethod("getIO").invoke(kernel.object());
                Object display = io.getClass().getField("display").get(io);
                Class<?> stream = display.getClass();
                send(
                        stream.getMethod("updateDisplay", String.class, kernel.data()),
                        display,
                        id,
                        data);
            }
        } catch (ReflectiveOperationException e) {
            throw unknown(e);
        }
    }

    /**
     * Lets the kernel send a message in whole. An interruption breaks off what ZeroMQ sends; it is
     * kept for whoever asks for it, such as a training run after its step.
     */
    private static void send(Method method, Object target, Object... arguments)
            throws ReflectiveOperationException {
        boolean isInterrupted = Thread.interrupted();
        try {
            method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (!isInterruption(e.getCause())) {
                throw e;
            }
            isInterrupted = true;
            method.invoke(target, arguments);
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether it is EINTR of ZeroMQ, which each kernel has in a package of its own. */
    private static boolean isInterruption(Throwable thrown) {
        try {
            Object code = thrown.getClass().getMethod("getErrorCode").invoke(thrown);
            return code.equals(INTERRUPTED);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static boolean has(Class<?> type, String name) {
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The forms as the kernel's own class holds them. */
    private Object data(Bundle bundle, String id) throws ReflectiveOperationException {
        Class<?> type = kernel.data();
        Object data =
                has(type, "fromText")
                        ? type.getMethod("fromText", String.class).invoke(null, bundle.text())
                        : type.getConstructor(String.class).newInstance(bundle.text());
        Method put = type.getMethod("putData", String.class, Object.class);
        for (Map.Entry<String, String> form : bundle.rich().entrySet()) {
            put.invoke(data, form.getKey(), form.getValue());
        }
        if (bundle.width() > 0) {
            type.getMethod("putMetaData", String.class, Object.class)
                    .invoke(data, Bundle.PNG, Map.of("width", bundle.width()));
        }
        type.getMethod("setDisplayId", String.class).invoke(data, id);
        return data;
    }

    private IllegalStateException unknown(ReflectiveOperationException e) {
        return new IllegalStateException(
                "a version of " + kernel.data().getPackageName() + " that is not known", e);
    }
}
