package org.chainrule.dsl.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.dsl.djl.ArrayProgram;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.ledger.Entry;
import org.chainrule.dsl.ledger.FirstBad;
import org.chainrule.dsl.script.Script;

/**
 * Looks for the first value that is not a finite number: among what is given, then step by step,
 * then among the gradients, from the loss back.
 */
final class BadValues {
    private final Comparison comparison;

    BadValues(Comparison comparison) {
        this.comparison = comparison;
    }

    /**
     * The first bad value.
     *
     * @param tensors the tensors that were compared, among whose gradients or loss there is one
     * @param manual the loss, and the gradients by hand
     * @param autograd the gradients by autograd
     */
    FirstBad first(
            List<Comparison.Tensor> tensors,
            List<NumericArray> manual,
            List<NumericArray> autograd) {
        return given().or(this::steps).orElseGet(() -> gradients(tensors, manual, autograd));
    }

    private Optional<FirstBad> given() {
        return comparison.at().entrySet().stream()
                .filter(entry -> Comparison.isBad(entry.getValue()))
                .min(Map.Entry.comparingByKey((a, b) -> a.name().compareTo(b.name())))
                .map(entry -> bad(entry.getKey().name(), false, entry.getValue()));
    }

    private Optional<FirstBad> steps() {
        Map<String, Node> nodes = new LinkedHashMap<>();
        for (Subject.Step step : comparison.subject().steps()) {
            Node y = step.call().output(0);
            if (y.dtype() == DType.FLOAT) {
                nodes.put(step.path(), y);
            }
        }
        nodes.put("loss", comparison.subject().loss());
        return firstOf(nodes, false);
    }

    /** The gradients between by hand, from the loss back; else a tensor's by autograd. */
    private FirstBad gradients(
            List<Comparison.Tensor> tensors,
            List<NumericArray> manual,
            List<NumericArray> autograd) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        List<Subject.Step> steps = new ArrayList<>(comparison.subject().steps());
        Collections.reverse(steps);
        for (Subject.Step step : steps) {
            if (comparison.isBetween(step.call().output(0))) {
                nodes.put(step.path(), comparison.manual(step.call().output(0)));
            }
        }
        return firstOf(nodes, true).orElseGet(() -> ofTensors(tensors, manual, autograd));
    }

    private static FirstBad ofTensors(
            List<Comparison.Tensor> tensors,
            List<NumericArray> manual,
            List<NumericArray> autograd) {
        for (int i = tensors.size() - 1; i >= 0; i--) {
            for (NumericArray array : List.of(manual.get(i + 1), autograd.get(i))) {
                if (Comparison.isBad(array)) {
                    return bad(tensors.get(i).path(), true, array);
                }
            }
        }
        throw new IllegalStateException("all values are finite");
    }

    private Optional<FirstBad> firstOf(Map<String, Node> nodes, boolean areGradients) {
        if (nodes.isEmpty()) {
            return Optional.empty();
        }
        Script script = new Script();
        List<Node> all = new ArrayList<>(List.of(comparison.subject().loss())); // draws come first
        all.addAll(nodes.values());
        script.method("values", comparison.signature(), comparison.target(), all);
        try (ArrayProgram program = new ArrayProgram(script, comparison.signature())) {
            List<ArrayProgram.Result> results =
                    program.run(
                            "values",
                            comparison.at(),
                            comparison.type(),
                            comparison.options().seed());
            int place = 1;
            for (String path : nodes.keySet()) {
                NumericArray array = results.get(place++).array();
                if (Comparison.isBad(array)) {
                    return Optional.of(bad(path, areGradients, array));
                }
            }
            return Optional.empty();
        }
    }

    private static FirstBad bad(String path, boolean isGradient, NumericArray array) {
        double[] values = array.values();
        int place = 0;
        while (Double.isFinite(values[place])) {
            place++;
        }
        return new FirstBad(path, isGradient, Entry.index(place, array.sizes()), values[place]);
    }
}
