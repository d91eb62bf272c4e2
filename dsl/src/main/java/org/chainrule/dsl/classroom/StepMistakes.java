package org.chainrule.dsl.classroom;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.chainrule.dsl.graph.Binary;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Choose;
import org.chainrule.dsl.graph.Comparison;
import org.chainrule.dsl.graph.Constant;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Indices;
import org.chainrule.dsl.graph.MatMul;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reduction;
import org.chainrule.dsl.graph.Unary;

/** Mistakes that are made in one step of the backward pass. */
final class StepMistakes {
    private static final double TINY = 1e-3;
    private static final String ONE_HOT =
            "This is softmax alone, without − onehot: the score of the right class also stands in"
                    + " the loss by itself, with a minus sign, so 1 is taken off there.";

    private StepMistakes() {}

    static List<Mistake> all() {
        return List.of(
                new Mistake("forgot the one-hot of the right class", StepMistakes::withoutOneHot),
                at(
                        "forgot the cross term of the softmax",
                        StepMistakes::isShare,
                        step ->
                                "Each result depends on every input, through the sum that it is"
                                        + " divided by; this is the part of each result's own input"
                                        + " alone.",
                        Change.gradient(
                                (call, dy, right) ->
                                        List.of(right.get(0).plus(right.get(1)), Node.zero()))),
                at(
                        "forgot the sum of the softmax",
                        StepMistakes::isShare,
                        step ->
                                "Each result is divided by a sum that depends on every input; this"
                                        + " is as if that sum were a constant.",
                        Change.blocked(1)),
                at(
                        "forgot the scale",
                        StepMistakes::isScaledProduct,
                        step ->
                                "The forward pass multiplies the product by 1/√"
                                        + width(step)
                                        + ", so its gradient is multiplied by that, too.",
                        Change.gradient((call, dy, right) -> List.of(dy, Node.zero()))),
                at(
                        "forgot a constant factor",
                        step -> step.op() == Binary.MULTIPLY && isConstant(step.input(1)),
                        step ->
                                "The forward pass multiplies by "
                                        + Numbers.text(constant(step.input(1)))
                                        + ", so the gradient is multiplied by that, too.",
                        Change.gradient((call, dy, right) -> List.of(dy, Node.zero()))),
                at(
                        "forgot the mask",
                        StepMistakes::isMask,
                        step ->
                                "Where the forward pass lets nothing through, the backward pass"
                                        + " lets nothing through.",
                        Change.gradient(StepMistakes::unmasked)),
                anywhere(
                        "forgot the mask",
                        step -> step.op() instanceof Choose,
                        step ->
                                "What the mask hides takes no part in the forward pass, so it must"
                                        + " not in the backward pass either.",
                        (call, in) -> in.get(1).expandLike(call.output(0))),
                anywhere(
                        "forgot ε",
                        step ->
                                step.op() == Binary.ADD
                                        && isConstant(step.input(1))
                                        && Math.abs(constant(step.input(1))) < TINY,
                        step ->
                                "The forward pass adds "
                                        + Numbers.text(constant(step.input(1)))
                                        + " before it goes on; the gradient must be taken there.",
                        (call, in) -> in.get(0)),
                at(
                        "forgot an inner derivative",
                        step -> step.op() instanceof Unary && step.op() != Unary.NEGATE,
                        step ->
                                "The chain rule multiplies by the derivative of "
                                        + Steps.name(step)
                                        + ", too.",
                        Change.gradient((call, dy, right) -> List.of(dy))),
                at(
                        "took the wrong factor",
                        step -> step.op() == Binary.MULTIPLY && step.input(0) != step.input(1),
                        step ->
                                "The gradient of one factor of a product is dy times the other"
                                        + " factor, not times itself.",
                        Change.gradient(
                                (call, dy, right) ->
                                        List.of(dy.times(call.input(0)), dy.times(call.input(1))))),
                at(
                        "forgot the other factor",
                        step ->
                                step.op() == Binary.MULTIPLY
                                        && step.input(0) != step.input(1)
                                        && step.inputs().stream()
                                                .noneMatch(StepMistakes::isConstant),
                        step ->
                                "The gradient of one factor of a product is dy times the other"
                                        + " factor.",
                        Change.gradient((call, dy, right) -> List.of(dy, dy))),
                at(
                        "lost a minus sign",
                        step -> step.op() == Binary.SUBTRACT || step.op() == Binary.DIVIDE,
                        step ->
                                "The right side of "
                                        + (step.op() == Binary.SUBTRACT
                                                ? "a difference"
                                                : "a quotient")
                                        + " gets its gradient with a minus sign.",
                        Change.gradient(
                                (call, dy, right) ->
                                        List.of(right.get(0), right.get(1).negate()))));
    }

