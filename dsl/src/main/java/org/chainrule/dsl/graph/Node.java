package org.chainrule.dsl.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One value of a computation, and the language in which ops are written: {@code
 * x.minus(x.mean(-1)).square()}.
 *
 * <p>A node is an output of a {@link Call} and knows its {@link Type}. Methods make new nodes and
 * compute nothing. Element-wise methods broadcast as NumPy does; axes are counted from 0, or from
 * the end with negative numbers. Two nodes are equal only if they are the same.
 */
public final class Node {
    private static final Node ZERO = new Node(null, 0, new Type(Shape.SCALAR, DType.FLOAT));

    private final Call call;
    private final int index;
    private final Type type;
    private String label;

    Node(Call call, int index, Type type) {
        this.call = call;
        this.index = index;
        this.type = type;
    }

    /** The gradient of what has none: of an index, or of what does not reach the result. */
    public static Node zero() {
        return ZERO;
    }

    /** A number. */
    public static Node constant(double value) {
        return new Constant(value, DType.FLOAT).apply();
    }

    /** A whole number. */
    public static Node integer(long value) {
        return new Constant(value, DType.INT).apply();
    }

    /** The call that yields this. */
    public Call call() {
        return call;
    }

    /** Which of the call's outputs this is. */
    public int index() {
        return index;
    }

    /** Shape and kind of number. */
    public Type type() {
        return type;
    }

    /** The axes. */
    public Shape shape() {
        return type.shape();
    }

    /** The kind of number. */
    public DType dtype() {
        return type.dtype();
    }

    /**
     * Gives this a name for formulas, which then say what it stands for: {@code where g = γ ⊙ dy}.
     *
     * @return this
     */
    public Node as(String name) {
        label = name;
        return this;
    }

    /** The name that this has in formulas, if it was given one. */
    public Optional<String> label() {
        return Optional.ofNullable(label);
    }

    /** Whether this is {@link #zero()}. */
    public boolean isZero() {
        return this == ZERO;
    }

    /** x + y. */
    public Node plus(Node y) {
        return Binary.ADD.apply(this, y);
    }

    /** x + c. */
    public Node plus(double c) {
        return plus(constant(c));
    }

    /** x − y. */
    public Node minus(Node y) {
        return Binary.SUBTRACT.apply(this, y);
    }

    /** x ⊙ y. */
    public Node times(Node y) {
        return Binary.MULTIPLY.apply(this, y);
    }

    /** c·x. */
    public Node times(double c) {
        return times(constant(c));
    }

    /** x / y. */
    public Node over(Node y) {
        return Binary.DIVIDE.apply(this, y);
    }

    /** x / c. */
    public Node over(double c) {
        return over(constant(c));
    }

    /** x to the power of y. */
    public Node pow(Node y) {
        return Binary.POWER.apply(this, y);
    }

    /** x to the power of c. */
    public Node pow(double c) {
        return pow(constant(c));
    }

    /** The greater of x and y; where they are equal, each gets half the gradient. */
    public Node max(Node y) {
        return Binary.MAXIMUM.apply(this, y);
    }

    /** The lesser of x and y; where they are equal, each gets half the gradient. */
    public Node min(Node y) {
        return Binary.MINIMUM.apply(this, y);
    }

    /** c − x. */
    public Node subtractedFrom(double c) {
        return constant(c).minus(this);
    }

    /** x². */
    public Node square() {
        return times(this);
    }

    /** −x. */
    public Node negate() {
        return Unary.NEGATE.apply(this);
    }

    /** eˣ. */
    public Node exp() {
        return Unary.EXP.apply(this);
    }

    /** ln x. */
    public Node log() {
        return Unary.LOG.apply(this);
    }

    /** eˣ − 1, precise near x = 0 too. */
    public Node expm1() {
        return Unary.EXPM1.apply(this);
    }

    /** ln(1 + x), precise near x = 0 too. */
    public Node log1p() {
        return Unary.LOG1P.apply(this);
    }

