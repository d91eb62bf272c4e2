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
                    case SQRT -> dy.over(y.times(2));
                    case RECIPROCAL -> dy.times(y.square()).negate();
                    case TANH -> dy.times(y.square().subtractedFrom(1));
                    case ERF -> dy.times(x.square().negate().exp()).times(2 / Math.sqrt(Math.PI));
                    case SIN -> dy.times(COS.apply(x));
                    case COS -> dy.times(SIN.apply(x)).negate();
                    case ABS -> dy.times(x.sign());
                    case SIGN -> Node.zero();
                });
    }

    @Override
    public String rule() {
        return switch (this) {
            case NEGATE -> "constant multiple rule";
            case EXP -> "exponential rule";
            case LOG -> "logarithm rule";
            case SQRT, RECIPROCAL -> "power rule";
            case TANH -> "hyperbolic tangent";
            case ERF -> "error function";
            case SIN -> "sine";
            case COS -> "cosine";
            case ABS -> "absolute value";
            case SIGN -> "sign";
        };
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.unary(this, call));
    }
}
