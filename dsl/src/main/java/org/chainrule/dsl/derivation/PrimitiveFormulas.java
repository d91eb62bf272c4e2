package org.chainrule.dsl.derivation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.chainrule.dsl.notation.Cases;
import org.chainrule.dsl.notation.Formula;
import org.chainrule.dsl.notation.Negative;
import org.chainrule.dsl.notation.Relation;
import org.chainrule.dsl.notation.Symbol;

/**
 * Each primitive as a formula. Products of matrices are written with ·, products element by element
 * with ⊙; sums and means name their axes. What only arranges numbers anew, as broadcasting and
 * reshaping do, is not written: formulas broadcast as NumPy does.
 */
final class PrimitiveFormulas implements Interpreter<Formula> {
    private static final Formula ZERO = Formula.number("0");
    private static final Formula E = Formula.symbol("e");

    private final FormulaWriter writer;
    private final Exponentials exponentials;

    PrimitiveFormulas(FormulaWriter writer) {
        this.writer = writer;
        exponentials = new Exponentials(writer);
    }

    Formula[] arguments(Call call) {
        return call.inputs().stream().map(writer::of).toArray(Formula[]::new);
    }

    private Formula in(Call call, int index) {
        return writer.of(call.input(index));
    }

    /** An input in arithmetic. */
    private Formula number(Call call, int index) {
        return truth(in(call, index));
    }

    /** A condition as 1 or 0, in Iverson's brackets. */
    static Formula truth(Formula formula) {
        boolean isCondition = formula instanceof Relation;
        return isCondition ? Formula.fenced("[", formula, "]") : formula;
    }

    @Override
    public Formula binary(Binary op, Call call) {
        Node a = call.input(0);
        Node b = call.input(1);
        return switch (op) {
            case ADD -> Arithmetic.sum(number(call, 0), number(call, 1));
            case SUBTRACT -> Arithmetic.sum(number(call, 0), Arithmetic.negative(number(call, 1)));
            case MULTIPLY ->
                    a == b
                            ? Formula.power(number(call, 0), Formula.number("2"))
                            : Arithmetic.product(sign(a, b), number(call, 0), number(call, 1));
            case DIVIDE ->
                    !writer.isNamed(a) && Mean.is(a, b)
                            ? over("mean", (Reduction) a.call().op(), a.call())
                            : Arithmetic.fraction(number(call, 0), number(call, 1));
            case POWER -> Formula.power(number(call, 0), number(call, 1));
            case MAXIMUM -> Formula.function("max", number(call, 0), number(call, 1));
            case MINIMUM -> Formula.function("min", number(call, 0), number(call, 1));
        };
    }

    private static String sign(Node a, Node b) {
        return isScalar(a) || isScalar(b) ? "·" : "⊙";
    }

    /** Whether a value is one number, though perhaps repeated along axes. */
    private static boolean isScalar(Node node) {
        Call call = node.call();
        if (call.op() instanceof ExpandLike) {
            return isScalar(call.input(0));
        }
        boolean isOfElements = call.op() instanceof Binary || call.op() instanceof Unary;
        return node.shape().rank() == 0
                || (isOfElements && call.inputs().stream().allMatch(PrimitiveFormulas::isScalar));
    }

    @Override
    public Formula unary(Unary op, Call call) {
        Optional<Formula> power =
                op == Unary.EXP ? exponentials.of(call.input(0)) : Optional.empty();
        return power.orElseGet(() -> unary(op, number(call, 0)));
    }

    private static Formula unary(Unary op, Formula x) {
        return switch (op) {
            case NEGATE -> Arithmetic.negative(x);
            case EXP -> Formula.power(E, x);
            case LOG -> Formula.function("ln", x);
            case EXPM1 ->
                    Arithmetic.sum(Formula.power(E, x), Arithmetic.negative(Formula.number("1")));
            case LOG1P -> Formula.function("ln", Arithmetic.sum(Formula.number("1"), x));
            case SQRT -> Formula.root(x);
            case RECIPROCAL -> Formula.fraction(Formula.number("1"), x);
            case TANH -> Formula.function("tanh", x);
            case ERF -> Formula.function("erf", x);
            case SIN -> Formula.function("sin", x);
            case COS -> Formula.function("cos", x);
            case ATAN -> Formula.function("atan", x);
            case ABS -> Formula.fenced("|", x instanceof Negative minus ? minus.term() : x, "|");
            case SIGN -> Formula.function("sign", x);
        };
    }

    @Override
    public Formula comparison(Comparison op, Call call) {
        String sign =
                switch (op) {
                    case LESS -> "<";
                    case AT_MOST -> "≤";
                    case EQUAL -> "=";
                    case DIFFERENT -> "≠";
                };
        return Formula.relation(number(call, 0), sign, number(call, 1)).numberLast();
    }

