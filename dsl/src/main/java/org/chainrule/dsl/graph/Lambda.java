package org.chainrule.dsl.graph;

import java.util.List;

/**
 * An op that is written on the spot: an expression of variables, in whose places the inputs come.
 *
 * @param name its name in listings
 * @param symbols what formulas call the variables
 * @param outcomes what formulas call the outputs
 * @param variables the variables
 * @param results the outputs
 */
public record Lambda(
        String name,
        List<String> symbols,
        List<String> outcomes,
        List<Node> variables,
        List<Node> results)
        implements JointOp {
    /** Copies of the lists. */
    public Lambda {
        symbols = List.copyOf(symbols);
        outcomes = List.copyOf(outcomes);
        variables = List.copyOf(variables);
        results = List.copyOf(results);
    }

    @Override
    public List<Node> forward(List<Node> in) {
        Substitution substitution = new Substitution();
        for (int i = 0; i < variables.size(); i++) {
            substitution.put(variables.get(i), in.get(i));
        }
        return results.stream().map(substitution::of).toList();
    }

    @Override
    public List<Node> vjp(Call call, List<Node> dys) {
        return Reverse.through(call, dys);
    }

    @Override
    public List<String> inputSymbols() {
        return symbols;
    }

    @Override
    public List<String> outputSymbols() {
        return outcomes;
    }
}
