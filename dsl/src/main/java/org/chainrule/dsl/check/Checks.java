package org.chainrule.dsl.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.chainrule.dsl.catalogue.Entry;
import org.chainrule.dsl.catalogue.Examples;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.layers.LayerExample;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.ledger.Ledger;
import org.chainrule.dsl.losses.Loss;
import org.chainrule.dsl.losses.LossExample;
import org.chainrule.dsl.losses.Objective;
import org.chainrule.dsl.ops.Catalogue;

/**
 * What there is to check: every op, layer and loss of the library, found among the class files, on
 * the examples that its class declares. Ops are checked to the second derivative.
 *
 * @param kind op, layer, loss or model
 * @param name its name in listings
 * @param run compares its gradients; gives a ledger for each example
 */
public record Checks(String kind, String name, Function<GradientCheck, List<Ledger>> run) {

    /** All ops, then all layers, then all losses, by name. */
    public static List<Checks> all() {
        Stream<Checks> ops =
                Catalogue.ops().stream().map(op -> new Checks("op", op.name(), o -> op(op, o)));
        Stream<Checks> layers =
                Entry.of(Layer.class).stream()
                        .map(layer -> new Checks("layer", layer.name(), o -> layer(layer, o)));
        Stream<Checks> losses =
                Entry.of(Loss.class).stream()
                        .map(loss -> new Checks("loss", loss.name(), o -> loss(loss, o)));
        return Stream.of(ops, layers, losses).flatMap(Function.identity()).toList();
    }

    /** Compares its gradients. */
    public List<Ledger> ledgers(GradientCheck options) {
        return run.apply(options);
    }

    /** A name for an example: {@code layer dense, example 2 of 3}. */
    private static String title(String kind, String name, int index, int count) {
        String title = kind + " " + name;
        return count == 1 ? title : title + ", example " + (index + 1) + " of " + count;
    }

    private static List<Ledger> op(Catalogue.Entry op, GradientCheck options) {
        List<Example> examples = op.examples();
        List<Ledger> ledgers = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            String title = title("op", op.name(), i, examples.size());
            long seed = options.seed();
            Optional<Subject> once = new OpSubject(examples.get(i), seed).once(title);
            Optional<Subject> twice =
                    new OpSubject(examples.get(i), seed).twice(title + ", second derivative");
            once.map(options::of).ifPresent(ledgers::add);
            twice.map(options::of).ifPresent(ledgers::add);
        }
        return ledgers;
    }

    static <E> List<E> examples(Entry entry, String what, Class<E> kind) {
        return Examples.of(entry.type(), kind)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        entry.name()
                                                + ": a "
                                                + what
                                                + " must declare `public static List<"
                                                + kind.getSimpleName()
                                                + "> examples()` with one or more, but none was"
                                                + " found"));
    }

    private static List<Ledger> layer(Entry layer, GradientCheck options) {
        List<LayerExample> examples = examples(layer, "layer", LayerExample.class);
        List<Ledger> ledgers = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            String title = title("layer", layer.name(), i, examples.size());
            ledgers.add(options.of(layer(title, examples.get(i), options)));
        }
        return ledgers;
    }

    /** A layer's output, weighted at random. */
    static Subject layer(String title, LayerExample example, GradientCheck options) {
        SplittableRandom random = new SplittableRandom(options.seed());
        Declaration declared = example.declare(options.mode());
        Map<Variable, NumericArray> at = NetworkSubject.parameters(declared, options);
        for (Variable input : example.inputs()) {
            at.put(input, Functional.draw(example.domain(input), random));
        }
        Node value = Functional.of("c", List.of(declared.output()), at, random).value();
        return NetworkSubject.of(title, declared, value, at);
    }

    private static List<Ledger> loss(Entry loss, GradientCheck options) {
        List<LossExample> examples = examples(loss, "loss", LossExample.class);
        List<Ledger> ledgers = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            String title = title("loss", loss.name(), i, examples.size());
            ledgers.add(options.of(loss(title, examples.get(i), options)));
        }
        return ledgers;
    }

    private static Subject loss(String title, LossExample example, GradientCheck options) {
        SplittableRandom random = new SplittableRandom(options.seed());
        Variable output = new Variable("output", example.output().type(), Variable.Role.INPUT);
        Declaration declared = new Declaration(Mode.TRAINING, output.apply(), example.layers());
        Objective objective = Objective.of(declared, example.loss());
        Map<Variable, NumericArray> at = NetworkSubject.parameters(declared, options);
        at.put(output, Functional.draw(example.output(), random));
        example.target()
                .ifPresent(
                        target ->
                                at.put(
                                        objective.variable().orElseThrow(),
                                        Functional.draw(target, random)));
        Node value = NetworkSubject.number(objective, at, options);
        return NetworkSubject.of(title, declared, value, at);
    }

    /** A ready model on its examples. */
    public static Checks model(String name, List<NetworkExample> examples) {
        return new Checks("model", name, options -> model(name, examples, options));
    }

    private static List<Ledger> model(
            String name, List<NetworkExample> examples, GradientCheck options) {
        List<Ledger> ledgers = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            NetworkExample example = examples.get(i);
            SplittableRandom random = new SplittableRandom(options.seed());
            ledgers.add(
                    options.of(
                            title("model", name, i, examples.size()),
                            example.net(),
                            example.loss(),
                            example.inputs().stream()
                                    .map(domain -> Functional.draw(domain, random))
                                    .toList(),
                            Functional.draw(example.target(), random)));
        }
        return ledgers;
    }
}
