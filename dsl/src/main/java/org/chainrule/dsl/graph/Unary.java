package org.chainrule.dsl.graph;

import java.util.List;

/** A function of one number, applied element by element. */
public enum Unary implements Primitive {
    /** −x. */
    NEGATE,
    /** eˣ. */
    EXP,
    /** ln x, for x &gt; 0. */
    LOG,
    /** eˣ − 1, precise near x = 0 too. */
    EXPM1,
    /** ln(1 + x), for x &gt; −1, precise near x = 0 too. */
    LOG1P,
    /** √x, for x ≥ 0. */
    SQRT,
    /** 1/x, for x ≠ 0. */
    RECIPROCAL,
    /** tanh x. */
    TANH,
    /** The error function. */
    ERF,
    /** sin x. */
    SIN,
    /** cos x. */
    COS,
    /** The angle between −π/2 and π/2 whose tangent is x. */
    ATAN,
    /** |x|; its derivative at 0 is taken as 0. */
    ABS,
    /** The sign of x. */
    SIGN;

    @Override
    public List<Type> infer(List<Node> in) {
        Node x = in.get(0);
        boolean keepsIntegers = this == NEGATE || this == ABS || this == SIGN;
        if (x.dtype() != DType.FLOAT && !keepsIntegers) {
            throw new IllegalArgumentException(
                    name() + " needs real numbers, but found " + x.dtype());
        }
        return List.of(x.type());
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node x = call.input(0);
        Node y = call.output(0);
        return List.of(
                switch (this) {
                    case NEGATE -> dy.negate();
                    case EXP -> dy.times(y);
                    case LOG -> dy.over(x);
                    case EXPM1 -> dy.times(y.plus(1));
                    case LOG1P -> dy.over(x.plus(1));
                    case SQRT -> dy.over(y.times(2));
                    case RECIPROCAL -> dy.times(y.square()).negate();
                    case TANH -> dy.times(y.square().subtractedFrom(1));
                    case ERF -> dy.times(x.square().negate().exp()).times(2 / Math.sqrt(Math.PI));
                    case SIN -> dy.times(COS.apply(x));
                    case COS -> dy.times(SIN.apply(x)).negate();
                    case ATAN -> dy.over(x.square().plus(1));
                    case ABS -> dy.times(x.sign());
                    case SIGN -> Node.zero();
                });
    }

    @Override
    public String rule() {
        return switch (this) {
            case NEGATE -> "constant multiple rule";
            case EXP, EXPM1 -> "exponential rule";
            case LOG, LOG1P -> "logarithm rule";
            case SQRT, RECIPROCAL -> "power rule";
            case TANH -> "hyperbolic tangent";
            case ERF -> "error function";
            case SIN -> "sine";
            case COS -> "cosine";
            case ATAN -> "inverse tangent";
            case ABS -> "absolute value";
            case SIGN -> "sign";
        };
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.unary(this, call));
    }
}