    /** A mistake that can be made at certain steps on the way back. */
    private static Mistake at(
            String name, Predicate<Call> where, Function<Call, String> explanation, Change change) {
        return of(name, Walk::steps, where, explanation, change);
    }

    /** A mistake that can be made at certain steps of the forward pass, when it is done again. */
    private static Mistake anywhere(
            String name, Predicate<Call> where, Function<Call, String> explanation, Change change) {
        return of(name, Walk::forward, where, explanation, change);
    }

    private static Mistake of(
            String name,
            Function<Walk, List<Call>> steps,
            Predicate<Call> where,
            Function<Call, String> explanation,
            Change change) {
        return new Mistake(
                name,
                walk ->
                        steps.apply(walk).stream()
                                .filter(where)
                                .map(s -> walk.wrong(explanation.apply(s), Map.of(s, change)))
                                .flatMap(List::stream)
                                .toList());
    }

    /** Only the logarithm of the sum gets a gradient, not the score of the right class itself. */
    private static List<Mistake.Wrong> withoutOneHot(Walk walk) {
        List<Call> steps = walk.steps();
        return steps.stream()
                .filter(StepMistakes::isLogShare)
                .filter(step -> steps.stream().anyMatch(later -> picksClass(later, step)))
                .map(step -> walk.wrong(ONE_HOT, Map.of(step, Change.blocked(0))))
                .flatMap(List::stream)
                .toList();
    }

    /** Whether the logarithm of a sum of exponentials is taken from what was summed. */
    private static boolean isLogShare(Call call) {
        return call.op() == Binary.SUBTRACT
                && call.input(1).call().op() == Unary.LOG
                && isSum(call.input(1).call().input(0).call())
                && call.input(1).call().input(0).call().input(0).call().op() == Unary.EXP
                && call.input(1).call().input(0).call().input(0).call().input(0) == call.input(0);
    }

    /** Whether one number of each row of a result is chosen by its index. */
    private static boolean picksClass(Call choice, Call result) {
        return choice.op() instanceof Choose
                && choice.input(0).call().op() == Comparison.EQUAL
                && choice.input(0).call().inputs().stream()
                        .anyMatch(in -> in.call().op() instanceof Indices)
                && Walk.between(result.output(0), choice.output(0)).contains(choice);
    }

    /** Whether exponentials are divided by their sum. */
    private static boolean isShare(Call call) {
        return call.op() == Binary.DIVIDE
                && call.input(0).call().op() == Unary.EXP
                && isSum(call.input(1).call())
                && call.input(1).call().input(0) == call.input(0);
    }

    private static boolean isSum(Call call) {
        return call.op() instanceof Reduction sum && sum.kind() == Reduction.Kind.SUM;
    }

    private static boolean isScaledProduct(Call call) {
        return call.op() == Binary.MULTIPLY
                && isConstant(call.input(1))
                && call.input(0).call().op() instanceof MatMul
                && Math.abs(constant(call.input(1)) * Math.sqrt(width(call)) - 1) < 1e-12;
    }

    /** How many products each number of a matrix product is the sum of. */
    private static long width(Call scaled) {
        return scaled.input(0).call().input(0).shape().dim(-1).size();
    }

    private static boolean isMask(Call call) {
        return call.op() instanceof Choose
                || (call.op() == Binary.MULTIPLY
                        && call.inputs().stream().anyMatch(in -> in.dtype() == DType.BOOL));
    }

    private static List<Node> unmasked(Call call, Node dy, List<Node> right) {
        return right.size() == 3 ? List.of(Node.zero(), dy, dy) : List.of(dy, dy);
    }

    private static boolean isConstant(Node node) {
        return node.call().op() instanceof Constant;
    }

    private static double constant(Node node) {
        return ((Constant) node.call().op()).value();
    }
}
