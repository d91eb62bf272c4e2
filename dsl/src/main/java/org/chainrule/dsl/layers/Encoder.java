package org.chainrule.dsl.layers;

import java.util.List;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Type;

/**
 * The encoder of an encoder-decoder: its layers read another input of the network, {@code source},
 * and what they make is the memory of every {@link CrossAttention} that follows. The sequence
 * itself goes through unchanged.
 *
 * <p>Shapes: the source (batch, memory) tokens or (batch, memory, width), the memory (batch,
 * memory, M). Source: Vaswani et al., "Attention Is All You Need", 2017.
 *
 * @param source the type of one step of the source: no axes for tokens, a width for vectors
 * @param body the layers
 */
@Teaches(meaning = "makes the memory that a decoder attends to from a second input")
public record Encoder(Type source, List<Layer> body) implements Layer {
    /** The name of what it reads among the network's inputs. */
    public static final String SOURCE = "source";

    /** A copy of the body. */
    public Encoder {
        body = List.copyOf(body);
    }

    @Override
    public Node apply(Scope scope, Node x) {
        Shape shape = source.shape().insert(0, CrossAttention.TIME).insert(0, x.shape().dim(0));
        Node read = scope.input(SOURCE, new Type(shape, source.dtype()));
        scope.provide(CrossAttention.MEMORY, scope.sequence(body, read));
        return x;
    }

    /** The examples that are checked. */
    public static List<LayerExample> examples() {
        Type tokens = new Type(Shape.SCALAR, DType.INT);
        List<Layer> body = List.of(new Embed(5, 3), new SelfAttention(1));
        return List.of(
                new LayerExample(
                                List.of(new Encoder(tokens, body), new CrossAttention(2, 3)),
                                Example.reals(2, 3, 4))
                        .with(SOURCE, Example.below(5, 2, 6)));
    }
}
