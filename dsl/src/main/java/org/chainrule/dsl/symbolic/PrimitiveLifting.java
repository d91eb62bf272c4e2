package org.chainrule.dsl.symbolic;

import java.util.List;
import java.util.function.Function;
import org.chainrule.dsl.graph.Binary;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Choose;
import org.chainrule.dsl.graph.Chunk;
import org.chainrule.dsl.graph.Comparison;
import org.chainrule.dsl.graph.Concat;
import org.chainrule.dsl.graph.Constant;
import org.chainrule.dsl.graph.ExpandLike;
import org.chainrule.dsl.graph.Factorization;
import org.chainrule.dsl.graph.Foreign;
import org.chainrule.dsl.graph.Indices;
import org.chainrule.dsl.graph.Interpreter;
import org.chainrule.dsl.graph.LookUp;
import org.chainrule.dsl.graph.MatMul;
import org.chainrule.dsl.graph.MergeAxes;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Overlap;
import org.chainrule.dsl.graph.PlaceLike;
import org.chainrule.dsl.graph.Reduction;
import org.chainrule.dsl.graph.ReshapeLike;
import org.chainrule.dsl.graph.Scan;
import org.chainrule.dsl.graph.ScatterRows;
import org.chainrule.dsl.graph.SizeOf;
import org.chainrule.dsl.graph.Slice;
import org.chainrule.dsl.graph.SplitAxis;
import org.chainrule.dsl.graph.Transpose;
import org.chainrule.dsl.graph.Unary;
import org.chainrule.dsl.graph.Uniform;
import org.chainrule.dsl.graph.Unsqueeze;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.graph.Windows;

/** Each primitive of elements as an expression; a truth value is 1 or 0. */
final class PrimitiveLifting implements Interpreter<Expression> {
    private final Function<Node, Expression> inputs;

    PrimitiveLifting(Function<Node, Expression> inputs) {
        this.inputs = inputs;
    }

    private Expression in(Call call, int index) {
        return inputs.apply(call.input(index));
    }

    private static IllegalArgumentException mixes(Call call) {
        return new IllegalArgumentException(call.op().name() + " is none");
    }

    @Override
    public Expression binary(Binary op, Call call) {
        Expression x = in(call, 0);
        Expression y = in(call, 1);
        return switch (op) {
            case ADD -> x.plus(y);
            case SUBTRACT -> x.minus(y);
            case MULTIPLY -> x.times(y);
            case DIVIDE -> x.over(y);
            case POWER -> x.pow(y);
            case MAXIMUM -> ScalarFunction.MAX.of(x, y);
            case MINIMUM -> ScalarFunction.MIN.of(x, y);
        };
    }

    @Override
    public Expression choose(Choose op, Call call) {
        Expression yes = in(call, 1);
        Expression no = in(call, 2);
        return in(call, 0) instanceof Expression.Choice condition
                ? Expression.choice(
                        condition.left(),
                        condition.right(),
                        condition.yes().is(1) ? yes : no,
                        condition.yes().is(1) ? no : yes)
                : Expression.choice(in(call, 0), Expression.ZERO, yes, no);
    }

    @Override
    public List<Expression> chunk(Chunk op, Call call) {
        throw mixes(call);
    }

    @Override
    public Expression comparison(Comparison op, Call call) {
        Expression x = in(call, 0);
        Expression y = in(call, 1);
        Expression yes = Expression.ONE;
        Expression no = Expression.ZERO;
        return switch (op) {
            case LESS -> Expression.choice(y, x, yes, no);
            case AT_MOST -> Expression.choice(x, y, no, yes);
            case EQUAL -> yes.minus(ScalarFunction.SIGN.of(ScalarFunction.ABS.of(x.minus(y))));
            case DIFFERENT -> ScalarFunction.SIGN.of(ScalarFunction.ABS.of(x.minus(y)));
        };
    }

    @Override
    public Expression concat(Concat op, Call call) {
        throw mixes(call);
    }

    @Override
    public Expression constant(Constant op, Call call) {
        return Lifting.number(op.value());
    }

    @Override
    public Expression expandLike(ExpandLike op, Call call) {
        return in(call, 0);
    }

    @Override
    public List<Expression> factorization(Factorization op, Call call) {
        throw mixes(call);
    }

    @Override
    public Expression foreign(Foreign op, Call call) {
        throw mixes(call);
    }

    @Override
    public Expression indices(Indices op, Call call) {
        throw mixes(call);
    }

    @Override
    public Expression lookUp(LookUp op, Call call) {
        throw mixes(call);
    }

    @Override
    public Expression matMul(MatMul op, Call call) {
        throw mixes(call);
    }

    @Override
    public Expression mergeAxes(MergeAxes op, Call call) {
        throw mixes(call);
    }

    @Override
    public Expression placeLike(PlaceLike op, Call call) {
        throw mixes(call);
    }

    @Override
    public Expression reduction(Reduction op, Call call) {
        throw mixes(call);
    }

    @Override
    public Expression reshapeLike(ReshapeLike op, Call call) {
        throw mixes(call);
    }

    @Override
    public List<Expression> scan(Scan op, Call call) {
        throw mixes(call);
    }

    @Override
    public Expression scatterRows(ScatterRows op, Call call) {
        throw mixes(call);
    }

    @Override
    public Expression sizeOf(SizeOf op, Call call) {
        throw mixes(call);
    }

    @Override
    public Expression slice(Slice op, Call call) {
        throw mixes(call);
    }

    @Override
    public Expression splitAxis(SplitAxis op, Call call) {
        throw mixes(call);
    }

    @Override
    public Expression transpose(Transpose op, Call call) {
        throw mixes(call);
    }

    @Override
    public Expression unary(Unary op, Call call) {
        Expression x = in(call, 0);
        return switch (op) {
            case NEGATE -> x.negate();
            case EXP -> Expression.Named.E.pow(x);
            case LOG -> ScalarFunction.LN.of(x);
            case EXPM1 -> Expression.Named.E.pow(x).minus(Expression.ONE);
            case LOG1P -> ScalarFunction.LN.of(Expression.ONE.plus(x));
            case SQRT -> x.pow(Expression.number(1, 2));
            case RECIPROCAL -> x.pow(-1);
            case TANH -> ScalarFunction.TANH.of(x);
            case ERF -> ScalarFunction.ERF.of(x);
            case SIN -> ScalarFunction.SIN.of(x);
            case COS -> ScalarFunction.COS.of(x);
            case ATAN -> ScalarFunction.ATAN.of(x);
            case ABS -> ScalarFunction.ABS.of(x);
            case SIGN -> ScalarFunction.SIGN.of(x);
        };
    }

    @Override
    public Expression uniform(Uniform op, Call call) {
        throw mixes(call);
    }

    @Override
    public Expression unsqueeze(Unsqueeze op, Call call) {
        throw mixes(call);
    }

    @Override
    public Expression variable(Variable op, Call call) {
        throw mixes(call);
    }

    @Override
    public Expression overlap(Overlap op, Call call) {
        throw mixes(call);
    }

    @Override
    public Expression windows(Windows op, Call call) {
        throw mixes(call);
    }
}
