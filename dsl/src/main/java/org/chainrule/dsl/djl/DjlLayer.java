package org.chainrule.dsl.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Foreign;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.initializers.Initializer;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.layers.Scope;

/**
 * A stock DJL block as a layer.
 *
 * <p>The block's parameters are the network's own: initialized by the block's initializers, trained
 * and saved with the others. What the block changes itself, such as running statistics, is kept as
 * buffers. The network then runs in several native calls, with the block between them, and autograd
 * alone knows the block's gradient. A block with one input and one output fits.
 *
 * <pre>{@code
 * var lstm = ai.djl.nn.recurrent.LSTM.builder().setStateSize(16).setNumLayers(1).build();
 * var net = Net.sequence(8).dense(8).then(new DjlLayer(lstm)).dense(2);
 * }</pre>
 *
 * @param block the block
 */
public record DjlLayer(Block block) implements Layer {

    @Override
    public String name() {
        String simple = block.getClass().getSimpleName();
        return simple.equals(simple.toUpperCase(java.util.Locale.ROOT))
                ? simple.toLowerCase(java.util.Locale.ROOT)
                : Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
    }

    @Override
    public Node apply(Scope scope, Node x) {
        Shape shape = x.shape();
        initialize(shape);
        List<Node> inputs = new ArrayList<>(List.of(x));
        for (Pair<String, ai.djl.nn.Parameter> entry : block.getParameters()) {
            NDArray first = entry.getValue().getArray();
            Dim[] dims =
                    Arrays.stream(first.getShape().getShape())
                            .mapToObj(size -> Dim.of("", size))
                            .toArray(Dim[]::new);
            Initializer own = (ignored, random) -> numbers(first);
            inputs.add(
                    entry.getValue().requiresGradient()
                            ? scope.parameter(entry.getKey(), own, dims)
                            : scope.buffer(entry.getKey(), own, dims));
        }
        return Call.of(new Applied(block, output(shape)), inputs).output(0);
    }

    private static DoubleStream numbers(NDArray array) {
        try (NDArray wide = array.toType(DataType.FLOAT64, true)) {
            return Arrays.stream(wide.toDoubleArray());
        }
    }

    private void initialize(Shape shape) {
        if (!block.isInitialized()) {
            NDManager manager = NDManager.newBaseManager(ai.djl.Device.cpu(), Native.ENGINE);
            block.initialize(manager, DataType.FLOAT32, sized(shape, 2));
        }
    }

    /** The output's shape: an axis that changes when the open axes change is open. */
    private Shape output(Shape input) {
        long[] two = block.getOutputShapes(sizedAll(input, 2))[0].getShape();
        long[] three = block.getOutputShapes(sizedAll(input, 3))[0].getShape();
        List<Dim> dims = new ArrayList<>();
        List<Dim> open = new ArrayList<>(input.dims().stream().filter(Dim::isOpen).toList());
        for (int i = 0; i < two.length; i++) {
            boolean varies = two[i] != three[i];
            dims.add(varies && !open.isEmpty() ? open.remove(0) : Dim.of("", two[i]));
        }
        return new Shape(dims);
    }

    private static ai.djl.ndarray.types.Shape[] sizedAll(Shape shape, long open) {
        return new ai.djl.ndarray.types.Shape[] {sized(shape, open)};
    }

    /** The shape with sizes for its open axes that are long enough for any kernel. */
    private static ai.djl.ndarray.types.Shape sized(Shape shape, long open) {
        return new ai.djl.ndarray.types.Shape(
                shape.dims().stream().mapToLong(d -> d.isOpen() ? 16 * open : d.size()).toArray());
    }

    /** The block applied: its input, then its parameters. */
    record Applied(Block block, Shape output) implements Foreign {
        @Override
        public String name() {
            return block.getClass().getSimpleName();
        }

        @Override
        public List<Type> infer(List<Node> in) {
            return List.of(new Type(output, DType.FLOAT));
        }

        /**
         * Runs the block on an input, with these arrays for its parameters; the managers of these
         * own the rest.
         */
        NDArray run(List<NDArray> in, boolean training) {
            List<ai.djl.nn.Parameter> parameters = block.getParameters().values();
            ParameterStore given =
                    new ParameterStore(in.get(0).getManager(), false) {
                        @Override
                        public NDArray getValue(
                                ai.djl.nn.Parameter parameter,
                                ai.djl.Device device,
                                boolean isTraining) {
                            return in.get(1 + parameters.indexOf(parameter));
                        }
                    };
            return block.forward(given, new NDList(in.get(0)), training).head();
        }
    }
}
