package org.chainrule.dsl.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.apache.commons.numbers.gamma.Erf;
import org.chainrule.dsl.graph.Binary;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Choose;
import org.chainrule.dsl.graph.Chunk;
import org.chainrule.dsl.graph.Comparison;
import org.chainrule.dsl.graph.Concat;
import org.chainrule.dsl.graph.Constant;
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

/** Each primitive in Java arithmetic, written for plainness rather than speed. */
final class PrimitiveEvaluator implements Interpreter<NumericArray> {
    private final Evaluator evaluator;

    PrimitiveEvaluator(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    private NumericArray in(Call call, int index) {
        return evaluator.known(call.input(index));
    }

    private NumericArray zip(Call call, DoubleBinaryOperator function) {
        return in(call, 0).zip(in(call, 1), function);
    }

    @Override
    public NumericArray binary(Binary op, Call call) {
        return switch (op) {
            case ADD -> zip(call, Double::sum);
            case SUBTRACT -> zip(call, (x, y) -> x - y);
            case MULTIPLY -> zip(call, (x, y) -> x * y);
            case DIVIDE -> zip(call, (x, y) -> x / y);
            case POWER -> zip(call, Math::pow);
            case MAXIMUM -> zip(call, Math::max);
            case MINIMUM -> zip(call, Math::min);
        };
    }

    @Override
    public NumericArray unary(Unary op, Call call) {
        NumericArray x = in(call, 0);
        return switch (op) {
            case NEGATE -> x.map(v -> -v);
            case EXP -> x.map(Math::exp);
            case LOG -> x.map(Math::log);
            case EXPM1 -> x.map(Math::expm1);
            case LOG1P -> x.map(Math::log1p);
            case SQRT -> x.map(Math::sqrt);
            case RECIPROCAL -> x.map(v -> 1 / v);
            case TANH -> x.map(Math::tanh);
            case ERF -> x.map(Erf::value);
            case SIN -> x.map(Math::sin);
            case COS -> x.map(Math::cos);
            case ATAN -> x.map(Math::atan);
            case ABS -> x.map(Math::abs);
            case SIGN -> x.map(Math::signum);
        };
    }

    @Override
    public NumericArray comparison(Comparison op, Call call) {
        return switch (op) {
            case LESS -> zip(call, (x, y) -> x < y ? 1 : 0);
            case AT_MOST -> zip(call, (x, y) -> x <= y ? 1 : 0);
            case EQUAL -> zip(call, (x, y) -> x == y ? 1 : 0);
            case DIFFERENT -> zip(call, (x, y) -> x != y ? 1 : 0);
        };
    }

    @Override
    public NumericArray choose(Choose op, Call call) {
        NumericArray condition = in(call, 0);
        NumericArray yes = in(call, 1);
        NumericArray no = in(call, 2);
        long[] sizes = Layout.broadcast(yes.sizes(), no.sizes());
        sizes = Layout.broadcast(condition.sizes(), sizes);
        // Not condition·yes + (1 − condition)·no: 0·∞ is not a number.
        NumericArray where = condition.expanded(sizes);
        NumericArray chosen = yes.expanded(sizes);
        NumericArray other = no.expanded(sizes);
        double[] values = new double[where.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = where.value(i) == 0 ? other.value(i) : chosen.value(i);
        }
        return NumericArray.owning(values, sizes);
    }

    @Override
    public NumericArray constant(Constant op, Call call) {
        return NumericArray.scalar(op.value());
    }

    @Override
    public NumericArray variable(Variable op, Call call) {
        return evaluator.given(op);
    }

    @Override
    public NumericArray uniform(Uniform op, Call call) {
        return evaluator.draw(call, in(call, 0).sizes());
    }

    @Override
    public List<NumericArray> factorization(Factorization op, Call call) {
        return Factors.of(op, in(call, 0));
    }

    @Override
    public NumericArray foreign(Foreign op, Call call) {
        throw new IllegalArgumentException(
                "only its own engine can compute the value; it must be pinned, but is not");
    }

    @Override
    public NumericArray indices(Indices op, Call call) {
        double[] places = new double[in(call, 0).size(op.axis())];
        Arrays.setAll(places, i -> i);
        return NumericArray.owning(places, places.length);
    }

    @Override
    public NumericArray sizeOf(SizeOf op, Call call) {
        return NumericArray.scalar(in(call, 0).size(op.axis()));
    }

    @Override
    public NumericArray reduction(Reduction op, Call call) {
        NumericArray x = in(call, 0);
        long[] kept = x.sizes();
        op.axes().forEach(axis -> kept[axis] = 1);
        double[] results = new double[NumericArray.count(kept)];
        double none =
                switch (op.kind()) {
                    case SUM -> 0;
                    case MAX -> Double.NEGATIVE_INFINITY;
                    case MIN -> Double.POSITIVE_INFINITY;
                };
        Arrays.fill(results, none);
        int[] places = Layout.dense(kept).expanded(x.sizes()).places();
        for (int i = 0; i < places.length; i++) {
            double so = results[places[i]];
            results[places[i]] =
                    switch (op.kind()) {
                        case SUM -> so + x.value(i);
                        case MAX -> Math.max(so, x.value(i));
                        case MIN -> Math.min(so, x.value(i));
                    };
        }
        return NumericArray.owning(results, op.keep() ? kept : without(x.sizes(), op.axes()));
    }

    private static long[] without(long[] sizes, List<Integer> axes) {
        List<Long> left = new ArrayList<>();
        for (int axis = 0; axis < sizes.length; axis++) {
            if (!axes.contains(axis)) {
                left.add(sizes[axis]);
            }
        }
        return left.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public NumericArray matMul(MatMul op, Call call) {
        return Matrices.product(in(call, 0), in(call, 1));
    }

    @Override
    public NumericArray lookUp(LookUp op, Call call) {
        return Matrices.rows(in(call, 0), in(call, 1));
    }

    @Override
    public List<NumericArray> scan(Scan op, Call call) {
        return new Steps(op, call.inputs().stream().map(evaluator::known).toList())
                .of(op.step(call.inputs()));
    }

    @Override
    public NumericArray scatterRows(ScatterRows op, Call call) {
        return Matrices.sums(in(call, 0), in(call, 1), in(call, 2).sizes());
    }

    @Override
    public NumericArray expandLike(ExpandLike op, Call call) {
        return in(call, 0).expanded(in(call, 1).sizes());
    }

    @Override
    public NumericArray reshapeLike(ReshapeLike op, Call call) {
        return in(call, 0).reshaped(in(call, 1).sizes());
    }

    @Override
    public NumericArray unsqueeze(Unsqueeze op, Call call) {
        return replace(in(call, 0), op.axis(), op.axis(), 1);
    }

    @Override
    public NumericArray mergeAxes(MergeAxes op, Call call) {
        NumericArray x = in(call, 0);
        long[] merged = Arrays.copyOfRange(x.sizes(), op.first(), op.last() + 1);
        return replace(x, op.first(), op.last() + 1, NumericArray.count(merged));
    }

    @Override
    public NumericArray splitAxis(SplitAxis op, Call call) {
        NumericArray x = in(call, 0);
        long[] parts = op.parts().stream().mapToLong(Dim::size).toArray();
        long fixed = Arrays.stream(parts).filter(part -> part >= 0).reduce(1, (a, b) -> a * b);
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] == Dim.OPEN) { // at most one is
                parts[i] = x.size(op.axis()) / Math.max(1, fixed);
            }
        }
        return replace(x, op.axis(), op.axis() + 1, parts);
    }

    /** The same numbers, with the axes from {@code first} to before {@code end} replaced. */
    private static NumericArray replace(NumericArray x, int first, int end, long... others) {
        long[] sizes = Matrices.append(Arrays.copyOf(x.sizes(), first), others);
        return x.reshaped(Matrices.append(sizes, Arrays.copyOfRange(x.sizes(), end, x.rank())));
    }

    @Override
    public NumericArray transpose(Transpose op, Call call) {
        NumericArray x = in(call, 0);
        return x.picked(x.layout().swapped(op.a(), op.b()));
    }

    @Override
    public NumericArray slice(Slice op, Call call) {
        NumericArray x = in(call, 0);
        long first = (long) in(call, 1).item();
        long length = (long) in(call, 2).item();
        return x.picked(x.layout().part(op.axis(), first, length));
    }

    @Override
    public List<NumericArray> chunk(Chunk op, Call call) {
        NumericArray x = in(call, 0);
        int length = x.size(op.axis()) / op.parts();
        List<NumericArray> parts = new ArrayList<>();
        for (int i = 0; i < op.parts(); i++) {
            parts.add(x.picked(x.layout().part(op.axis(), (long) i * length, length)));
        }
        return parts;
    }

    @Override
    public NumericArray concat(Concat op, Call call) {
        List<NumericArray> parts = call.inputs().stream().map(evaluator::known).toList();
        long[] sizes = parts.get(0).sizes();
        sizes[op.axis()] = parts.stream().mapToLong(part -> part.size(op.axis())).sum();
        double[] joined = new double[NumericArray.count(sizes)];
        int first = 0;
        for (NumericArray part : parts) {
            place(part, joined, Layout.dense(sizes).part(op.axis(), first, part.size(op.axis())));
            first += part.size(op.axis());
        }
        return NumericArray.owning(joined, sizes);
    }

    @Override
    public NumericArray placeLike(PlaceLike op, Call call) {
        NumericArray part = in(call, 0);
        NumericArray like = in(call, 1);
        long first = (long) in(call, 2).item();
        double[] zeros = new double[like.count()];
        place(part, zeros, like.layout().part(op.axis(), first, part.size(op.axis())));
        return NumericArray.owning(zeros, like.sizes());
    }

    private static void place(NumericArray part, double[] into, Layout layout) {
        int[] places = layout.places();
        for (int i = 0; i < places.length; i++) {
            into[places[i]] = part.value(i);
        }
    }

    @Override
    public NumericArray overlap(Overlap op, Call call) {
        return new Sliding(op.windows()).overlap(in(call, 0), op.rests());
    }

    @Override
    public NumericArray windows(Windows op, Call call) {
        return new Sliding(op.windows()).windows(in(call, 0), op.fill());
    }
}
