package org.chainrule.dsl.initializers;

import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.Shape;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * An orthogonal matrix times a gain: WᵀW = g²·I where there are more outputs than inputs, else WWᵀ
 * = g²·I, drawn evenly from all such matrices. It keeps the length of vectors exactly, at any
 * depth. The axes behind the first count as one, as in PyTorch's {@code orthogonal_}. Source: Saxe
 * et al., "Exact Solutions to the Nonlinear Dynamics of Learning in Deep Linear Neural Networks",
 * 2014.
 *
 * @param gain g, 1 by default
 */
@Teaches(meaning = "keeps the length of vectors", formula = "WᵀW = g²·I")
public record Orthogonal(double gain) implements Initializer {
    /** Checks the gain. */
    public Orthogonal {
        Initializers.requireDeviation("orthogonal", gain);
    }

    /** The same with another gain. */
    public Orthogonal gain(double g) {
        return new Orthogonal(g);
    }

    @Override
    public DoubleStream values(Shape shape, RandomGenerator random) {
        Fans.of("orthogonal", shape); // refuses vectors
        int rows = Math.toIntExact(shape.dim(0).size());
        int columns = Math.toIntExact(shape.elements() / rows);
        int longer = Math.max(rows, columns);
        int shorter = Math.min(rows, columns);
        RealMatrix normal = MatrixUtils.createRealMatrix(longer, shorter);
        for (int i = 0; i < longer; i++) {
            for (int j = 0; j < shorter; j++) {
                normal.setEntry(i, j, random.nextGaussian());
            }
        }
        QRDecomposition parts = new QRDecomposition(normal);
        RealMatrix q = parts.getQ();
        RealMatrix r = parts.getR();
        return DoubleStream.iterate(0, i -> i + 1)
                .limit((long) rows * columns)
                .map(
                        place -> {
                            int i = (int) place / columns;
                            int j = (int) place % columns;
                            int row = rows >= columns ? i : j;
                            int column = rows >= columns ? j : i;
                            double sign = Math.signum(r.getEntry(column, column));
                            return gain * sign * q.getEntry(row, column); // else Q is not even
                        });
    }
}
