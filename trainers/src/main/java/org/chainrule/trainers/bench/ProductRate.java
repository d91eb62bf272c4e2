package org.chainrule.trainers.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.chainrule.dsl.djl.Arguments;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Program;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.ops.Linear;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Signature;
import org.chainrule.dsl.script.Target;

/** How fast this machine multiplies large matrices: the floor under any training step. */
public final class ProductRate {
    private static final int SIZE = 1024;
    private static final int TRIALS = 30;

    private ProductRate() {}

    /** The best rate of a product of two 1,024 by 1,024 matrices, in FLOP a second. */
    public static double measure() {
        Node x = Variable.input("x", DType.FLOAT, Dim.of("rows", SIZE), Dim.of("in", SIZE));
        Node w = Variable.input("w", DType.FLOAT, Dim.of("out", SIZE), Dim.of("in", SIZE));
        Signature signature =
                new Signature(
                        List.of((Variable) x.call().op(), (Variable) w.call().op()),
                        List.of(),
                        List.of(),
                        List.of());
        Target target = Native.target(Device.cpu(), DataType.FLOAT32);
        Script script = new Script();
        script.method("product", signature, target, List.of(new Linear().apply(x, w)));
        double best = 0;
        try (Program program = new Program(script, Device.cpu());
                NDManager scope = NDManager.newBaseManager(Device.cpu())) {
            NDArray a = scope.randomNormal(new Shape(SIZE, SIZE));
            Arguments arguments = new Arguments(List.of(a, a), List.of(), List.of());
            for (int i = 0; i < TRIALS; i++) {
                long start = System.nanoTime();
                program.run(scope, "product", arguments, false).close();
                double seconds = (System.nanoTime() - start) / 1e9;
                best = Math.max(best, 2.0 * SIZE * SIZE * SIZE / seconds);
            }
        }
        return best;
    }
}
