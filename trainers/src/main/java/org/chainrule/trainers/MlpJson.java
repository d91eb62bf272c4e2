package org.chainrule.trainers;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.ops.Gelu;
import org.chainrule.dsl.ops.Relu;
import org.chainrule.dsl.ops.Sigmoid;
import org.chainrule.dsl.ops.Silu;
import org.chainrule.dsl.ops.Tanh;
import org.chainrule.models.Mlp;

/** The shape of a multilayer perceptron as JSON, its activation by name. */
final class MlpJson {
    private static final String WHERE = "network JSON";
    private static final String MEND = "Take the file that was saved with the model.";
    private static final Map<String, Op> ACTIVATIONS = activations();

    private MlpJson() {}

    private static Map<String, Op> activations() {
        Map<String, Op> named = new LinkedHashMap<>();
        for (Op op : List.of(new Relu(), new Tanh(), new Sigmoid(), new Gelu(), new Silu())) {
            named.put(op.name(), op);
        }
        return named;
    }

    static JsonObject of(Mlp.Config config) {
        String activation = config.activation().name();
        if (!config.activation().equals(ACTIVATIONS.get(activation))) {
            throw new ChainruleException(
                    "table model",
                    "the activation of a network that is saved with its shape must be one of "
                            + String.join(", ", ACTIVATIONS.keySet())
                            + ", as they are by default",
                    "but it is " + config.activation(),
                    "Make the model of the network itself: TableModel.of(net, weights, encoding).");
        }
        var json = new JsonObject();
        json.addProperty("features", config.features());
        var hidden = new JsonArray();
        config.hidden().forEach(hidden::add);
        json.add("hidden", hidden);
        json.addProperty("outputs", config.outputs());
        json.addProperty("activation", activation);
        json.addProperty("hasBatchNorm", config.hasBatchNorm());
        json.addProperty("dropout", config.dropout());
        return json;
    }

    /**
     * The shape that {@link #of} wrote.
     *
     * @throws ChainruleException if it is not such JSON
     */
    static Mlp.Config read(JsonElement element) {
        if (!(element instanceof JsonObject json)) {
            throw malformed("must be a JSON object", String.valueOf(element));
        }
        try {
            List<Long> hidden = new ArrayList<>();
            field(json, "hidden").getAsJsonArray().forEach(width -> hidden.add(width.getAsLong()));
            String name = field(json, "activation").getAsString();
            Op activation = ACTIVATIONS.get(name);
            if (activation == null) {
                throw malformed(
                        "the activation must be one of " + String.join(", ", ACTIVATIONS.keySet()),
                        "\"" + name + "\"");
            }
            return new Mlp.Config(
                    field(json, "features").getAsLong(),
                    hidden,
                    field(json, "outputs").getAsLong(),
                    activation,
                    field(json, "hasBatchNorm").getAsBoolean(),
                    field(json, "dropout").getAsDouble());
        } catch (IllegalStateException | UnsupportedOperationException | NumberFormatException e) {
            throw new ChainruleException(
                    WHERE,
                    "must have widths, an activation and options",
                    "but it cannot be read as that",
                    MEND,
                    e);
        }
    }

    private static JsonElement field(JsonObject json, String name) {
        JsonElement value = json.get(name);
        if (value == null) {
            throw malformed("must have the field \"" + name + "\"", "none");
        }
        return value;
    }

    private static ChainruleException malformed(String mustHold, String found) {
        return new ChainruleException(WHERE, mustHold, "but found " + found, MEND);
    }
}
