package org.chainrule.dsl.ops;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.script.Signature;

/** Inputs of a program with numbers from −1 to 1. */
final class DrawnInputs {
    private final Map<Variable, NumericArray> values = new LinkedHashMap<>();
    private final SplittableRandom random;

    DrawnInputs(long seed) {
        random = new SplittableRandom(seed);
    }

    /** One more input. */
    Node add(String name, long... sizes) {
        Type type = new Type(Shape.of(sizes), DType.FLOAT);
        Variable variable = new Variable(name, type, Variable.Role.INPUT);
        values.put(
                variable, NumericArray.filled(0, sizes).map(zero -> 2 * random.nextDouble() - 1));
        return variable.apply();
    }

    Map<Variable, NumericArray> values() {
        return values;
    }

    /** Of all inputs, in their order. */
    Signature signature() {
        return new Signature(List.copyOf(values.keySet()), List.of(), List.of(), List.of());
    }
}
