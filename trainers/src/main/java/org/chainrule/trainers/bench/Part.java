package org.chainrule.trainers.bench;

import java.util.List;
import java.util.stream.Stream;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.layers.Network;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.losses.Loss;

/**
 * A part of a network: what it takes, what it learns, and what comes out.
 *
 * @param inputs data, of real or whole numbers
 * @param parameters what is learned
 * @param output what comes out
 */
record Part(List<Node> inputs, List<Parameter> parameters, Node output) {

    /** A network, in training. */
    static Part of(Network net) {
        Declaration declared = net.declare(Mode.TRAINING);
        return new Part(declared.inputs(), declared.parameters(), declared.output());
    }

    /** A loss of so many class scores in each row. */
    static Part of(Loss loss, long classes) {
        Node scores =
                Variable.input("scores", DType.FLOAT, Dim.BATCH, Dim.of("vocabulary", classes));
        return new Part(List.of(scores), List.of(), scores).with(loss);
    }

    /** The same, up to a loss of its output and a target. */
    Part with(Loss loss) {
        Type type = loss.target(output.shape()).orElseThrow().type();
        Node target = new Variable("target", type, Variable.Role.INPUT).apply();
        List<Node> all = Stream.concat(inputs.stream(), Stream.of(target)).toList();
        return new Part(all, parameters, loss.apply(output, target));
    }

    /** The output, then its gradients by the parameters and by real inputs. */
    List<Node> results(Node upstream) {
        Stream<Node> real = inputs.stream().filter(x -> x.dtype() == DType.FLOAT);
        List<Node> by = Stream.concat(parameters.stream().map(Parameter::node), real).toList();
        List<Node> gradients = Reverse.gradients(output, upstream, by);
        return Stream.concat(Stream.of(output), gradients.stream()).toList();
    }
}
