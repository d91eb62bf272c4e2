package org.chainrule.dsl.djl;

import static java.util.stream.Collectors.joining;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Sizes;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Declaration;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.layers.Network;
import org.chainrule.dsl.layers.State;
import org.chainrule.dsl.layers.Stored;
import org.chainrule.dsl.script.DecodingMethod;
import org.chainrule.dsl.script.Script;

/**
 * Makes text with a network that predicts tokens, several tokens a native call.
 *
 * <p>With a cache, keys and values of earlier tokens are kept, and each token goes through the
 * network once. When the context is full, its older half is dropped and what is left is read anew;
 * the same happens without a cache, so both give the same text.
 */
public final class Generator implements AutoCloseable {
    private static final int TOKENS_A_CALL = 16;

    private final Weights weights;
    private final List<Stored> stored;
    private final List<State> states;
    private final int context;
    private final Program program;
    private long cacheBytes;

    /**
     * How the next token is chosen.
     *
     * @param temperature what logits are divided by; 0 always takes the likeliest token
     * @param topK how many of the likeliest tokens may be chosen; 0 for all
     * @param topP the least probability that the tokens which may be chosen have together, in (0,
     *     1]
     * @param seed what random numbers are drawn from
     */
    public record Sampling(double temperature, int topK, double topP, long seed) {
        /** Checks the ranges. */
        public Sampling {
            check(
                    temperature >= 0 && temperature < Double.POSITIVE_INFINITY,
                    "temperature must be 0 or more",
                    temperature,
                    "Use 0 for the likeliest text, 0.8 for a varied one.");
            check(topK >= 0, "top-k must be 0 or more", topK, "Use 0 for no limit.");
            check(
                    topP > 0 && topP <= 1,
                    "top-p must be more than 0 and at most 1",
                    topP,
                    "Use 1 for no limit.");
        }

        private static void check(boolean holds, String must, Object found, String mend) {
            if (!holds) {
                throw new ChainruleException("sampling", must, "but found " + found, mend);
            }
        }
    }

    /**
     * Compiles a network for generation.
     *
     * @param net a network from tokens to logits
     * @param context how many tokens it sees at most
     * @param weights its weights
     * @param caches whether keys and values are kept from token to token
     */
    public Generator(Network net, int context, Weights weights, boolean caches) {
        this.weights = weights;
        this.context = context;
        if (net.inputs().size() > 1) {
            throw new ChainruleException(
                    "generate",
                    "the network must be given tokens alone",
                    "but it takes "
                            + net.inputs().stream().map(Variable::name).collect(joining(", ")),
                    "Call its block token by token.");
        }
        Declaration declared = net.declare(caches ? Mode.DECODING : Mode.EVALUATION);
        stored = declared.stored();
        states = declared.states();
        Script script = new Script();
        Device device = weights.manager().getDevice();
        DecodingMethod.write(script, declared, Native.target(device, weights.type()));
        program = new Program(script, device);
    }

    /**
     * Goes on with a text.
     *
     * @param prompt what it begins with; at least one token
     * @param count how many tokens to make
     * @param sampling how they are chosen
     * @param listener is given the tokens as they are made
     * @return the tokens made
     */
    public int[] generate(int[] prompt, int count, Sampling sampling, Consumer<int[]> listener) {
        if (prompt.length == 0) {
            throw new ChainruleException(
                    "prompt",
                    "a text must begin with a token",
                    "but the prompt is empty",
                    "Give one token at least.");
        }
        SplittableRandom random = new SplittableRandom(sampling.seed());
        int[] text = Arrays.copyOf(prompt, prompt.length + count);
        int length = prompt.length;
        int start = Math.max(0, length - context); // of the window that the network sees
        int seen = start; // up to where the cache reaches
        try (Cache cache = new Cache()) {
            while (length < text.length) {
                if (length - start > context) {
                    start = length - Math.max(1, context / 2);
                    seen = start;
                    cache.clear();
                }
                int room = context - (length - start) + 1;
                int calls = Math.min(Math.min(TOKENS_A_CALL, text.length - length), room);
                double[] draws = random.doubles(calls).toArray();
                int[] fed = Arrays.copyOfRange(text, states.isEmpty() ? start : seen, length);
                int[] made = cache.run(fed, seen - start, draws, sampling);
                System.arraycopy(made, 0, text, length, calls);
                length += calls;
                seen = length - 1;
                listener.accept(made);
            }
            cacheBytes = cache.bytes();
        }
        return Arrays.copyOfRange(text, prompt.length, text.length);
    }

    /** How many bytes were kept from token to token when the last text was done. */
    public long cacheBytes() {
        return cacheBytes;
    }

    /** What is kept between native calls. */
    private final class Cache implements AutoCloseable {
        private NDManager scope;
        private List<NDArray> arrays;

        Cache() {
            clear();
        }

        void clear() {
            close();
            scope = weights.manager().newSubManager();
            arrays = new ArrayList<>();
            Sizes first = new Sizes(java.util.Map.of("batch", 1L, "past", 0L));
            for (State state : states) {
                Shape shape = new Shape(first.of(state.before().shape()));
                arrays.add(scope.zeros(shape, Native.type(state.before().dtype(), weights.type())));
            }
        }

        long bytes() {
            return arrays.stream().mapToLong(a -> a.size() * a.getDataType().getNumOfBytes()).sum();
        }

        int[] run(int[] tokens, int position, double[] draws, Sampling sampling) {
            NDManager next = weights.manager().newSubManager();
            long[] wide = Arrays.stream(tokens).asLongStream().toArray();
            int topK = sampling.topK() == 0 ? Integer.MAX_VALUE : sampling.topK();
            Arguments arguments =
                    new Arguments(
                            List.of(
                                    Native.copy(next, wide, 1, wide.length),
                                    Native.copy(
                                            next,
                                            draws,
                                            new long[] {draws.length},
                                            DataType.FLOAT64)),
                            weights.of(stored),
                            arrays,
                            position,
                            sampling.temperature(),
                            topK,
                            sampling.topP());
            NDList results = program.run(next, "generate", arguments, false);
            close();
            scope = next;
            arrays = results.subList(1, results.size());
            long[] made = results.get(0).toLongArray();
            return Arrays.stream(made).mapToInt(Math::toIntExact).toArray();
        }

        @Override
        public void close() {
            if (scope != null) {
                scope.close();
            }
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
