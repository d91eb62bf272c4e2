package org.chainrule.dsl.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chainrule.dsl.djl.ArrayProgram;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Sizes;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.ledger.Difference;
import org.chainrule.dsl.ledger.Entry;
import org.chainrule.dsl.ledger.WrongStep;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Signature;
import org.chainrule.dsl.script.StepMethod;

/**
 * Finds the steps of a first derivative whose own vector-Jacobian product is wrong. Each step is
 * given the gradient of its output by hand, right or wrong, and what it makes of it is compared
 * with what autograd makes of it, so several mistakes in one network are told apart.
 */
final class StepCheck {
    private final Comparison comparison;
    private final List<Subject.Step> steps = new ArrayList<>();
    private final List<List<Taps.Tap>> tapsOf = new ArrayList<>();
    private final Map<Variable, NumericArray> at;
    private final Taps taps;
    private final Node loss;
    private final Reverse reverse;

    StepCheck(Comparison comparison) {
        this.comparison = comparison;
        at = new HashMap<>(comparison.at());
        Subject subject = comparison.subject();
        taps = new Taps(comparison::isBetween, true);
        loss = taps.copy(subject.loss());
        List<Node> wrt = new ArrayList<>(subject.by());
        Map<Call, List<Taps.Tap>> byUse = new IdentityHashMap<>();
        Sizes sizes = comparison.sizes();
        for (Taps.Tap tap : taps.all()) {
            wrt.add(tap.variable());
            byUse.computeIfAbsent(tap.use(), use -> new ArrayList<>()).add(tap);
            at.put(
                    Subject.variable(tap.variable()),
                    NumericArray.filled(0, sizes.of(tap.to().shape())));
        }
        reverse = Reverse.of(loss, Node.constant(1).expandLike(loss), wrt);
        for (Subject.Step step : subject.steps()) {
            if (byUse.containsKey(step.call()) && !outputs(step.call()).isEmpty()) {
                steps.add(step);
                tapsOf.add(byUse.get(step.call()));
            }
        }
    }

    /** The outputs of a call's copy that have a gradient. */
    private List<Node> outputs(Call call) {
        return taps.copy(call).outputs().stream()
                .filter(y -> y.dtype() == DType.FLOAT)
                .filter(y -> y == loss || !reverse.gradient(y).isZero())
                .toList();
    }

    private Node gradient(Node node) {
        Node dx = reverse.gradient(node);
        return dx.isZero() ? Node.constant(0).expandLike(node) : dx;
    }

    /** The wrong steps, from the loss back. */
    List<WrongStep> wrong() {
        if (steps.isEmpty()) {
            return List.of();
        }
        List<StepMethod.Step> methods = new ArrayList<>();
        List<Node> manual = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            List<Node> ys = outputs(steps.get(i).call());
            List<Node> xs = tapsOf.get(i).stream().map(Taps.Tap::variable).toList();
            methods.add(new StepMethod.Step(ys, ys.stream().map(this::gradient).toList(), xs));
            xs.forEach(x -> manual.add(gradient(x)));
        }
        Signature signature = signature();
        Script script = new Script();
        new StepMethod(signature, comparison.target()).write(script, "steps", methods, manual);
        List<NumericArray> results;
        try (ArrayProgram program = new ArrayProgram(script, signature)) {
            results =
                    program
                            .run("steps", at, comparison.type(), comparison.options().seed())
                            .stream()
                            .map(ArrayProgram.Result::array)
                            .toList();
        }
        List<WrongStep> wrong = new ArrayList<>();
        int place = manual.size();
        for (int i = steps.size() - 1; i >= 0; i--) {
            place -= tapsOf.get(i).size();
            for (int j = 0; j < tapsOf.get(i).size(); j++) {
                NumericArray byAutograd = results.get(place + j);
                NumericArray byHand = results.get(manual.size() + place + j);
                if (differ(byHand.values(), byAutograd.values())) {
                    int input = tapsOf.get(i).get(j).input();
                    wrong.add(wrong(steps.get(i), input, byHand, byAutograd));
                }
            }
        }
        return wrong;
    }

    private Signature signature() {
        Signature known = comparison.signature();
        List<Variable> inputs = new ArrayList<>(known.inputs());
        taps.all().forEach(tap -> inputs.add(Subject.variable(tap.variable())));
        return new Signature(inputs, known.parameters(), List.of(), List.of());
    }

    private boolean differ(double[] manual, double[] autograd) {
        double greatest = Arrays.stream(autograd).map(Math::abs).max().orElse(0);
        return IntStream.range(0, manual.length)
                .anyMatch(
                        i ->
                                !comparison
                                        .options()
                                        .analytic()
                                        .allows(manual[i], autograd[i], greatest));
    }

    private static WrongStep wrong(
            Subject.Step step, int input, NumericArray byHand, NumericArray byAutograd) {
        double[] manual = byHand.values();
        double[] autograd = byAutograd.values();
        int worst = 0;
        for (int i = 1; i < manual.length; i++) {
            if (Math.abs(manual[i] - autograd[i]) > Math.abs(manual[worst] - autograd[worst])) {
                worst = i;
            }
        }
        return new WrongStep(
                step.path(),
                step.call().op().name(),
                input,
                Difference.of(manual, autograd),
                new Entry(
                        Entry.index(worst, byHand.sizes()),
                        manual[worst],
                        autograd[worst],
                        Double.NaN));
    }
}
