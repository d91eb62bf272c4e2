package org.chainrule.dsl.derivation;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Foreign;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.layers.Network;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.layers.Paths;
import org.chainrule.dsl.losses.Loss;
import org.chainrule.dsl.losses.Objective;
import org.chainrule.dsl.notation.Symbol;

/**
 * The gradient of a loss by all parameters of a network, derived by hand: the steps of the chain
 * rule from the loss back to the parameters, in the order in which they are computed.
 *
 * <p>The steps are those of the reverse walk whose graph is compiled for training with derived
 * gradients: what is read is what runs.
 *
 * <pre>{@code
 * import org.chainrule.dsl.losses.Losses;
 *
 * var net = Net.features(4).dense(8).gelu().logits(3);
 * System.out.println(net.derive(Losses.crossEntropy()).text());
 * }</pre>
 */
public final class Derivation {
    private final Network net;
    private final Node loss;
    private final Objective objective;
    private final Paths paths;
    private final Reverse walk;
    private final List<Parameter> parameters;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Node, List<Integer>> contributions = new IdentityHashMap<>();

    /**
     * Derives the gradients of a loss on a network's output.
     *
     * @param net the network, declared for training
     * @param loss the loss
     * @throws ChainruleException if a step is another library's, such as a DJL block
     */
    public Derivation(Network net, Loss loss) {
        this.net = net;
        Declaration declared = net.declare(Mode.TRAINING);
        objective = Objective.of(declared, loss);
        this.loss = objective.value();
        parameters = declared.parameters();
        paths = new Paths(declared, this.loss);
        paths.calls().forEach(this::requireDerivation);
        List<Node> by = parameters.stream().map(Parameter::node).toList();
        walk = Reverse.of(this.loss, Node.constant(1).expandLike(this.loss), by);
        Context context = context();
        for (Reverse.Pull pull : walk.pulls()) {
            Step step = new Step(steps.size() + 1, paths.of(pull.call()), pull, context);
            steps.add(step);
            step.downstream()
                    .forEach(
                            d ->
                                    contributions
                                            .computeIfAbsent(d.input(), x -> new ArrayList<>())
                                            .add(step.number()));
        }
    }

    private Context context() {
        Map<Node, String> names = new IdentityHashMap<>();
        names.put(loss, symbol().name());
        return new Context(names, false, symbol(), this::known);
    }

    /**
     * The source of what the network computes or is given, not of numbers and sizes; of a step with
     * several results also which of them it is.
     */
    private Optional<Input.Source> known(Node node) {
        String source = source(node);
        if (source == null || Rule.isNumber(node)) {
            return Optional.empty();
        }
        return of(node.call()).stream()
                .filter(step -> step.upstream().size() > 1)
                .map(step -> new Input.Source(source, step.outputSymbol(node.index())))
                .findFirst()
                .or(() -> Optional.of(new Input.Source(source, "")));
    }

    /** What formulas call the loss: L, or J where losses L are parts of it. */
    Symbol symbol() {
        boolean hasParts =
                walk.pulls().stream()
                        .map(Reverse.Pull::call)
                        .filter(call -> call != loss.call())
                        .anyMatch(call -> call.op().outputSymbols().contains(Context.LOSS.name()));
        return hasParts ? Context.WHOLE : Context.LOSS;
    }

    private void requireDerivation(Call call) {
        if (call.op() instanceof Foreign) {
            throw new ChainruleException(
                    paths.of(call),
                    "every step must be made of ops",
                    "but " + call.op().name() + " is a block whose gradient autograd alone knows",
                    "Write it as a layer to derive it.");
        }
    }

    /** The steps, from the loss back. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** The loss. */
    public Node loss() {
        return loss;
    }

    /** What the network is given. */
    public List<Variable> inputs() {
        return net.inputs();
    }

    /** What its output is compared with; empty for a loss without a target. */
    public Optional<Variable> target() {
        return objective.variable();
    }

    /** The loss on the network's output. */
    Objective objective() {
        return objective;
    }

    /** What the loss is differentiated by. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** The whole gradient of a node: of a parameter or of a value between. */
    public Node gradient(Node node) {
        return walk.gradient(node);
    }

    /** Where a node comes from: the path of a step, a parameter or an input. */
    public String source(Node node) {
        return paths.of(node.call());
    }

    /**
     * The numbers of the steps that give a node its gradient. Where there are several, as for tied
     * weights and residuals, what they give is added: the chain rule of several variables.
     */
    public List<Integer> contributions(Node node) {
        return List.copyOf(contributions.getOrDefault(node, List.of()));
    }

    /** The step of a call; empty for one that the walk does not go through. */
    List<Step> of(Call call) {
        return steps.stream().filter(step -> step.call() == call).collect(Collectors.toList());
    }

    /** The derivation for a terminal. */
    public String text() {
        return new TextPage(this).text();
    }

    /** The derivation as a LaTeX document body: one {@code align*} for each step. */
    public String latex() {
        return new LatexPage(this).latex();
    }

    /**
     * The derivation as one web page that needs nothing from elsewhere, with numbers on a batch
     * that is drawn from seed 1.
     */
    public String html() {
        return html(Numbers.drawn(this, 1));
    }

    /** The same with these numbers. */
    public String html(Numbers numbers) {
        return new HtmlPage(this, numbers).html();
    }

    /** What the network is. */
    String title() {
        return net.toString();
    }
}
