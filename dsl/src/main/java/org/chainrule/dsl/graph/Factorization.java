package org.chainrule.dsl.graph;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.error.ChainruleException;

/**
 * What is computed by taking the matrix of the last two axes apart; leading axes are a batch.
 *
 * <p>Where a factor is known but for the signs of its vectors, the signs are settled, so that every
 * interpreter gives the same: of a vector's elements that are greatest in magnitude, within one
 * percent, the first is positive. Gradients are in {@link FactorizationGradient}.
 */
public enum Factorization implements Primitive {
    /** A⁻¹ of a regular square matrix. */
    INVERSE(2),
    /** ln |det A| and the sign of det A, of a square matrix. */
    LOG_DETERMINANT(2.0 / 3),
    /** The lower triangle L with A = L·Lᵀ, of a symmetric positive definite matrix. */
    CHOLESKY(1.0 / 3),
    /**
     * λ and Q with A = Q·diag(λ)·Qᵀ, of a symmetric matrix; λ from least to greatest, the columns
     * of Q of length 1, signs settled.
     */
    EIGEN(9),
    /**
     * σ, U and V with A = U·diag(σ)·Vᵀ, where (m, n) is taken apart into (m, k), (k) and (n, k)
     * with the lesser of m and n as k; σ from greatest to least. The signs of V are settled, and U
     * has those that go with them.
     */
    SVD(20),
    /** Q and R with A = Q·R, of a matrix with no more columns than rows; no Rᵢᵢ is negative. */
    QR(2);

    private final double cost;

    Factorization(double cost) {
        this.cost = cost;
    }

    /**
     * About how many operations it takes, for each element and column of a matrix. Source: Golub
     * and Van Loan, "Matrix Computations".
     */
    double cost() {
        return cost;
    }

    @Override
    public List<Type> infer(List<Node> in) {
        Shape shape = in.get(0).shape();
        if (shape.rank() < 2 || in.get(0).dtype() != DType.FLOAT) {
            throw new ChainruleException(
                    label(),
                    "the last two axes must be a matrix of real numbers",
                    "but found " + in.get(0).dtype() + " " + shape,
                    "Add the missing axes with unsqueeze.");
        }
        List<Shape> shapes =
                switch (this) {
                    case INVERSE, CHOLESKY -> List.of(square(shape));
                    case LOG_DETERMINANT -> {
                        Shape batch = square(shape).replace(-2, -1, List.of());
                        yield List.of(batch, batch);
                    }
                    case EIGEN -> List.of(square(shape).without(-1), shape);
                    case SVD -> singular(shape);
                    case QR -> List.of(tall(shape), shape.with(-2, shape.dim(-1)));
                };
        return shapes.stream().map(each -> new Type(each, DType.FLOAT)).toList();
    }

    private Shape square(Shape shape) {
        if (!shape.dim(-1).agrees(shape.dim(-2))) {
            throw new ChainruleException(
                    label(),
                    "a matrix must have as many rows as columns",
                    "but found " + shape,
                    "For others there are svd, qr and pseudoInverse.");
        }
        return shape;
    }

    private static List<Shape> singular(Shape shape) {
        boolean isTall = shape.dim(-2).fixed() >= shape.dim(-1).fixed();
        Dim k = shape.dim(isTall ? -1 : -2);
        Shape u = shape.with(-1, k);
        return List.of(u.without(-2), u, shape.swap(-1, -2).with(-1, k));
    }

    private Shape tall(Shape shape) {
        if (shape.dim(-2).fixed() < shape.dim(-1).fixed()) {
            throw new ChainruleException(
                    label(),
                    "a matrix must have no more columns than rows",
                    "but found " + shape,
                    "The op qr takes others apart.");
        }
        return shape;
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        List<Node> dys = new ArrayList<>(call.outputs().stream().map(y -> Node.zero()).toList());
        dys.set(0, dy);
        return vjp(call, dys);
    }

    @Override
    public List<Node> vjp(Call call, List<Node> dys) {
        Node y = call.output(0);
        return List.of(
                switch (this) {
                    case INVERSE -> FactorizationGradient.inverse(y, dys.get(0));
                    case LOG_DETERMINANT ->
                            FactorizationGradient.logDeterminant(call.input(0), dys.get(0));
                    case CHOLESKY -> FactorizationGradient.cholesky(y, dys.get(0));
                    case EIGEN -> FactorizationGradient.eigen(call.outputs(), dys);
                    case SVD -> FactorizationGradient.svd(call.outputs(), dys);
                    case QR -> FactorizationGradient.qr(call.outputs(), dys);
                });
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("A");
    }

    @Override
    public List<String> outputSymbols() {
        return switch (this) {
            case INVERSE -> List.of("Y");
            case LOG_DETERMINANT -> List.of("y", "s");
            case CHOLESKY -> List.of("L");
            case EIGEN -> List.of("λ", "Q");
            case SVD -> List.of("σ", "U", "V");
            case QR -> List.of("Q", "R");
        };
    }

    @Override
    public String rule() {
        return switch (this) {
            case INVERSE -> "inverse of a matrix";
            case LOG_DETERMINANT -> "logarithm of a determinant";
            case CHOLESKY -> "Cholesky factor";
            case EIGEN -> "eigenvalues and eigenvectors";
            case SVD -> "singular values and vectors";
            case QR -> "orthogonal and triangular factor";
        };
    }

    /** What errors call it. */
    private String label() {
        return switch (this) {
            case INVERSE -> "inverse";
            case LOG_DETERMINANT -> "logDeterminant";
            case CHOLESKY -> "cholesky";
            case EIGEN -> "eigenSymmetric";
            case SVD -> "svd";
            case QR -> "qr";
        };
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return interpreter.factorization(this, call);
    }
}