    /** √x. */
    public Node sqrt() {
        return Unary.SQRT.apply(this);
    }

    /** 1/x. */
    public Node reciprocal() {
        return Unary.RECIPROCAL.apply(this);
    }

    /** tanh x. */
    public Node tanh() {
        return Unary.TANH.apply(this);
    }

    /** The error function, 2/√π·∫₀ˣ e^(−t²) dt. */
    public Node erf() {
        return Unary.ERF.apply(this);
    }

    /** |x|. */
    public Node abs() {
        return Unary.ABS.apply(this);
    }

    /** −1, 0 or 1, as x is negative, zero or positive. */
    public Node sign() {
        return Unary.SIGN.apply(this);
    }

    /** Whether x &lt; y. */
    public Node lessThan(Node y) {
        return Comparison.LESS.apply(this, y);
    }

    /** Whether x ≤ y. */
    public Node atMost(Node y) {
        return Comparison.AT_MOST.apply(this, y);
    }

    /** Whether x &gt; y. */
    public Node greaterThan(Node y) {
        return y.lessThan(this);
    }

    /** Whether x = y. */
    public Node equalTo(Node y) {
        return Comparison.EQUAL.apply(this, y);
    }

    /** Whether x ≠ y. */
    public Node differsFrom(Node y) {
        return Comparison.DIFFERENT.apply(this, y);
    }

    /** Where this condition holds {@code yes}, elsewhere {@code no}. */
    public Node choose(Node yes, Node no) {
        return new Choose().apply(this, yes, no);
    }

    /** The sum over these axes, which vanish; over all where none is named. */
    public Node sum(int... axes) {
        return reduce(Reduction.Kind.SUM, false, axes);
    }

    /** The sum over these axes, which stay with a size of 1. */
    public Node sumKept(int... axes) {
        return reduce(Reduction.Kind.SUM, true, axes);
    }

    /** The mean over these axes, which vanish; over all where none is named. */
    public Node mean(int... axes) {
        return sum(axes).over(count(axes));
    }

    /** The mean over these axes, which stay with a size of 1. */
    public Node meanKept(int... axes) {
        return sumKept(axes).over(count(axes));
    }

    /** The greatest along these axes, which stay with a size of 1; ties share the gradient. */
    public Node maxKept(int... axes) {
        return reduce(Reduction.Kind.MAX, true, axes);
    }

    /** The least along these axes, which stay with a size of 1; ties share the gradient. */
    public Node minKept(int... axes) {
        return reduce(Reduction.Kind.MIN, true, axes);
    }

    private Node reduce(Reduction.Kind kind, boolean keep, int... axes) {
        return new Reduction(kind, places(axes), keep).apply(this);
    }

    private List<Integer> places(int... axes) {
        return axes.length == 0
                ? IntStream.range(0, shape().rank()).boxed().toList()
                : Arrays.stream(axes).mapToObj(shape()::axis).sorted().toList();
    }

    /** How many elements lie along these axes; in all where none is named. */
    public Node count(int... axes) {
        return places(axes).stream().map(this::size).reduce(Node::times).orElse(integer(1));
    }

    /** The size of an axis, as a whole number. */
    public Node size(int axis) {
        Dim dim = shape().dim(axis);
        return dim.isOpen() ? new SizeOf(shape().axis(axis)).apply(this) : integer(dim.size());
    }

    /** The whole numbers 0, 1, 2, … along an axis of this. */
    public Node indices(int axis) {
        return new Indices(shape().axis(axis)).apply(this);
    }

    /** The same as real numbers, in as many bits as this has. */
    public Node realIndices(int axis) {
        int place = shape().axis(axis);
        int[] others = IntStream.range(0, shape().rank()).filter(i -> i != place).toArray();
        Node line = this;
        for (int other : others) {
            line = line.slice(other, integer(0), integer(0), Dim.of("", 0));
        }
        Node zeros = others.length == 0 ? line : line.sum(others); // of no numbers
        return indices(place).times(constant(1).expandLike(zeros));
    }

