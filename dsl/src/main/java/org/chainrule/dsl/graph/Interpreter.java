package org.chainrule.dsl.graph;

import java.util.List;

/**
 * Gives each primitive a meaning: a line of a program, an array of numbers, a count of operations.
 *
 * @param <R> what a value becomes
 */
public interface Interpreter<R> {
    /** x ∘ y, element by element. */
    R binary(Binary op, Call call);

    /** A choice between two values, element by element. */
    R choose(Choose op, Call call);

    /** An axis cut in equal parts. */
    List<R> chunk(Chunk op, Call call);

    /** A comparison, element by element. */
    R comparison(Comparison op, Call call);

    /** Values joined along an axis. */
    R concat(Concat op, Call call);

    /** A number. */
    R constant(Constant op, Call call);

    /** A value repeated to the shape of another. */
    R expandLike(ExpandLike op, Call call);

    /** The factors of a matrix. */
    List<R> factorization(Factorization op, Call call);

    /** An op that only its own engine can run. */
    R foreign(Foreign op, Call call);

    /** 0, 1, 2, … along an axis. */
    R indices(Indices op, Call call);

    /** Rows of a table. */
    R lookUp(LookUp op, Call call);

    /** A matrix product. */
    R matMul(MatMul op, Call call);

    /** Adjacent axes joined to one. */
    R mergeAxes(MergeAxes op, Call call);

    /** Windows added where they lie. */
    R overlap(Overlap op, Call call);

    /** A value set into zeros. */
    R placeLike(PlaceLike op, Call call);

    /** A sum, a maximum or a minimum along axes. */
    R reduction(Reduction op, Call call);

    /** The same elements in the shape of another value. */
    R reshapeLike(ReshapeLike op, Call call);

    /** A cell applied along time. */
    List<R> scan(Scan op, Call call);

    /** Rows added into a table of zeros. */
    R scatterRows(ScatterRows op, Call call);

    /** The size of an axis. */
    R sizeOf(SizeOf op, Call call);

    /** A part of an axis. */
    R slice(Slice op, Call call);

    /** An axis split in several. */
    R splitAxis(SplitAxis op, Call call);

    /** Two axes in each other's place. */
    R transpose(Transpose op, Call call);

    /** A function of each element. */
    R unary(Unary op, Call call);

    /** Random numbers. */
    R uniform(Uniform op, Call call);

    /** An axis of size 1 more. */
    R unsqueeze(Unsqueeze op, Call call);

    /** A value that comes from outside. */
    R variable(Variable op, Call call);

    /** Windows that slide along the last axes. */
    R windows(Windows op, Call call);
}
