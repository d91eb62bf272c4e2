package org.chainrule.dsl.ops;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;

/**
 * The standard deviation along axes, y = √(Σ (x − μ)²/(n − c)), with the mean μ of the n numbers:
 * the root of the {@link Variance}.
 *
 * <p>dx = dy·(x − μ)/((n − c)·y), and 0 where y is 0, as in PyTorch. Shapes: x any, y without the
 * axes, or with a size of 1 in their place.
 *
 * @param variance what it is the root of: of all numbers, with c = 1, by default
 */
@Teaches(meaning = "standard deviation along axes", formula = "√(Σ (x − μ)²/(n − c))")
public record StandardDeviation(Variance variance) implements Op {

    /** Of all numbers as a sample, with n − 1. */
    public StandardDeviation() {
        this(new Variance());
    }

    @Override
    public List<Node> forward(List<Node> in) {
        return List.of(new Root().apply(variance.apply(in.get(0))));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Call squared = Call.of(variance, call.inputs());
        return variance.vjp(squared, Root.gradient(dy, call.output(0)));
    }

    @Override
    public List<Kernel> kernels(Call call) {
        return Variance.kernels("std", call.input(0), variance.axes(), variance.correction());
    }

    /** The examples of the op contract. */
    public static List<Example> examples() {
        return List.of(
                Example.of(new StandardDeviation(), Example.reals(3, 5)),
                Example.of(
                        new StandardDeviation(Variance.ofPopulation(Axes.of(0).kept())),
                        Example.reals(4, 3)),
                Example.of( // whose deviation is 0
                        new StandardDeviation(Variance.ofPopulation(Axes.of(0))),
                        Example.reals(1, 3)));
    }
}
