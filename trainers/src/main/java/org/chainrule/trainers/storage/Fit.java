package org.chainrule.trainers.storage;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.error.ChainruleException;

/** Copies stored arrays into those of a network, if names and shapes are the same. */
final class Fit {
    private static final int SHOWN = 3;

    private Fit() {}

    /**
     * Copies numbers; the targets stay the tensors that they are, with their device and their type.
     *
     * @param where what the stored arrays come from
     * @param stored the arrays by name
     * @param targets the arrays to fill, by name
     * @throws ChainruleException if names or shapes differ; then no target has changed
     */
    static void copy(String where, Map<String, NDArray> stored, Map<String, NDArray> targets) {
        List<String> differences = differences(stored, targets);
        if (!differences.isEmpty()) {
            int count = differences.size();
            String shown = String.join("; ", differences.subList(0, Math.min(SHOWN, count)));
            throw new ChainruleException(
                    where,
                    "arrays must have the network's names and shapes",
                    "but "
                            + shown
                            + (count > SHOWN ? "; and " + (count - SHOWN) + " more differ" : ""),
                    "Use the configuration that they were saved with.");
        }
        targets.forEach((name, target) -> Native.overwrite(target, stored.get(name)));
    }

    private static List<String> differences(
            Map<String, NDArray> stored, Map<String, NDArray> targets) {
        List<String> differences = new ArrayList<>();
        targets.forEach(
                (name, target) -> {
                    NDArray array = stored.get(name);
                    if (array == null) {
                        differences.add('"' + name + "\" is missing");
                    } else if (!array.getShape().equals(target.getShape())) {
                        differences.add(
                                "\"%s\" is %s and not %s"
                                        .formatted(name, array.getShape(), target.getShape()));
                    }
                });
        stored.keySet().stream()
                .filter(name -> !targets.containsKey(name))
                .forEach(name -> differences.add('"' + name + "\" is not in the network"));
        return differences;
    }
}