    /**
     * Cases; what a condition that has a name, such as y, keeps or makes 0 is its product with y.
     */
    @Override
    public Formula choose(Choose op, Call call) {
        Formula condition = in(call, 0);
        Formula chosen = number(call, 1);
        Formula otherwise = number(call, 2);
        if (condition instanceof Symbol && otherwise.equals(ZERO)) {
            return Arithmetic.product(sign(call.input(0), call.input(1)), condition, chosen);
        }
        List<Formula.Case> cases = new ArrayList<>();
        cases.add(Formula.Case.when(condition, chosen));
        if (otherwise instanceof Cases more) {
            cases.addAll(more.cases()); // which hold where the first does not
        } else {
            cases.add(Formula.Case.otherwise(otherwise));
        }
        return Formula.cases(cases);
    }

    @Override
    public Formula reduction(Reduction op, Call call) {
        String operator =
                switch (op.kind()) {
                    case SUM -> "Σ";
                    case MAX -> "max";
                    case MIN -> "min";
                };
        return over(operator, op, call);
    }

    /** An operator over the axes of a reduction; they are named unless all vanish. */
    private Formula over(String operator, Reduction op, Call call) {
        List<String> axes =
                op.axes().stream()
                        .map(axis -> call.input(0).shape().dim(axis).name())
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
        boolean areAll = op.axes().size() == call.input(0).shape().rank();
        Formula under = areAll || axes.isEmpty() ? null : Formula.symbol(String.join("·", axes));
        Formula x = number(call, 0);
        if (operator.equals("Σ")) {
            return Formula.big(operator, under, x);
        }
        Formula name = Formula.symbol(operator);
        return Formula.function(under == null ? name : Formula.subscript(name, under), x);
    }

    @Override
    public Formula matMul(MatMul op, Call call) {
        return ScanFormulas.isOverTime(call)
                ? ScanFormulas.overTime(writer, call)
                : Arithmetic.product("·", in(call, 0), in(call, 1));
    }

    @Override
    public Formula transpose(Transpose op, Call call) {
        Formula x = in(call, 0);
        int rank = call.input(0).shape().rank();
        boolean isMatrix = Math.max(op.a(), op.b()) == rank - 1 && Math.abs(op.a() - op.b()) == 1;
        return isMatrix ? Formula.marked(x, "T") : Formula.function("swap", x);
    }

    @Override
    public Formula constant(Constant op, Call call) {
        return Numerals.of(op.value());
    }

    @Override
    public Formula lookUp(LookUp op, Call call) {
        return Formula.subscript(in(call, 0), in(call, 1));
    }

    @Override
    public List<Formula> scan(Scan op, Call call) {
        return new ScanFormulas(writer, op, call).all();
    }

    @Override
    public Formula scatterRows(ScatterRows op, Call call) {
        Formula oneHot = Formula.marked(Formula.function("onehot", in(call, 1)), "T");
        return Arithmetic.product("·", oneHot, in(call, 0));
    }

    @Override
    public Formula indices(Indices op, Call call) {
        String name = call.input(0).shape().dim(op.axis()).name();
        return Formula.symbol(name.isEmpty() ? "i" : name);
    }

    @Override
    public Formula sizeOf(SizeOf op, Call call) {
        Dim dim = call.input(0).shape().dim(op.axis());
        return Formula.subscript(Formula.symbol("n"), Formula.symbol(dim.name()));
    }

    @Override
    public List<Formula> chunk(Chunk op, Call call) {
        List<Formula> parts = new ArrayList<>();
        for (int i = 0; i < op.parts(); i++) {
            Formula index = Formula.number(Integer.toString(i + 1));
            parts.add(
                    Formula.function(
                            Formula.subscript(Formula.symbol("part"), index), in(call, 0)));
        }
        return parts;
    }

    @Override
    public Formula concat(Concat op, Call call) {
        return Formula.fenced("[", Formula.list(List.of(arguments(call))), "]");
    }

    @Override
    public Formula slice(Slice op, Call call) {
        return Formula.function("slice", in(call, 0));
    }

    @Override
    public Formula placeLike(PlaceLike op, Call call) {
        return Formula.function("place", in(call, 0));
    }

    @Override
    public Formula uniform(Uniform op, Call call) {
        return Formula.symbol("u");
    }

    @Override
    public List<Formula> factorization(Factorization op, Call call) {
        return FactorFormulas.of(op, in(call, 0));
    }

    @Override
    public Formula foreign(Foreign op, Call call) {
        return Formula.function(op.name(), arguments(call));
    }

    @Override
    public Formula variable(Variable op, Call call) {
        return Formula.symbol(op.name());
    }

    @Override
    public Formula expandLike(ExpandLike op, Call call) {
        return in(call, 0);
    }

    @Override
    public Formula mergeAxes(MergeAxes op, Call call) {
        return in(call, 0);
    }

    @Override
    public Formula reshapeLike(ReshapeLike op, Call call) {
        return in(call, 0);
    }

    @Override
    public Formula splitAxis(SplitAxis op, Call call) {
        return in(call, 0);
    }

    @Override
    public Formula unsqueeze(Unsqueeze op, Call call) {
        return in(call, 0);
    }

    @Override
    public Formula overlap(Overlap op, Call call) {
        return Formula.function("overlap", in(call, 0));
    }

    @Override
    public Formula windows(Windows op, Call call) {
        return Formula.function("windows", in(call, 0));
    }
}
