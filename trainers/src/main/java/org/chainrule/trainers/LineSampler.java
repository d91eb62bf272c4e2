package org.chainrule.trainers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.chainrule.datasets.LineCharacters;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.djl.Predictor;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.probability.Categorical;

/**
 * Makes lines with a trained network, character by character: each is drawn from the softmax of the
 * scores for what stands before it, until a line ends. It does not own the weights.
 *
 * <p>It takes the networks that {@link Training#on(org.chainrule.datasets.LineData)} takes: those
 * that see a context of fixed length, such as {@code Bigram} and {@code CharacterMlp}, and those
 * that score each step of a line, such as {@code Gpt} and {@code Recurrent}.
 *
 * <pre>{@code
 * LineData names = LineData.of(Lines.of(Corpora.makemoreNames()), 42);
 * var net = CharacterMlp.of(new CharacterMlp.Config(27, 3, 10, 200, false));
 * try (Run run = Training.of(net).on(names).steps(2_000).batch(128).start();
 *         var sampler = new LineSampler(net, run.weights(), names.characters())) {
 *     List<String> made = sampler.sample(20, 2147483647);
 * }
 * }</pre>
 */
public final class LineSampler implements AutoCloseable {
    private static final int LONGEST = 1_000;

    private final Predictor predictor;
    private final LineCharacters characters;
    private final int vocabulary;
    private final int context;
    private final boolean isFixed; // whether it takes contexts of one length only

    /**
     * Compiles a network.
     *
     * @param net the network
     * @param weights its weights, which are read anew in each call
     * @param characters what its tokens stand for
     * @throws ChainruleException if the network does not take tokens, its context has no bound, or
     *     it scores another number of tokens
     */
    public LineSampler(Net net, Weights weights, LineCharacters characters) {
        this.characters = characters;
        vocabulary = characters.vocabularySize();
        isFixed = !(net instanceof SequenceNet);
        long steps =
                net instanceof SequenceNet sequence
                        ? sequence.context()
                        : net.input().type().shape().dim(-1).size();
        boolean takesTokens = net.input().type().dtype() == DType.INT;
        if (!takesTokens || steps == Dim.OPEN) {
            throw new ChainruleException(
                    "LineSampler",
                    "the network must score each step, or the end of a context of fixed length",
                    "but it takes " + net,
                    "Give a network that was trained on lines.");
        }
        long scores = net.output().dim(-1).size();
        if (scores != vocabulary) {
            throw new ChainruleException(
                    "LineSampler",
                    "the network must score each token of the lines",
                    "but it has " + scores + " scores for " + vocabulary + " tokens",
                    "Give the characters that it was trained with.");
        }
        context = Math.toIntExact(steps);
        predictor = new Predictor(net, weights);
    }

    /**
     * Draws lines. One that finds no end is cut after 1,000 characters.
     *
     * @param count how many
     * @param seed what random numbers are drawn from
     * @return the lines, which may be empty and may occur among those that were trained on
     */
    public List<String> sample(int count, long seed) {
        var random = new SplittableRandom(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line(random));
        }
        return lines;
    }

    private String line(RandomGenerator random) {
        int[] text = new int[context + LONGEST]; // marks stand before the line
        int end = context;
        do {
            text[end] = next(text, end).sample(random);
            end++;
        } while (text[end - 1] != LineCharacters.MARK && end < text.length);
        int length = text[end - 1] == LineCharacters.MARK ? end - 1 : end;
        return characters.decode(Arrays.copyOfRange(text, context, length));
    }

    /** What comes after the tokens up to a place. */
    private Categorical next(int[] text, int end) {
        int start = isFixed ? end - context : Math.max(context - 1, end - context);
        double[] seen = Arrays.stream(text, start, end).asDoubleStream().toArray();
        double[] scores = predictor.predict(NumericArray.of(seen, 1, seen.length)).values();
        return Categorical.ofLogits(
                Arrays.copyOfRange(scores, scores.length - vocabulary, scores.length));
    }

    @Override
    public void close() {
        predictor.close();
    }
}
