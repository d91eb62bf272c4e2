package org.chainrule.dsl.djl;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.script.Script;

/** A script loaded into libtorch. It owns the native module until it is closed. */
public final class Program implements AutoCloseable {
    private static final Shape SCALAR = new Shape();

    private final NDManager manager;
    private final PtSymbolBlock block;
    private final ParameterStore store;
    private final String source;

    /**
     * Loads a script.
     *
     * @param script the script
     * @param device where it runs
     * @throws EngineException if libtorch refuses the script
     */
    public Program(Script script, Device device) {
        source = script.source();
        manager = NDManager.newBaseManager(device, Native.ENGINE);
        store = new ParameterStore(manager, false);
        try {
            ByteArrayInputStream archive = new ByteArrayInputStream(script.archive());
            block = JniUtils.loadModule((PtNDManager) manager, archive, false, false);
        } catch (IOException e) {
            manager.close();
            throw new UncheckedIOException(e);
        } catch (EngineException e) {
            manager.close();
            throw e;
        }
    }

    /** The TorchScript source. */
    public String source() {
        return source;
    }

    /**
     * Runs a method.
     *
     * @param scope the manager that will own the results
     * @param method the method's name
     * @param arguments what the method's signature asks for
     * @param differentiates whether autograd is on
     */
    public NDList run(NDManager scope, String method, Arguments arguments, boolean differentiates) {
        JniUtils.setGraphExecutorOptimize(false); // kept per thread; the plain interpreter
        return differentiates
                ? followed(scope, method, arguments)
                : unfollowed(scope, method, arguments);
    }

    /** With autograd: DJL's own way, which finds lists and the method by the names of arrays. */
    private NDList followed(NDManager scope, String method, Arguments arguments) {
        boolean before = JniUtils.isGradMode();
        NDList list = new NDList();
        add(list, "x[]", arguments.inputs());
        add(list, "p[]", arguments.parameters());
        add(list, "s[]", arguments.states());
        try (NDManager host = NDManager.newBaseManager(Device.cpu(), Native.ENGINE)) {
            if (arguments.scalars().length > 0) {
                list.add(host.create(arguments.scalars())); // read before the call returns
            }
            NDArray marker = host.zeros(SCALAR);
            marker.setName("module_method:" + method);
            list.add(marker);
            JniUtils.setGradMode(true);
            NDList results = block.forward(store, list, true);
            results.attach(scope);
            return results;
        } finally {
            JniUtils.setGradMode(before);
            list.forEach(array -> array.setName(null));
        }
    }

    /** Without autograd: a straighter way, several microseconds shorter. */
    private NDList unfollowed(NDManager scope, String method, Arguments arguments) {
        if (arguments.scalars().length == 0) {
            return unfollowed(scope, method, arguments, List.of());
        }
        try (NDManager host = NDManager.newBaseManager(Device.cpu(), Native.ENGINE)) {
            NDArray scalars = host.create(arguments.scalars()); // read before the call returns
            return unfollowed(scope, method, arguments, List.of(scalars));
        }
    }

    private NDList unfollowed(
            NDManager scope, String method, Arguments arguments, List<NDArray> scalars) {
        List<IValue> given = new ArrayList<>();
        try {
            add(given, arguments.inputs());
            add(given, arguments.parameters());
            add(given, arguments.states());
            scalars.forEach(array -> given.add(IValue.from((PtNDArray) array)));
            IValue[] values = given.toArray(IValue[]::new);
            try (IValue results = IValueUtils.runMethod(block, method, values)) {
                return results.toNDList((PtNDManager) scope);
            }
        } finally {
            given.forEach(IValue::close);
        }
    }

    private static void add(List<IValue> given, List<NDArray> arrays) {
        if (!arrays.isEmpty()) {
            given.add(IValue.listFrom(arrays.toArray(PtNDArray[]::new)));
        }
    }

    /** Names arrays so that DJL passes them as one list. */
    private static void add(NDList list, String name, List<NDArray> arrays) {
        for (NDArray array : arrays) {
            array.setName(name);
            list.add(array);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
