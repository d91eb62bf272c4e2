package org.chainrule.dsl.script;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.graph.Binary;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Choose;
import org.chainrule.dsl.graph.Chunk;
import org.chainrule.dsl.graph.Comparison;
import org.chainrule.dsl.graph.Concat;
import org.chainrule.dsl.graph.Constant;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.ExpandLike;
import org.chainrule.dsl.graph.Factorization;
import org.chainrule.dsl.graph.Foreign;
import org.chainrule.dsl.graph.Indices;
import org.chainrule.dsl.graph.Interpreter;
import org.chainrule.dsl.graph.LookUp;
import org.chainrule.dsl.graph.MatMul;
import org.chainrule.dsl.graph.MergeAxes;
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

/** Each primitive as one line of TorchScript. */
final class PrimitiveEmitter implements Interpreter<Term> {
    private static final int FLOAT32 = 6; // libtorch's numbers for its types
    private static final int INT64 = 4;

    private final Emitter method;

    PrimitiveEmitter(Emitter method) {
        this.method = method;
    }

    private Term in(Call call, int index) {
        return method.term(call.input(index));
    }

    private Term call(String operator, Object... arguments) {
        List<String> texts = new ArrayList<>();
        for (Object argument : arguments) {
            texts.add(argument instanceof Term term ? term.text() : Emitter.literal(argument));
        }
        return method.define("torch." + operator + "(" + String.join(", ", texts) + ")");
    }

    @Override
    public Term binary(Binary op, Call call) {
        Term x = number(op, call, 0);
        Term y = number(op, call, 1);
        if (x.isHost() && y.isHost()) {
            String space = op == Binary.MAXIMUM || op == Binary.MINIMUM ? "ops.prim." : "torch.";
            return method.defineHost(space + host(op) + "(" + x + ", " + y + ")");
        }
        if (op == Binary.MAXIMUM || op == Binary.MINIMUM) {
            return call(arithmetic(op), asTensor(call, 0, x, y), asTensor(call, 1, y, x));
        }
        if (!x.isHost() || op == Binary.POWER) {
            return call(arithmetic(op), x, y);
        }
        return switch (op) { // a tensor stands on the left
            case SUBTRACT -> call("rsub", y, x);
            case DIVIDE -> call("mul", call("reciprocal", y), x);
            default -> call(arithmetic(op), y, x);
        };
    }

    /** An input; where libtorch would calculate with truth values as such, as 1 or 0. */
    private Term number(Binary op, Call call, int index) {
        boolean bothTruth = call.inputs().stream().allMatch(x -> x.dtype() == DType.BOOL);
        return op == Binary.SUBTRACT || bothTruth ? number(call, index) : in(call, index);
    }

    /** An input; a truth value as 1 or 0. */
    private Term number(Call call, int index) {
        Term x = in(call, index);
        if (call.input(index).dtype() != DType.BOOL) {
            return x;
        }
        return x.isHost() ? method.defineHost("int(" + x + ")") : call("to", x, INT64);
    }

    /** A value as a tensor; a number of the host in the shape of another. */
    private Term asTensor(Call call, int index, Term x, Term like) {
        if (!x.isHost()) {
            return x;
        }
        DType dtype = call.input(index).dtype();
        if (dtype == call.input(1 - index).dtype()) {
            return call("full_like", like, x);
        }
        int type = dtype == DType.FLOAT ? FLOAT32 : INT64; // else it would be cut to the other's
        return method.define("torch.full_like(" + like + ", " + x + ", dtype=" + type + ")");
    }

    private static String host(Binary op) {
        return switch (op) {
            case MAXIMUM -> "max";
            case MINIMUM -> "min";
            default -> arithmetic(op);
        };
    }

    private static String arithmetic(Binary op) {
        return switch (op) {
            case ADD -> "add";
            case SUBTRACT -> "sub";
            case MULTIPLY -> "mul";
            case DIVIDE -> "div";
            case POWER -> "pow";
            case MAXIMUM -> "maximum";
            case MINIMUM -> "minimum";
        };
    }

    @Override
    public Term unary(Unary op, Call call) {
        Term x = number(call, 0);
        String operator =
                switch (op) {
                    case NEGATE -> "neg";
                    case EXP -> "exp";
                    case LOG -> "log";
                    case EXPM1 -> "expm1";
                    case LOG1P -> "log1p";
                    case SQRT -> "sqrt";
                    case RECIPROCAL -> "reciprocal";
                    case TANH -> "tanh";
                    case ERF -> "erf";
                    case SIN -> "sin";
                    case COS -> "cos";
                    case ATAN -> "atan";
                    case ABS -> "abs";
                    case SIGN -> "sign";
                };
        return x.isHost() ? host(op, operator, x) : call(operator, x);
    }

    /** A function of a number that the host holds; libtorch lacks some of these. */
    private Term host(Unary op, String operator, Term x) {
        return method.defineHost(
                switch (op) {
                    case RECIPROCAL -> "torch.div(1, " + x + ")";
                    case ABS -> "ops.prim.abs(" + x + ")";
                    case SIGN ->
                            "torch.sub(int(torch.gt(" + x + ", 0)), int(torch.lt(" + x + ", 0)))";
                    default -> "torch." + operator + "(" + x + ")";
                });
    }

    @Override
    public Term comparison(Comparison op, Call call) {
        Term x = in(call, 0);
        Term y = in(call, 1);
        boolean turned = x.isHost();
        String operator =
                switch (op) {
                    case LESS -> turned ? "gt" : "lt";
                    case AT_MOST -> turned ? "ge" : "le";
                    case EQUAL -> "eq";
                    case DIFFERENT -> "ne";
                };
        if (turned && y.isHost()) {
            return method.defineHost("torch." + operator + "(" + y + ", " + x + ")");
        }
        return turned ? call(operator, y, x) : call(operator, x, y);
    }