    /** The matrix product over the last two axes: (…, n, k) times (…, k, m) is (…, n, m). */
    public Node matmul(Node y) {
        return new MatMul().apply(this, y);
    }

    /** With the last two axes in each other's place. */
    public Node transpose() {
        return transpose(-2, -1);
    }

    /** With two axes in each other's place. */
    public Node transpose(int a, int b) {
        return new Transpose(shape().axis(a), shape().axis(b)).apply(this);
    }

    /** With one axis split in several, whose sizes multiply to its own. */
    public Node split(int axis, Dim... parts) {
        return new SplitAxis(shape().axis(axis), List.of(parts)).apply(this);
    }

    /** With the axes from {@code first} to {@code last} joined to one. */
    public Node merge(int first, int last) {
        return new MergeAxes(shape().axis(first), shape().axis(last)).apply(this);
    }

    /** As a matrix whose rows run over all axes but the last. */
    public Node rows() {
        return shape().rank() == 2 ? this : merge(0, -2);
    }

    /** The same elements in the shape of another node. */
    public Node reshapeLike(Node other) {
        return shape().agrees(other.shape()) ? this : new ReshapeLike().apply(this, other);
    }

    /** Repeated to the shape of another node; a number of the host becomes a tensor. */
    public Node expandLike(Node other) {
        return shape().rank() > 0 && shape().agrees(other.shape())
                ? this
                : new ExpandLike().apply(this, other);
    }

    /** With an axis of size 1 more; −1 puts it last. */
    public Node unsqueeze(int axis) {
        return new Unsqueeze(axis < 0 ? axis + shape().rank() + 1 : axis).apply(this);
    }

    /** The part of an axis from {@code start} on that is as long as {@code dim}. */
    public Node slice(int axis, Node start, Node length, Dim dim) {
        return new Slice(shape().axis(axis), dim).apply(this, start, length);
    }

    /** {@code length} elements of an axis, from {@code start} on. */
    public Node slice(int axis, long start, long length) {
        Dim dim = shape().dim(axis);
        boolean fits = dim.isOpen() || start + length <= dim.size();
        if (start < 0 || length < 0 || !fits) {
            throw new IllegalArgumentException(
                    "a slice must lie within its axis, but found "
                            + length
                            + " from "
                            + start
                            + " on of "
                            + dim);
        }
        return slice(axis, integer(start), integer(length), Dim.of(dim.name(), length));
    }

    /** One place along an axis, which vanishes; −1 is the last. */
    public Node at(int axis, long index) {
        Dim dim = shape().dim(axis);
        if (dim.isOpen() && index < 0) {
            Node start = size(axis).plus(integer(index));
            return slice(axis, start, integer(1), Dim.of("", 1)).sum(axis);
        }
        return slice(axis, index < 0 ? index + dim.size() : index, 1).sum(axis);
    }

    /** An axis cut in equal parts. */
    public List<Node> chunk(int axis, int parts) {
        return Call.of(new Chunk(shape().axis(axis), parts), List.of(this)).outputs();
    }

    /** Nodes joined along an axis. */
    public static Node concat(int axis, List<Node> parts) {
        return new Concat(parts.get(0).shape().axis(axis)).apply(parts.toArray(Node[]::new));
    }

    /** The rows of this (V, C) table that an array of indices names. */
    public Node lookUp(Node indices) {
        return new LookUp().apply(this, indices);
    }

    /**
     * Windows that slide along the last axes, with this number where they reach beyond: (…, n₁, n₂)
     * to (…, k₁, k₂, m₁, m₂).
     */
    public Node windows(List<Window> windows, double fill) {
        return new Windows(windows, fill).apply(this);
    }

    /** Numbers drawn uniformly from [0, 1), in this shape. */
    public Node uniformLike() {
        return new Uniform().apply(this);
    }

    @Override
    public String toString() {
        return isZero() ? "0" : call.op().name() + " " + shape();
    }
}
