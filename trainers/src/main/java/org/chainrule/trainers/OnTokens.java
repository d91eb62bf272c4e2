package org.chainrule.trainers;

import org.chainrule.datasets.LineData;
import org.chainrule.datasets.MaskedSequences;
import org.chainrule.datasets.TextData;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;

/** The batches of tokens that suit a network, or why none do. */
record OnTokens(Net net, String where) {
    /** Windows of a text, as long as the network's context. */
    static Batches of(Net net, TextData text) {
        var on = new OnTokens(net, "training on text");
        SequenceNet sequence = on.sequence();
        on.requireScores(text.tokenizer().vocabularySize(), "text");
        return new TextBatches(text, Math.toIntExact(sequence.context()));
    }

    /** Sequences of which some targets count. */
    static Batches of(Net net, MaskedSequences data) {
        var on = new OnTokens(net, "training on " + data.name());
        SequenceNet sequence = on.sequence();
        on.requireScores(data.vocabularySize(), "data");
        if (sequence.context() < data.longest()) {
            throw new ChainruleException(
                    on.where,
                    "the network must see the longest sequence",
                    "but that has %d tokens, and its context is %d"
                            .formatted(data.longest(), sequence.context()),
                    "Make the context " + data.longest() + ".");
        }
        return new MaskedBatches(data);
    }

    /** Contexts of one length, or whole lines, as the network takes them. */
    static Batches of(Net net, LineData lines) {
        if (net instanceof SequenceNet) {
            return of(net, lines.wholeLines());
        }
        var on = new OnTokens(net, "training on " + lines.name());
        var type = net.input().type();
        boolean hasContext = type.dtype() == DType.INT && !type.shape().dim(1).isOpen();
        if (!hasContext) {
            throw new ChainruleException(
                    on.where,
                    "the network must score each step, or the end of a context of fixed length",
                    "but it takes " + net,
                    "Begin with Net.tokens(context), and make vectors of it by flatten().");
        }
        on.requireScores(lines.characters().vocabularySize(), "lines");
        return new NextCharacterBatches(lines, Math.toIntExact(type.shape().dim(1).size()));
    }

    private SequenceNet sequence() {
        if (net instanceof SequenceNet sequence && sequence.context() != Dim.OPEN) {
            return sequence;
        }
        throw new ChainruleException(
                where,
                "the network must begin with Net.tokens(context)",
                "but it takes " + net,
                "Embed tokens, or give the data as Batches.");
    }

    private void requireScores(int vocabulary, String what) {
        long classes = net.output().dim(-1).size();
        if (classes < vocabulary) {
            throw new ChainruleException(
                    where,
                    "the network must score every token of the " + what,
                    "but it has " + classes + " scores for " + vocabulary + " tokens",
                    "Make the vocabulary " + vocabulary + ".");
        }
    }
}
