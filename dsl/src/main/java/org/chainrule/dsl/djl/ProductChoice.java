package org.chainrule.dsl.djl;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.ops.Linear;
import org.chainrule.dsl.script.Products;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Signature;
import org.chainrule.dsl.script.Target;

/**
 * Finds out once which library multiplies matrices faster on this processor: MKL is at its best on
 * Intel's, oneDNN is about twice as fast on others. The winner must win by a wide margin, and one
 * thread measures, because two that share a core with another process are slow now and then: so the
 * choice, and with it the rounding, is the same in every process.
 */
final class ProductChoice {
    private static final double MARGIN = 1.3;
    private static final int TRIALS = 30;

    static final Products CPU = measuredByOneThread();

    private ProductChoice() {}

    private static Products measuredByOneThread() {
        Native.engine();
        int threads = JniUtils.getNumThreads();
        JniUtils.setNumThreads(1);
        try {
            return measure();
        } finally {
            JniUtils.setNumThreads(threads);
        }
    }

    private static Products measure() {
        Node x = Variable.input("x", DType.FLOAT, Dim.of("rows", 768), Dim.of("in", 128));
        Node w = Variable.input("w", DType.FLOAT, Dim.of("out", 512), Dim.of("in", 128));
        Node y = new Linear().apply(x, w);
        List<Variable> inputs = List.of((Variable) x.call().op(), (Variable) w.call().op());
        Signature signature = new Signature(inputs, List.of(), List.of(), List.of());
        Script script = new Script();
        for (Products products : Products.values()) {
            script.method(products.name(), signature, Target.CPU.with(products), List.of(y));
        }
        try (Program program = new Program(script, Device.cpu());
                NDManager scope = NDManager.newBaseManager(Device.cpu(), Native.ENGINE)) {
            NDArray a = scope.ones(new Shape(768, 128));
            NDArray b = scope.ones(new Shape(512, 128));
            Arguments arguments = new Arguments(List.of(a, b), List.of(), List.of());
            Map<Products, Long> best = new EnumMap<>(Products.class);
            for (int i = 0; i < TRIALS; i++) {
                for (Products products : Products.values()) {
                    long start = System.nanoTime();
                    program.run(scope, products.name(), arguments, false).close();
                    best.merge(products, System.nanoTime() - start, Math::min);
                }
            }
            boolean wins = best.get(Products.ONEDNN) * MARGIN < best.get(Products.DEFAULT);
            return wins ? Products.ONEDNN : Products.DEFAULT;
        } catch (EngineException e) { // this build of libtorch has no oneDNN
            return Products.DEFAULT;
        }
    }
}
