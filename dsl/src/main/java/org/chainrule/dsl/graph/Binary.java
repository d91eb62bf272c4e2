package org.chainrule.dsl.graph;

import java.util.List;

/** A function of two numbers, applied element by element, with broadcasting. */
public enum Binary implements Primitive {
    /** x + y. */
    ADD,
    /** x − y. */
    SUBTRACT,
    /** x·y. */
    MULTIPLY,
    /** x / y. */
    DIVIDE,
    /** x to the power of y, for x &gt; 0, or any x with a whole y. */
    POWER,
    /** The greater of the two. */
    MAXIMUM,
    /** The lesser of the two. */
    MINIMUM;

    @Override
    public List<Type> infer(List<Node> in) {
        Node x = in.get(0);
        Node y = in.get(1);
        DType dtype = this == DIVIDE ? DType.FLOAT : x.dtype().with(y.dtype());
        return List.of(new Type(x.shape().broadcast(y.shape()), dtype));
    }

    @Override
    public List<Node> vjp(Call call, Node dy) {
        Node a = call.input(0);
        Node b = call.input(1);
        Node y = call.output(0);
        return switch (this) {
            case ADD -> List.of(dy, dy);
            case SUBTRACT -> List.of(dy, dy.negate());
            case MULTIPLY -> List.of(dy.times(b), dy.times(a));
            case DIVIDE -> List.of(dy.over(b), dy.times(y).over(b).negate());
            case POWER -> List.of(dy.times(b).times(a.pow(b.plus(-1))), dy.times(y).times(a.log()));
            case MAXIMUM -> List.of(dy.times(share(b, a)), dy.times(share(a, b)));
            case MINIMUM -> List.of(dy.times(share(a, b)), dy.times(share(b, a)));
        };
    }

    /** 1 where a &lt; b, ½ where they are equal, else 0. */
    private static Node share(Node a, Node b) {
        return a.lessThan(b).plus(a.equalTo(b).times(0.5));
    }

    @Override
    public List<String> inputSymbols() {
        return List.of("a", "b");
    }

    @Override
    public String rule() {
        return switch (this) {
            case ADD, SUBTRACT -> "sum rule";
            case MULTIPLY -> "product rule";
            case DIVIDE -> "quotient rule";
            case POWER -> "general power rule";
            case MAXIMUM -> "maximum";
            case MINIMUM -> "minimum";
        };
    }

    @Override
    public <R> List<R> accept(Interpreter<R> interpreter, Call call) {
        return List.of(interpreter.binary(this, call));
    }
}
