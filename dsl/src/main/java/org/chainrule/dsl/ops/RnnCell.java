package org.chainrule.dsl.ops;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * One step of a plain recurrent network: h′ = f(z + h·Wᵀ + b), where z = x·Wₓᵀ + bₓ is the input's
 * share, which needs no earlier step.
 *
 * <p>With da = dh′ ⊙ f′: dz = da, dh = da·W, dW = daᵀ·h, db = Σ da over the batch. Shapes: h, z and
 * h′ (batch, H), W (H, H), b (H) or absent. Source: Elman, "Finding Structure in Time", 1990.
 *
 * @param f tanh or ReLU
 */
@Teaches(meaning = "one step of a plain recurrent network", formula = "f(z + h·Wᵀ + b)")
public record RnnCell(Nonlinearity f) implements Op {

    /** What a plain recurrent network bends its sums with. */
    public enum Nonlinearity {
        /** The hyperbolic tangent; the default. */
        TANH,
        /** max(x, 0). */
        RELU
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Node a = Gates.sum(in.get(0), in.get(1), in.subList(2, in.size())).as("a");
        return List.of(
                switch (f) {
                    case TANH -> new Tanh().apply(a);
                    case RELU -> new Relu().apply(a);
                });
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node y = call.output(0);
        Node da =
                switch (f) {
                    case TANH -> new Tanh.Gradient().apply(dy, y).as("da");
                    case RELU -> dy.times(Node.constant(0).lessThan(y)).as("da");
                };
        List<Node> dxs = new ArrayList<>();
        dxs.add(da.matmul(call.input(2)));
        dxs.add(da);
        dxs.addAll(Gates.ofWeights(da, call.input(0), call.inputs().size() - 2));
        return dxs;
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("h", "z", "W", "b");
    }

    @Override
    public List<String> outputSymbols() {
        return List.of("h");
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        Example.Domain h = Example.reals(3, 2);
        Example.Domain w = Example.reals(2, 2);
        Example.Domain one = Example.reals(1, 1);
        Example.Domain far = Example.between(-1e4, 1e4, 1, 3);
        return List.of(
                Example.of(new RnnCell(Nonlinearity.TANH), h, h, w, Example.reals(2)),
                Example.of(new RnnCell(Nonlinearity.RELU), h, h, w, Example.reals(2)),
                Example.of(new RnnCell(Nonlinearity.TANH), one, one, one),
                Example.of(new RnnCell(Nonlinearity.TANH), far, far, Example.reals(3, 3)));
    }
}
