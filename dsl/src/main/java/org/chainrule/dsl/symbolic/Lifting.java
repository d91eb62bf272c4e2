package org.chainrule.dsl.symbolic;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Primitive;
import org.chainrule.dsl.graph.Variable;

/**
 * Reads an op as an expression: the formula that runs is the one that is derived. It is the way
 * back from {@link Lowering}.
 */
public final class Lifting {
    private final Map<Node, Expression> known = new IdentityHashMap<>();

    private Lifting() {}

    /**
     * The expression that an op computes for each element.
     *
     * @param op the op
     * @param variables what to call its inputs
     * @throws ChainruleException if the op is not one of each element, such as a sum or a product
     *     of matrices
     */
    public static Expression of(Op op, String... variables) {
        Lifting lifting = new Lifting();
        Node[] inputs = new Node[variables.length];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = Variable.input(variables[i], DType.FLOAT);
            lifting.known.put(inputs[i], Expression.variable(variables[i]));
        }
        try {
            return lifting.expression(op.apply(inputs)).simplified();
        } catch (IllegalArgumentException e) {
            throw new ChainruleException(
                    op.name(),
                    "an op must be a function of each element to be an expression",
                    "but " + e.getMessage(),
                    "Derive it as part of a network.",
                    e);
        }
    }

    private Expression expression(Node node) {
        Expression found = known.get(node);
        if (found == null) {
            Call call = node.call();
            found =
                    call.op() instanceof Primitive primitive
                            ? primitive
                                    .accept(new PrimitiveLifting(this::expression), call)
                                    .get(node.index())
                            : expression(call.body().get(node.index()));
            known.put(node, found);
        }
        return found;
    }

    /** Numbers that ops write as doubles, and what they stand for. */
    static Expression number(double value) {
        return CONSTANTS.getOrDefault(
                value, new Expression.Literal(Rational.of(java.math.BigDecimal.valueOf(value))));
    }

    private static final Map<Double, Expression> CONSTANTS = constants();

    private static Map<Double, Expression> constants() {
        Map<Double, Expression> constants = new HashMap<>();
        constants.put(Math.PI, Expression.Named.PI);
        constants.put(Math.E, Expression.Named.E);
        constants.put(Math.sqrt(2), Expression.parse("√2"));
        constants.put(Math.sqrt(0.5), Expression.parse("1/√2"));
        constants.put(Math.sqrt(2 / Math.PI), Expression.parse("√(2/π)"));
        constants.put(2 / Math.sqrt(Math.PI), Expression.parse("2/√π"));
        constants.put(1 / Math.sqrt(2 * Math.PI), Expression.parse("1/√(2π)"));
        for (int over : List.of(1, 2)) {
            constants.put(over / 3.0, Expression.number(over, 3));
        }
        constants.put(1 / 6.0, Expression.number(1, 6));
        return constants;
    }
}
