package org.chainrule.dsl.djl;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.chainrule.dsl.script.Script;

/** A script loaded into libtorch. It owns the native module until it is closed. */
public final class Program implements AutoCloseable {
    private static final Shape SCALAR = new Shape();

    private final NDManager manager;
    private final NDManager host;
    private final NDArray marker; // its name tells DJL which method to call
    private final Block block;
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
        host = NDManager.newBaseManager(Device.cpu(), Native.ENGINE);
        marker = host.zeros(SCALAR);
        store = new ParameterStore(manager, false);
        try {
            ByteArrayInputStream archive = new ByteArrayInputStream(script.archive());
            block = JniUtils.loadModule((PtNDManager) manager, archive, false, false);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (EngineException e) {
            close();
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
        boolean before = JniUtils.isGradMode();
        NDList list = new NDList();
        add(list, "x[]", arguments.inputs());
        add(list, "p[]", arguments.parameters());
        add(list, "s[]", arguments.states());
        try (NDManager call = NDManager.newBaseManager(Device.cpu(), Native.ENGINE)) {
            if (arguments.scalars().length > 0) {
                list.add(call.create(arguments.scalars())); // read before the call returns
            }
            marker.setName("module_method:" + method);
            list.add(marker);
            JniUtils.setGradMode(differentiates);
            NDList results = block.forward(store, list, differentiates);
            results.attach(scope);
            return results;
        } finally {
            JniUtils.setGradMode(before);
            list.forEach(array -> array.setName(null));
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
        host.close();
        manager.close();
    }
}
