package org.chainrule.dsl.ops;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Lambda;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Scan;
import org.chainrule.dsl.graph.Variable;

/** Cells along time for the op contract, first and second derivatives, by what they show. */
final class ScanExamples {
    private static final Example.Domain STATE = Example.reals(2, 2);
    private static final Example.Domain LSTM_INPUT = Example.reals(3, 2, 8);
    private static final Example.Domain LSTM_WEIGHTS = Example.reals(8, 2);
    private final Map<String, Example> examples = new LinkedHashMap<>();

    private ScanExamples() {}

    /** The examples. */
    static Map<String, Example> all() {
        ScanExamples made = new ScanExamples();
        made.cells();
        return made.examples;
    }

    private void cells() {
        Op tanh = new RnnCell(RnnCell.Nonlinearity.TANH);
        Example.Domain w = Example.reals(2, 2);
        Example.Domain b = Example.reals(2);
        row("rnn", scan(tanh, 1, 1, 0, false), STATE, Example.reals(3, 2, 2), w, b);
        row("rnn back", scan(tanh, 1, 1, 0, true), STATE, Example.reals(4, 2, 2), w, b);
        row("one step", scan(tanh, 1, 1, 0, false), STATE, Example.reals(1, 2, 2), w, b);
        row(
                "lstm",
                scan(new LstmCell(), 2, 1, 4, false),
                STATE,
                STATE,
                LSTM_INPUT,
                LSTM_WEIGHTS,
                Example.reals(8));
        row(
                "gru",
                scan(new GruCell(), 1, 1, 4, false),
                STATE,
                Example.reals(3, 2, 6),
                Example.reals(6, 2),
                Example.reals(6));
        row(
                "gru that resets first",
                scan(new ResetFirstGruCell(), 1, 1, 3, true),
                STATE,
                Example.reals(3, 2, 6),
                Example.reals(4, 2),
                w,
                Example.reals(4),
                b);
        row(
                "two layers of lstm",
                ScanExamples::twoLayers,
                STATE,
                LSTM_INPUT,
                LSTM_WEIGHTS,
                LSTM_WEIGHTS,
                LSTM_WEIGHTS);
        row("sums", scan(discounted(), 1, 1, 1, false), b, Example.reals(4, 2), b);
        row(
                "a scan in a cell",
                scan(nested(), 1, 1, 0, false),
                STATE,
                Example.reals(2, 3, 2, 2),
                w);
    }

    private static Function<List<Node>, Call> scan(
            Op cell, int states, int sequences, int kept, boolean back) {
        return in -> Call.of(new Scan(cell, states, sequences, kept, back), in);
    }

    private void row(String name, Function<List<Node>, Call> call, Example.Domain... domains) {
        examples.put("scan: " + name, Example.calling(call, domains));
    }

    /** The second layer sees the hidden states of the first; both begin with the same states. */
    private static Call twoLayers(List<Node> in) {
        Scan lstm = new Scan(new LstmCell(), 2, 1, 4);
        List<Node> first =
                Call.of(lstm, List.of(in.get(0), in.get(0), in.get(1), in.get(2))).outputs();
        Node z = first.get(0).matmul(in.get(3).transpose());
        return Call.of(lstm, List.of(in.get(0), in.get(0), z, in.get(4)));
    }

    /** s′ = w ⊙ s + x, keeps s·x and adds up s ⊙ s′ ⊙ w. */
    private static Op discounted() {
        Node s = Variable.input("s", DType.FLOAT, dim());
        Node x = Variable.input("x", DType.FLOAT, dim());
        Node w = Variable.input("w", DType.FLOAT, dim());
        Node after = w.times(s).plus(x);
        return new Lambda(
                "discounted",
                List.of("s", "x", "w"),
                List.of("s"),
                List.of(s, x, w),
                List.of(after, s.times(x), s.times(after).times(w)));
    }

    private static Dim dim() {
        return Dim.of("", 2);
    }

    /** A cell whose new state is the last of a plain recurrent network's. */
    private static Op nested() {
        return new Op() {
            @Override
            public List<Node> forward(List<Node> in) {
                Scan inner = new Scan(new RnnCell(RnnCell.Nonlinearity.TANH), 1, 1, 0);
                return List.of(inner.outputs(Call.of(inner, in).outputs()).last().get(0));
            }
        };
    }
}
