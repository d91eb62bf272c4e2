package org.chainrule.dsl.djl;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.chainrule.dsl.script.Script;

/** A script loaded into libtorch. */
public final class Program implements AutoCloseable {
    private final Model model;
    private final Block block;
    private final ParameterStore store;
    private final String source;

    /** Loads a script on a device. */
    public Program(Script script, Device device) {
        source = script.source();
        model = Model.newInstance("chainrule", device, Native.ENGINE);
        try {
            model.load(new ByteArrayInputStream(script.archive()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedModelException e) {
            throw new IllegalStateException("libtorch refused the script:\n" + source, e);
        }
        block = model.getBlock();
        store = new ParameterStore(model.getNDManager(), false);
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
        try (NDManager host = NDManager.newBaseManager(Device.cpu(), Native.ENGINE)) {
            if (arguments.scalars().length > 0) {
                list.add(host.create(arguments.scalars()));
            }
            NDArray marker = host.zeros(new ai.djl.ndarray.types.Shape());
            marker.setName("module_method:" + method);
            list.add(marker);
            JniUtils.setGradMode(differentiates);
            NDList results = block.forward(store, list, differentiates);
            results.attach(scope);
            return results;
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    private static void add(NDList list, String name, List<NDArray> arrays) {
        for (NDArray array : arrays) {
            array.setName(name);
            list.add(array);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
