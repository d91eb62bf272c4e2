package org.chainrule.dsl.djl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.dsl.catalogue.Teaches;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.layers.Network;
import org.chainrule.dsl.layers.Span;
import org.chainrule.dsl.layers.Stored;
import org.chainrule.dsl.ops.Attention;

/**
 * Where one head of an attention layer looks: P = softmax(q·kᵀ/√D) of one example.
 *
 * <pre>{@code
 * import ai.djl.Device;
 * import ai.djl.ndarray.types.DataType;
 * import org.chainrule.dsl.djl.AttentionMap;
 *
 * var net = Net.tokens(8).embed(5, 4).causalAttention(2).logits(5);
 * var tokens = NumericArray.of(new double[] {1, 4, 2}, 1, 3);
 * try (var weights = new Weights(net.stored(), 1, DataType.FLOAT32, Device.cpu())) {
 *     AttentionMap second = AttentionMap.of(net, weights, tokens).get(1); // head 1
 *     second.weights(); // (3, 3), each row sums to 1
 * }
 * }</pre>
 *
 * <p>It is computed in plain Java and 64 bits, as declared, without dropout. Source: Vaswani et
 * al., "Attention Is All You Need", 2017.
 *
 * @param path the layer's path, such as {@code block[0].causalAttention}
 * @param head which of its heads, from 0
 * @param weights P, (T, S): row t holds what query t takes of each key
 */
@Teaches(meaning = "where each head of a trained network looks", formula = "softmax(q·kᵀ/√D)")
public record AttentionMap(String path, int head, NumericArray weights) {

    /**
     * The maps of all heads, layer by layer.
     *
     * @param net a network with attention
     * @param stored its weights
     * @param inputs its inputs, in their order, with one example each
     * @throws ChainruleException if there are several examples, or the network has no attention
     */
    public static List<AttentionMap> of(Network net, Weights stored, NumericArray... inputs) {
        Declaration declared = net.declare(Mode.EVALUATION);
        Map<Call, String> paths = paths(declared);
        if (paths.isEmpty()) {
            throw new ChainruleException(
                    "attention maps",
                    "the network must have a layer with attention",
                    "but " + net + " has none",
                    "Give a transformer, such as Gpt.of(config).");
        }
        var evaluator = new Evaluator(values(declared, stored, inputs), 0);
        List<AttentionMap> maps = new ArrayList<>();
        paths.forEach((call, path) -> maps.addAll(maps(path, evaluator.valueOf(call.output(2)))));
        return maps;
    }

    private static Map<Variable, NumericArray> values(
            Declaration declared, Weights weights, NumericArray... inputs) {
        Map<Variable, NumericArray> values = new HashMap<>();
        for (int i = 0; i < declared.inputs().size(); i++) {
            if (inputs[i].size(0) != 1) {
                throw new ChainruleException(
                        "attention maps",
                        "there must be one example",
                        "but found " + inputs[i].size(0),
                        "Ask for one after the other.");
            }
            values.put((Variable) declared.inputs().get(i).call().op(), inputs[i]);
        }
        for (Stored each : declared.stored()) {
            values.put(each.variable(), Native.numbers(weights.of(each.variable())));
        }
        return values;
    }

    /** The attention of each layer, by the path of the innermost layer that it belongs to. */
    private static Map<Call, String> paths(Declaration declared) {
        Map<Call, String> paths = new LinkedHashMap<>();
        for (Span span : declared.spans()) {
            for (Call call : within(span)) {
                String known = paths.get(call);
                if (known == null || known.length() < span.path().length()) {
                    paths.put(call, span.path());
                }
            }
        }
        return paths;
    }

    private static List<Call> within(Span span) {
        List<Call> found = new ArrayList<>();
        Set<Call> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.add(span.input().call());
        visit(span.output().call(), seen, found);
        return found;
    }

    private static void visit(Call call, Set<Call> seen, List<Call> found) {
        if (seen.add(call)) {
            call.inputs().forEach(input -> visit(input.call(), seen, found));
            if (call.op() instanceof Attention) {
                found.add(call);
            }
        }
    }

    /** (1, H, T, S), or (1, T, S) of a single head. */
    private static List<AttentionMap> maps(String path, NumericArray all) {
        int keys = all.size(all.rank() - 1);
        int queries = all.size(all.rank() - 2);
        List<AttentionMap> maps = new ArrayList<>();
        double[] values = all.values();
        for (int head = 0; head * queries * keys < values.length; head++) {
            double[] own = new double[queries * keys];
            System.arraycopy(values, head * own.length, own, 0, own.length);
            maps.add(new AttentionMap(path, head, NumericArray.of(own, queries, keys)));
        }
        return maps;
    }
}
