package org.chainrule.dsl.parity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.ops.Cholesky;
import org.chainrule.dsl.ops.Determinant;
import org.chainrule.dsl.ops.Diagonal;
import org.chainrule.dsl.ops.DiagonalMatrix;
import org.chainrule.dsl.ops.EigenSymmetric;
import org.chainrule.dsl.ops.Hadamard;
import org.chainrule.dsl.ops.Inverse;
import org.chainrule.dsl.ops.Kronecker;
import org.chainrule.dsl.ops.LogDeterminant;
import org.chainrule.dsl.ops.MatrixNorm;
import org.chainrule.dsl.ops.MatrixProduct;
import org.chainrule.dsl.ops.MatrixTranspose;
import org.chainrule.dsl.ops.Outer;
import org.chainrule.dsl.ops.PseudoInverse;
import org.chainrule.dsl.ops.Qr;
import org.chainrule.dsl.ops.Solve;
import org.chainrule.dsl.ops.Svd;
import org.chainrule.dsl.ops.Trace;

final class MatricesParityTest extends ParityTest {
    private static final double FACTORS = 16;

    MatricesParityTest() {
        super("matrices");
    }

    @Override
    Map<String, Subject> subjects() {
        Map<String, Subject> subjects = new LinkedHashMap<>();
        subjects.put("product", Subject.op(new MatrixProduct(), "a", "b"));
        subjects.put("transpose", Subject.op(new MatrixTranspose(), "x"));
        subjects.put("trace", Subject.op(new Trace(), "x"));
        subjects.put("hadamard", Subject.op(new Hadamard(), "a", "b"));
        subjects.put("diagonal", Subject.op(new Diagonal(), "x"));
        subjects.put("diagonal matrix", Subject.op(new DiagonalMatrix(), "x"));
        subjects.put("outer", Subject.op(new Outer(), "a", "b"));
        subjects.put("kronecker", Subject.op(new Kronecker(), "a", "b"));
        for (String size : List.of("3", "2 of 4", "1")) {
            subjects.put("inverse of " + size, Subject.op(new Inverse(), "x"));
            subjects.put("determinant of " + size, Subject.op(new Determinant(), "x"));
            subjects.put("log determinant of " + size, Subject.op(new LogDeterminant(), "x"));
            subjects.put("cholesky of " + size, Subject.op(new Cholesky(), "x"));
            subjects.put("eigen of " + size, factors(new EigenSymmetric(), "l", "q"));
        }
        subjects.put("solve", Subject.op(new Solve(), "a", "b"));
        for (String size : List.of("4 by 4", "5 by 3", "2 of 2 by 4")) {
            subjects.put("svd of " + size, factors(new Svd(), "s", "u", "v"));
            subjects.put("qr of " + size, factors(new Qr(), "q", "r"));
            subjects.put("pinv of " + size, Subject.op(new PseudoInverse(), "x"));
            norms().forEach(
                            (name, norm) ->
                                    subjects.put(
                                            "norm " + name + " of " + size, Subject.op(norm, "x")));
        }
        subjects.put("norm fro of nothing but 0", Subject.op(new MatrixNorm(), "x"));
        return subjects;
    }

    private static Map<String, Op> norms() {
        return Map.of(
                "fro", new MatrixNorm(),
                "nuc", new MatrixNorm(MatrixNorm.Kind.NUCLEAR),
                "2", new MatrixNorm(MatrixNorm.Kind.SPECTRAL));
    }

    /** All outputs of an op, under these names. */
    private static Subject factors(Op op, String... names) {
        return Subject.graph(
                in -> {
                    List<Node> outputs = Call.of(op, List.of(in.get("x"))).outputs();
                    Map<String, Node> named = new LinkedHashMap<>();
                    for (int i = 0; i < names.length; i++) {
                        named.put(names[i], outputs.get(i));
                    }
                    return named;
                });
    }

    /** LAPACK works in sweeps, and gradients multiply three or more of its factors. */
    @Override
    double ulps(String name) {
        return name.matches("(product|transpose|trace|hadamard|diagonal|outer|kron|norm fro).*")
                ? ULPS
                : FACTORS;
    }
}
