package org.chainrule.dsl.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.djl.Generator.Sampling;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorTest {
    private static final int CONTEXT = 16;
    private static final int COUNT = 40; // well over the context's end, twice
    private static final long SEED = 21;
    private static final SequenceNet NET = TinyGpt.untied(CONTEXT, 0.1);
    private static final Sampling GREEDY = new Sampling(0, 0, 1, 1);

    @BeforeAll
    static void oneThreadIsEnough() {
        Native.threads(1);
    }

    private static int[] generate(boolean caches, Sampling sampling, int count, int... prompt) {
        try (Weights weights = new Weights(NET.parameters(), SEED, DataType.FLOAT32, Device.cpu());
                Generator generator = new Generator(NET, CONTEXT, weights, caches)) {
            return generator.generate(prompt, count, sampling, made -> {});
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.8})
    void cacheDoesNotChangeTheText(double temperature) {
        Sampling sampling = new Sampling(temperature, 0, 1, 7);
        assertThat(generate(true, sampling, COUNT, 1, 2, 3))
                .hasSize(COUNT)
                .containsExactly(generate(false, sampling, COUNT, 1, 2, 3));
    }

    @ParameterizedTest
    @CsvSource({"1", "15", "16", "17", "40"})
    void cacheDoesNotChangeTheTextWhateverThePromptsLength(int length) {
        int[] prompt = new int[length];
        Arrays.setAll(prompt, i -> i * i % TinyGpt.VOCABULARY);
        Sampling sampling = new Sampling(0.8, 5, 0.9, 7);
        assertThat(generate(true, sampling, COUNT, prompt))
                .containsExactly(generate(false, sampling, COUNT, prompt));
    }

    /** The network called from outside, token by token, on the window that the text says. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void greedyTextIsWhatTheNetworkFindsLikeliest(boolean caches) {
        List<Integer> text = new ArrayList<>(List.of(1, 2, 3));
        try (GraphBlock block = new GraphBlock(NET, SEED, Device.cpu());
                NDManager manager = NDManager.newBaseManager(Device.cpu(), Native.ENGINE)) {
            block.initialize(manager, DataType.FLOAT32, new Shape(1, CONTEXT));
            ParameterStore store = new ParameterStore(manager, false);
            int start = 0;
            while (text.size() < 3 + COUNT) {
                if (text.size() - start > CONTEXT) {
                    start = text.size() - CONTEXT / 2;
                }
                long[] window =
                        text.subList(start, text.size()).stream().mapToLong(t -> t).toArray();
                NDArray x = Native.copy(manager, window, 1, window.length);
                NDArray logits = block.forward(store, new NDList(x), false).head();
                text.add((int) logits.get("0, -1").argMax().getLong());
            }
        }
        int[] expected = text.stream().skip(3).mapToInt(t -> t).toArray();
        assertThat(generate(caches, GREEDY, COUNT, 1, 2, 3)).containsExactly(expected);
        assertThat(Arrays.stream(expected).distinct().count())
                .as("different tokens of %s", text)
                .isGreaterThan(4);
    }

    @Test
    void seedDecidesTheText() {
        int[] text = generate(true, new Sampling(0.8, 0, 1, 7), COUNT, 1, 2, 3);
        assertThat(generate(true, new Sampling(0.8, 0, 1, 7), COUNT, 1, 2, 3))
                .containsExactly(text);
        assertThat(generate(true, new Sampling(0.8, 0, 1, 8), COUNT, 1, 2, 3)).isNotEqualTo(text);
    }

    @Test
    void choosingFromOneIsGreedy() {
        int[] greedy = generate(true, GREEDY, COUNT, 1, 2, 3);
        assertThat(generate(true, new Sampling(0.8, 1, 1, 7), COUNT, 1, 2, 3))
                .as("top-k 1")
                .containsExactly(greedy);
        assertThat(generate(true, new Sampling(0.8, 0, 1e-9, 7), COUNT, 1, 2, 3))
                .as("top-p near 0")
                .containsExactly(greedy);
        assertThat(generate(true, new Sampling(1e-6, 0, 1, 7), COUNT, 1, 2, 3))
                .as("temperature near 0")
                .containsExactly(greedy);
    }

    @Test
    void greatestLimitsAreNoLimits() {
        int[] free = generate(true, new Sampling(0.8, 0, 1, 7), COUNT, 1, 2, 3);
        assertThat(generate(true, new Sampling(0.8, TinyGpt.VOCABULARY, 1, 7), COUNT, 1, 2, 3))
                .containsExactly(free);
        assertThat(generate(true, new Sampling(0.8, Integer.MAX_VALUE, 1, 7), COUNT, 1, 2, 3))
                .containsExactly(free);
    }

    @Test
    void listenerHearsEachTokenOnceAndInOrder() {
        List<Integer> heard = new ArrayList<>();
        try (Weights weights = new Weights(NET.parameters(), SEED, DataType.FLOAT32, Device.cpu());
                Generator generator = new Generator(NET, CONTEXT, weights, true)) {
            int[] text =
                    generator.generate(
                            new int[] {1},
                            COUNT,
                            GREEDY,
                            made -> Arrays.stream(made).forEach(heard::add));
            assertThat(heard).containsExactly(Arrays.stream(text).boxed().toArray(Integer[]::new));
        }
    }

    @Test
    void noTokensMayBeAskedFor() {
        assertThat(generate(true, GREEDY, 0, 1, 2)).isEmpty();
    }

    /** Then each token is chosen by the one before it alone, so the text soon goes in circles. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void contextMayBeOneToken(boolean caches) {
        SequenceNet net = TinyGpt.untied(1, 0);
        try (Weights weights = new Weights(net.parameters(), SEED, DataType.FLOAT32, Device.cpu());
                Generator generator = new Generator(net, 1, weights, caches)) {
            int[] text = generator.generate(new int[] {1}, COUNT, GREEDY, made -> {});
            int[] follower = new int[TinyGpt.VOCABULARY];
            Arrays.fill(follower, -1);
            follower[1] = text[0];
            for (int i = 1; i < COUNT; i++) {
                assertThat(follower[text[i - 1]]).isIn(-1, text[i]);
                follower[text[i - 1]] = text[i];
            }
        }
    }

    /** The attention kernel would end the whole process on an empty window. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void emptyPromptIsRejected(boolean caches) {
        assertThatThrownBy(() -> generate(caches, GREEDY, 1))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "prompt: a text must begin with a token, but the prompt is empty. Give one"
                                + " token at least.");
    }

    @Test
    void generatorMayBeUsedAgain() {
        try (Weights weights = new Weights(NET.parameters(), SEED, DataType.FLOAT32, Device.cpu());
                Generator generator = new Generator(NET, CONTEXT, weights, true)) {
            int[] first = generator.generate(new int[] {1}, COUNT, GREEDY, made -> {});
            generator.generate(new int[] {5, 6}, COUNT, GREEDY, made -> {});
            assertThat(generator.generate(new int[] {1}, COUNT, GREEDY, made -> {}))
                    .containsExactly(first);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    -0.1     | 0  | 1   | temperature must be 0 or more, but found -0.1. Use 0 for the likeliest text, 0.8 for a varied one.
                    NaN      | 0  | 1   | temperature must be 0 or more, but found NaN. Use 0 for the likeliest text, 0.8 for a varied one.
                    Infinity | 0  | 1   | temperature must be 0 or more, but found Infinity. Use 0 for the likeliest text, 0.8 for a varied one.
                    1        | -1 | 1   | top-k must be 0 or more, but found -1. Use 0 for no limit.
                    1        | 0  | 0   | top-p must be more than 0 and at most 1, but found 0.0. Use 1 for no limit.
                    1        | 0  | 1.1 | top-p must be more than 0 and at most 1, but found 1.1. Use 1 for no limit.
                    1        | 0  | NaN | top-p must be more than 0 and at most 1, but found NaN. Use 1 for no limit.
                    """)
    void choicesOutOfRangeAreRejected(double temperature, int topK, double topP, String message) {
        assertThatThrownBy(() -> new Sampling(temperature, topK, topP, 1))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("sampling: " + message);
    }
}
