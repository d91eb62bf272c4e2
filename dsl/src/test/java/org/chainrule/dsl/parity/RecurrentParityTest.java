package org.chainrule.dsl.parity;

import java.util.HashMap;
import java.util.Map;
import org.chainrule.dsl.layers.Gru;
import org.chainrule.dsl.layers.Lstm;
import org.chainrule.dsl.layers.Rnn;

final class RecurrentParityTest extends ParityTest {
    RecurrentParityTest() {
        super("recurrent");
    }

    @Override
    Map<String, Subject> subjects() {
        Map<String, Subject> subjects = new HashMap<>();
        Rnn rnn = new Rnn(2);
        subjects.put("rnn tanh", Subject.layer(rnn));
        subjects.put("rnn relu", Subject.layer(rnn.withRelu()));
        subjects.put(
                "rnn, two layers, both directions",
                Subject.layer(rnn.withLayers(2).bidirectional()));
        subjects.put("rnn without bias", Subject.layer(rnn.withoutBias()));
        Lstm lstm = new Lstm(2);
        subjects.put("lstm", Subject.layer(lstm));
        subjects.put("lstm, three layers", Subject.layer(lstm.withLayers(3)));
        subjects.put("lstm, both directions", Subject.layer(lstm.bidirectional()));
        subjects.put(
                "lstm, two layers, both directions",
                Subject.layer(lstm.withLayers(2).bidirectional()));
        subjects.put("lstm without bias", Subject.layer(lstm.withoutBias()));
        subjects.put("lstm, one step of one example", Subject.layer(new Lstm(1)));
        subjects.put("lstm, large values", Subject.layer(lstm));
        subjects.put("lstm, long", Subject.layer(lstm));
        Gru gru = new Gru(2);
        subjects.put("gru", Subject.layer(gru));
        subjects.put(
                "gru, two layers, both directions",
                Subject.layer(gru.withLayers(2).bidirectional()));
        subjects.put("gru without bias", Subject.layer(gru.withoutBias()));
        subjects.put("gru, large values", Subject.layer(gru));
        subjects.put("gru that resets first", Subject.layer(gru.resettingFirst()));
        return subjects;
    }

    /** Each step rounds what the step before has rounded; saturated gates hide what is left. */
    @Override
    double ulps(String name) {
        return name.contains("large values") ? 400 : 4 * ULPS;
    }
}