    @Override
    public Term choose(Choose op, Call call) {
        Term condition = in(call, 0);
        Term yes = in(call, 1);
        Term no = in(call, 2);
        if (condition.isHost() && yes.isHost() && no.isHost()) {
            return method.defineHost(yes + " if " + condition + " else " + no);
        }
        return call("where", condition, yes, no);
    }

    @Override
    public List<Term> chunk(Chunk op, Call call) {
        Term parts = call("chunk", in(call, 0), op.parts(), op.axis());
        List<Term> each = new ArrayList<>();
        for (int i = 0; i < op.parts(); i++) {
            each.add(method.define(parts + "[" + i + "]"));
        }
        return each;
    }

    @Override
    public Term concat(Concat op, Call call) {
        String parts = call.inputs().stream().map(method::emit).collect(joining(", ", "[", "]"));
        return method.define("torch.cat(" + parts + ", " + op.axis() + ")");
    }

    @Override
    public Term constant(Constant op, Call call) {
        return Term.host(
                Emitter.literal(
                        op.dtype() == DType.INT
                                ? (Object) (long) op.value()
                                : (Object) op.value()));
    }

    @Override
    public Term expandLike(ExpandLike op, Call call) {
        Term x = in(call, 0);
        Term like = in(call, 1);
        return x.isHost() ? asTensor(call, 0, x, like) : call("expand_as", x, like);
    }

    @Override
    public List<Term> factorization(Factorization op, Call call) {
        return new FactorizationLines(method).of(op, in(call, 0));
    }

    @Override
    public Term foreign(Foreign op, Call call) {
        throw new IllegalStateException(op.name() + " can't be part of a script");
    }

    @Override
    public Term indices(Indices op, Call call) {
        Term x = in(call, 0);
        return method.define(
                "torch.arange(torch.size("
                        + x
                        + ", "
                        + op.axis()
                        + "), dtype="
                        + INT64
                        + ", layout=None, device=ops.prim.device("
                        + x
                        + "), pin_memory=False)");
    }

    @Override
    public Term lookUp(LookUp op, Call call) {
        return call("embedding", in(call, 0), in(call, 1));
    }

    @Override
    public List<Term> scan(Scan op, Call call) {
        return new Loop(method, op, call).write();
    }

    @Override
    public Term scatterRows(ScatterRows op, Call call) {
        Term rows = method.define("torch.size(" + in(call, 2) + ", 0)");
        return call("embedding_dense_backward", in(call, 0), in(call, 1), rows, -1, false);
    }

    @Override
    public Term matMul(MatMul op, Call call) {
        return method.product("matmul", call.inputs());
    }

    @Override
    public Term mergeAxes(MergeAxes op, Call call) {
        return call("flatten", in(call, 0), op.first(), op.last());
    }

    @Override
    public Term placeLike(PlaceLike op, Call call) {
        Term part = in(call, 0);
        Term start = in(call, 2);
        String sizes = "torch.size(" + in(call, 1) + ")";
        String end = "torch.add(" + start + ", torch.size(" + part + ", " + op.axis() + "))";
        return method.define(
                "torch.slice_backward("
                        + part
                        + ", "
                        + sizes
                        + ", "
                        + op.axis()
                        + ", "
                        + start
                        + ", "
                        + end
                        + ", 1)");
    }

    @Override
    public Term reduction(Reduction op, Call call) {
        String operator =
                switch (op.kind()) {
                    case SUM -> "sum";
                    case MAX -> "amax";
                    case MIN -> "amin";
                };
        Term x = number(call, 0);
        return op.axes().isEmpty() ? x : call(operator, x, op.axes(), op.keep());
    }

    @Override
    public Term reshapeLike(ReshapeLike op, Call call) {
        return call("reshape", in(call, 0), call("size", in(call, 1)));
    }

    @Override
    public Term sizeOf(SizeOf op, Call call) {
        return method.defineHost("torch.size(" + in(call, 0) + ", " + op.axis() + ")");
    }

    @Override
    public Term slice(Slice op, Call call) {
        return call("narrow", in(call, 0), op.axis(), in(call, 1), in(call, 2));
    }

    @Override
    public Term splitAxis(SplitAxis op, Call call) {
        List<Long> sizes = op.parts().stream().map(Dim::size).toList();
        return call("unflatten", in(call, 0), op.axis(), sizes);
    }

    @Override
    public Term transpose(Transpose op, Call call) {
        return call("transpose", in(call, 0), op.a(), op.b());
    }

    /** Drawn in 32 bits always, so that the same seed draws the same numbers in any precision. */
    @Override
    public Term uniform(Uniform op, Call call) {
        Term like = in(call, 0);
        Term drawn = method.draw("torch.rand_like(" + like + ", dtype=6)");
        return method.define("torch.to(" + drawn + ", ops.prim.dtype(" + like + "))");
    }

    @Override
    public Term unsqueeze(Unsqueeze op, Call call) {
        return call("unsqueeze", in(call, 0), op.axis());
    }

    @Override
    public Term variable(Variable op, Call call) {
        return method.variable(op);
    }

    @Override
    public Term overlap(Overlap op, Call call) {
        return new SlidingEmitter(method).overlap(op, call);
    }

    @Override
    public Term windows(Windows op, Call call) {
        return new SlidingEmitter(method).windows(op, call);
    }
}
