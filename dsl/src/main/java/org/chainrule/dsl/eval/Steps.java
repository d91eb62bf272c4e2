package org.chainrule.dsl.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Scan;
import org.chainrule.dsl.graph.Variable;

/** A scan evaluated step by step. */
final class Steps {
    private final Scan scan;
    private final List<NumericArray> inputs;
    private final int length;

    Steps(Scan scan, List<NumericArray> inputs) {
        this.scan = scan;
        this.inputs = inputs;
        length = inputs.get(scan.states()).size(0);
        if (length == 0) {
            throw new IllegalArgumentException("a scan needs a step, but the sequence is empty");
        }
    }

    /** The scan's outputs, from those of its cell on variables. */
    List<NumericArray> of(Call step) {
        int outputs = step.outputs().size();
        NumericArray[][] made = new NumericArray[outputs][length];
        NumericArray[][] before = new NumericArray[scan.states()][length];
        List<NumericArray> states = inputs.subList(0, scan.states());
        for (int count = 0; count < length; count++) {
            int t = scan.isReversed() ? length - 1 - count : count;
            Evaluator evaluator = new Evaluator(seen(step, states, t), 0);
            for (int i = 0; i < outputs; i++) {
                made[i][t] = evaluator.valueOf(step.output(i));
            }
            List<NumericArray> after = new ArrayList<>();
            for (int i = 0; i < scan.states(); i++) {
                before[i][t] = states.get(i);
                after.add(made[i][t]);
            }
            states = after;
        }
        List<NumericArray> results = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            boolean isSum = i >= scan.states() + scan.kept();
            results.add(isSum ? sum(made[i]) : stack(made[i]));
        }
        results.addAll(states);
        for (NumericArray[] each : before) {
            results.add(stack(each));
        }
        return results;
    }

    private Map<Variable, NumericArray> seen(Call step, List<NumericArray> states, int t) {
        Map<Variable, NumericArray> seen = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            Node variable = step.input(i);
            NumericArray whole = inputs.get(i);
            NumericArray value =
                    i < scan.states() ? states.get(i) : scan.isSequence(i) ? at(whole, t) : whole;
            seen.put((Variable) variable.call().op(), value);
        }
        return seen;
    }

    private static NumericArray at(NumericArray sequence, int t) {
        long[] sizes = sequence.sizes();
        long[] rest = java.util.Arrays.copyOfRange(sizes, 1, sizes.length);
        return sequence.picked(sequence.layout().part(0, t, 1)).reshaped(rest);
    }

    private static NumericArray sum(NumericArray... shares) {
        NumericArray sum = shares[0];
        for (int t = 1; t < shares.length; t++) {
            sum = sum.zip(shares[t], Double::sum);
        }
        return sum;
    }

    private static NumericArray stack(NumericArray... steps) {
        int count = steps[0].count();
        double[] values = new double[steps.length * count];
        for (int t = 0; t < steps.length; t++) {
            System.arraycopy(steps[t].values(), 0, values, t * count, count);
        }
        return NumericArray.owning(
                values, Matrices.append(new long[] {steps.length}, steps[0].sizes()));
    }
}
