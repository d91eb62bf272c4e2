package org.chainrule.dsl;

import java.util.List;
import java.util.function.UnaryOperator;
import org.chainrule.dsl.layers.Embed;

/** Tokens that wait to be embedded. */
public final class TokenNet extends Net {
    private final long context;

    TokenNet(Place place, long context) {
        super(place, List.of());
        this.context = context;
    }

    /** Each token becomes its row of a table; see {@link Embed}. */
    public SequenceNet embed(long vocabulary, long width) {
        return embed(vocabulary, width, e -> e);
    }

    /** The same with options: {@code e -> e.withWeights(normal(0.02))}. */
    public SequenceNet embed(long vocabulary, long width, UnaryOperator<Embed> options) {
        return new SequenceNet(place(), and(options.apply(new Embed(vocabulary, width))), context);
    }
}
