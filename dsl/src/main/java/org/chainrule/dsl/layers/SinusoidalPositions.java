package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;

/**
 * Sinusoidal positions: y[t] = x[t] + PE[t], with sines at even places of PE[t] and cosines at odd
 * ones. See {@link org.chainrule.dsl.ops.SinusoidalPositions}.
 *
 * <p>Shapes: x and y (batch, time, width); no parameters; any length. By default the base is
 * 10,000, as in the paper.
 *
 * @param base what the wavelengths are powers of
 */
@Teaches(
        meaning = "adds sines and cosines of the place",
        formula = "x[t] + [sin(t·θᵢ), cos(t·θᵢ)]",
        rows = "F17")
public record SinusoidalPositions(double base) implements Layer {

    /** Positions with base 10,000. */
    public SinusoidalPositions() {
        this(10_000);
    }

    /** The same with another base. */
    public SinusoidalPositions withBase(double other) {
        return new SinusoidalPositions(other);
    }

    @Override
    public String name() {
        return "positions";
    }

    @Override
    public Node apply(Scope scope, Node x) {
        Heads.checkBase(scope, base);
        Dim width = x.shape().dim(-1);
        if (width.isOpen() || width.size() % 2 != 0) {
            throw scope.error(
                    "sinusoidal positions need an even width",
                    "but found " + width,
                    "A sine and a cosine share each wavelength.");
        }
        return new org.chainrule.dsl.ops.SinusoidalPositions(base).apply(x, scope.position());
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        return List.of(LayerExample.of(new SinusoidalPositions(), Example.reals(2, 3, 4)));
    }
}
