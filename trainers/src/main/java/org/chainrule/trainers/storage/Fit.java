package org.chainrule.trainers.storage;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false); // autograd forbids changing weights that it follows
        try {
            targets.forEach((name, target) -> copy(stored.get(name), target));
        } finally {
            JniUtils.setGradMode(before);
        }
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

    /** In place: DJL's {@code copyTo} would make the target a view of Java's memory. */
    private static void copy(NDArray from, NDArray into) {
        if (into.size() == 0) {
            return;
        }
        Shape atLeastOneAxis = into.getShape().isScalar() ? new Shape(1) : into.getShape();
        try (NDArray view = into.reshape(atLeastOneAxis);
                NDArray shaped = from.reshape(atLeastOneAxis);
                NDArray typed = shaped.toType(into.getDataType(), false)) {
            view.set(new NDIndex(":"), typed);
        }
    }
}
