package org.chainrule.dsl.script;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.State;
import org.chainrule.dsl.layers.Stored;

/**
 * Text generation as one method: a loop that runs the network on what is new, chooses the next
 * token and goes on with it. A network that keeps state sees each token once; any other sees the
 * whole window each time.
 *
 * <p>The method takes the tokens (1, T) and as many random numbers from [0, 1) as tokens are
 * wanted, the parameters and buffers, the states, and the scalars of {@link #SCALARS}. It returns
 * the tokens made, (1, n), and the states.
 *
 * <p>The next token is the one whose share of the cumulative probability the random number falls
 * into, so the same numbers give the same text whatever the device, with a cache or without.
 */
public final class DecodingMethod {
    /** How many tokens came before, temperature (0: the likeliest), top-k and top-p. */
    public static final List<String> SCALARS = List.of("position", "temperature", "topK", "topP");

    private static final String CHOOSE =
            """
              def choose(self, logits: Tensor, u: Tensor, temperature: float, topK: int, topP: float) -> Tensor:
                if torch.eq(temperature, 0.0):
                  token = torch.argmax(logits, -1, True)
                else:
                  p = torch.softmax(torch.div(torch.to(logits, 7), temperature), -1)
                  q, order = torch.sort(p, -1, True)
                  rank = torch.sub(torch.cumsum(torch.ones_like(q), -1), 1)
                  before = torch.sub(torch.cumsum(q, -1), q)
                  kept = torch.logical_and(torch.lt(rank, topK), torch.lt(before, topP))
                  mass = torch.cumsum(torch.mul(q, kept), -1)
                  place = torch.sum(torch.le(mass, torch.mul(torch.amax(mass, [-1], True), u)), [-1], True)
                  last = torch.sub(torch.sum(kept, [-1], True), 1)
                  token = torch.gather(order, -1, torch.minimum(place, last))
                return token
            """;

    private DecodingMethod() {}

    /**
     * Adds the method {@code generate} and those that it calls.
     *
     * @param script where to
     * @param net the network, from tokens (batch, time) to logits (batch, time, vocabulary)
     * @param target what the program is written for
     * @return what the method takes
     */
    public static Signature write(Script script, Declaration net, Target target) {
        List<Variable> parameters = net.stored().stream().map(Stored::variable).toList();
        List<Variable> states =
                net.states().stream().map(s -> (Variable) s.before().call().op()).toList();
        Variable tokens = (Variable) net.input().call().op();
        Variable position = (Variable) Variable.scalar("position", DType.INT).call().op();
        boolean keeps = !states.isEmpty();
        Signature step =
                new Signature(
                        List.of(tokens), parameters, states, keeps ? List.of(position) : List.of());
        List<Node> results = new ArrayList<>(List.of(net.output()));
        net.states().stream().map(State::after).forEach(results::add);
        script.method("step", step, target, results);
        script.text(CHOOSE);
        script.text(
                keeps
                        ? loop(
                                "x: List[Tensor], p: List[Tensor], s: List[Tensor], h: Tensor",
                                "(self).step([tokens], p, states, torch.full([1], past, dtype=7))",
                                "next")
                        : loop(
                                "x: List[Tensor], p: List[Tensor], h: Tensor",
                                "(self).step([tokens], p)",
                                "torch.cat([tokens, next], 1)"));
        Variable draws = (Variable) Variable.input("draws", DType.FLOAT).call().op();
        List<Variable> scalars =
                SCALARS.stream()
                        .map(name -> (Variable) Variable.scalar(name, DType.FLOAT).call().op())
                        .toList();
        return new Signature(List.of(tokens, draws), parameters, states, scalars);
    }

    private static String loop(String takes, String step, String goesOn) {
        String initial = takes.contains("s: ") ? "s" : "annotate(List[Tensor], [])";
        return """
              def generate(self, %s) -> List[Tensor]:
                torch.set_grad_enabled(False)
                tokens = x[0]
                draws = x[1]
                states = %s
                past = int(torch.select(h, 0, 0))
                made = annotate(List[Tensor], [])
                for i in range(torch.size(draws, 0)):
                  out = %s
                  past = torch.add(past, torch.size(tokens, 1))
                  states = torch.slice(out, 1, 9223372036854775807, 1)
                  logits = torch.select(out[0], 1, -1)
                  next = (self).choose(logits, torch.select(draws, 0, i), float(torch.select(h, 0, 1)), int(torch.select(h, 0, 2)), float(torch.select(h, 0, 3)))
                  tokens = %s
                  _ = torch.append(made, next)
                return torch.add([torch.cat(made, 1)], states)
            """
                .formatted(takes, initial, step, goesOn);
    }
}
